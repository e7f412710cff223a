import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { engines } from "../../package.json";
import { nodeReleases } from "../../scripts/node-releases";
import { root } from "../support/packed";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly environment?: string | object;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps?: readonly Step[];
  readonly "timeout-minutes"?: number;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = join(root, ".github/workflows");
const texts = new Map(readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), "utf8")]));
const workflows = new Map([...texts].map(([file, text]) => [file, parse(text) as Workflow]));

function workflow(file: string): Workflow {
  const found = workflows.get(file);
  if (found === undefined) throw new Error(`there is no .github/workflows/${file}`);
  return found;
}

const stepsOf = ({ jobs }: Workflow): readonly Step[] =>
  Object.values(jobs).flatMap(({ steps = [] }) => steps);

/** A line that names an action by anything but a commit and the version beside it; workflows of this repository need neither. */
function unpinned(text: string): readonly string[] {
  const lines = text.split("\n").filter((line) => /^\s*(- )?uses:/.test(line));
  return lines.filter(
    (line) =>
      !/uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line) && !line.includes("uses: ./"),
  );
}

test("the check of pins finds a tag, a branch, a short commit and a missing version", () => {
  const commit = "3d3c42e5aac5ba805825da76410c181273ba90b1";
  const good = [
    `      - uses: actions/checkout@${commit} # v7.0.1`,
    "    uses: ./.github/workflows/test.yml",
  ];
  const bad = [
    "      - uses: actions/checkout@v7",
    "        uses: actions/checkout@main # v7.0.1",
    `      - uses: actions/checkout@${commit.slice(0, 12)} # v7.0.1`,
    `      - uses: actions/checkout@${commit}`,
  ];
  expect(unpinned([...good, ...bad].join("\n"))).toEqual(bad);
});

describe.each([...workflows])("%s", (file, { permissions, concurrency, jobs, ...rest }) => {
  const steps = stepsOf({ jobs, ...rest });

  test("every action is named by a commit, with its version", () => {
    expect(unpinned(texts.get(file) ?? "")).toEqual([]);
  });

  test("without permissions of its own, a job can only read the code", () => {
    expect(permissions).toEqual({ contents: "read" });
  });

  test("every job has a limit of time, unless it calls a workflow, whose jobs have one", () => {
    const endless = Object.entries(jobs).filter(
      ([, job]) => job.uses === undefined && job["timeout-minutes"] === undefined,
    );
    expect(endless.map(([name]) => name)).toEqual([]);
    expect(concurrency).toHaveProperty("group");
  });

  test("a checkout leaves no token behind, and no cache of another run is restored", () => {
    for (const { uses, with: inputs } of steps) {
      if (uses?.startsWith("actions/checkout@") === true)
        expect(inputs).toMatchObject({ "persist-credentials": false });
      if (uses?.startsWith("actions/setup-node@") === true)
        expect(inputs).toMatchObject({ "package-manager-cache": false });
    }
  });

  test("what others can write, such as a title or a branch, is never part of a script", () => {
    const written = steps.filter(({ run = "" }) =>
      /\$\{\{\s*(github\.(event|head_ref|ref)|inputs)/.test(run),
    );
    expect(written).toEqual([]);
  });

  test("it never runs with the rights of the repository for a pull request of another one", () => {
    expect(Object.keys(rest.on).filter((event) => /pull_request_target|workflow_run/.test(event))).toEqual(
      [],
    );
  });
});

test("one version of each action is used, everywhere", () => {
  const used = [...texts.values()].flatMap((text) => [...text.matchAll(/uses: ([\w./-]+)@(.*)$/gm)]);
  const versions = new Set(used.map(([, action = "", version = ""]) => `${action}@${version}`));
  const actions = [...versions].map((each) => each.split("@")[0]);
  expect(actions.length).toBeGreaterThan(4);
  expect([...new Set(actions)]).toEqual(actions);
});

describe("the tests", () => {
  const { jobs } = workflow("test.yml");

  test("npm test runs on each version of Node.js that the page on versions has", () => {
    expect(jobs["test"]?.strategy?.matrix["node"]).toEqual(nodeReleases.map(({ major }) => String(major)));
  });

  test("a new project is tried with the lowest version that package.json accepts, and on three systems", () => {
    const tried = jobs["install"]?.strategy?.matrix["include"] as readonly Readonly<Record<string, string>>[];
    expect(tried.map(({ node }) => node)).toContain(`${engines.node.replace(">=", "")}.0`);
    expect(new Set(tried.map(({ os }) => os?.replace(/-.*/, "")))).toEqual(
      new Set(["ubuntu", "windows", "macos"]),
    );
    expect(new Set(tried.map((each) => each["package"])).size).toBe(2);
  });

  test("every command of .ci/run is in a job", () => {
    const commands = readFileSync(join(root, ".ci/run"), "utf8").match(/^npm .*$/gm) ?? [];
    const run = stepsOf(workflow("test.yml")).map((step) => step.run ?? "");
    expect(commands.length).toBeGreaterThan(2);
    expect(commands.filter((command) => !run.some((script) => script.includes(command)))).toEqual([]);
  });

  test("all parts of the Terraform stage run, and a skipped one is a failure", () => {
    const parts = jobs["terraform"]?.strategy?.matrix["part"] ?? [];
    const script = jobs["terraform"]?.steps?.map(({ run = "" }) => run).join("\n");
    expect(parts).toEqual([...parts.keys()].map((index) => index + 1));
    expect(script).toContain(`--shard=\${{ matrix.part }}/${parts.length}`);
    expect(script).toContain('grep --quiet "^SKIPPED"');
  });
});

describe("a release", () => {
  const { on, jobs } = workflow("release.yml");

  test("it begins with a tag, and runs all tests before it publishes", () => {
    expect(on).toEqual({ push: { tags: ["v*"] } });
    expect(jobs["test"]).toMatchObject({ uses: "./.github/workflows/test.yml", needs: "notes" });
    expect(jobs["publish"]).toMatchObject({ needs: "test" });
    expect(jobs["release"]).toMatchObject({ needs: "publish" });
  });

  test("one job can publish, in a protected environment, with a token of the run and provenance", () => {
    const { publish } = jobs;
    expect(publish).toMatchObject({
      environment: "npm",
      permissions: { contents: "read", "id-token": "write" },
    });
    expect(publish?.steps?.at(-1)?.run).toContain("npm publish");
    expect(publish?.steps?.at(-1)?.run).toContain("--provenance");
    const rights = Object.entries(jobs).filter(([, job]) => job.permissions?.["id-token"] !== undefined);
    expect(rights.map(([name]) => name)).toEqual(["publish"]);
    expect([...texts.values()].filter((text) => /secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/.test(text))).toEqual(
      [],
    );
  });

  test("what is published was built by the tests, and no code of a dependency runs beside it", () => {
    const run = jobs["publish"]?.steps?.flatMap((step) => step.run ?? []).join("\n");
    expect(run).not.toMatch(/npm (ci|install|run|pack)/);
    const built = stepsOf(workflow("test.yml")).find(({ uses }) =>
      uses?.startsWith("actions/upload-artifact@"),
    );
    expect(built?.with).toMatchObject({ name: "packages" });
  });
});
