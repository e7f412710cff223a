import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devDependencies, name as library, version } from "../../package.json";
import { init } from "../../lib/cli/run/init";
import { projectFiles } from "../../lib/cli/templates";
import { templateNames } from "../../lib/cli/templates/template";
import { type Outcome, run } from "../../lib/terraform/command";
import { installInto } from "../../scripts/install-into";
import { contentsOf, filesIn, install } from "../support/packed";
import { callTool } from "../support/tool";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "new projects "));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A folder of its own for one test. */
function ownFolder(): string {
  return mkdtempSync(join(folder, "test-"));
}

interface Manifest {
  readonly name: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides?: unknown;
}

function manifestOf(files: Readonly<Record<string, string>>): Manifest {
  return JSON.parse(files["package.json"] ?? "") as Manifest;
}

const request = {
  project: "shop",
  location: "eastus2",
  template: "minimal",
  projectId: "00000000-0000-4000-8000-000000000000",
} as const;

describe("a project of each template", () => {
  beforeAll(async () => {
    const installed = await install(join(folder, "package"));
    for (const template of templateNames) {
      const args = ["init", template, "--project", "shop", "--template", template];
      expect(await callTool(args, { cwd: folder })).toMatchObject({ status: 0, stderr: "" });
      installInto(join(folder, template), installed);
    }
  }, 240_000);

  /** A program of a project's packages, without Terraform. */
  function inFolder(cwd: string, program: string, ...args: readonly string[]): Promise<Outcome> {
    return run(process.execPath, [join(folder, "minimal/node_modules", program), ...args], {
      cwd,
      environment: { PATH: "", TERRAFORM_BINARY_NAME: "no-such-terraform" },
    });
  }

  test("their types are right", async () => {
    const configs = templateNames.map((template) =>
      readFileSync(join(folder, template, "tsconfig.json"), "utf8"),
    );
    // So that one run is the same as one in each of them.
    expect(new Set(configs).size).toBe(1);
    const { compilerOptions, include } = JSON.parse(configs[0] ?? "") as {
      readonly compilerOptions: object;
      readonly include: readonly string[];
    };
    const all = {
      compilerOptions: { ...compilerOptions, typeRoots: ["minimal/node_modules/@types"] },
      include: templateNames.flatMap((template) => include.map((each) => `${template}/${each}`)),
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(all));
    expect(await inFolder(folder, "typescript/bin/tsc", "-p", ".")).toMatchObject({ status: 0, stdout: "" });
  }, 180_000);

  test.each(templateNames)(
    "the tests of the template %s pass",
    async (template) => {
      const { status, stderr } = await inFolder(join(folder, template), "jest/bin/jest.js");
      expect({ status, stderr }).toMatchObject({ status: 0 });
      const own = filesIn(join(folder, template, "__tests__"));
      expect(stderr).toContain(`Test Suites: ${own.length} passed, ${own.length} total`);
    },
    120_000,
  );

  // The tests of the others synthesise as well.
  test("the tool synthesises the smallest, in dev and prod", async () => {
    const { status, stdout, stderr } = await callTool(["synth"], { cwd: join(folder, "minimal") });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout.split("\n").filter(Boolean)).toEqual(
      ["dev", "prod"].flatMap((environment) =>
        ["network", "platform", "workloads"].map((role) => `cdktf.out/stacks/shop-${environment}-${role}`),
      ),
    );
  }, 120_000);

  test("their files are as Prettier writes them", async () => {
    const prettier = [
      "prettier/bin/prettier.cjs",
      "--no-config",
      "--check",
      ...templateNames,
      "!**/cdktf.out/**",
    ] as const;
    const { status, stdout, stderr } = await inFolder(folder, ...prettier);
    expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
  });
});

describe("what is written", () => {
  test("init says what it has written and what to type next", async () => {
    const cwd = ownFolder();
    const { status, stdout } = await callTool(["init", "My Shop (2)"], { cwd });
    const files = filesIn(join(cwd, "My Shop (2)"));
    expect(status).toBe(0);
    expect(stdout.split("\n")).toEqual([
      ...files.map((file) => `My Shop (2)/${file}`),
      "",
      "Next:",
      '  cd "My Shop (2)"',
      "  npm install",
      "  npm test",
      "  npx cdktf-azure-backend synth",
      "  npx cdktf-azure-backend cost",
      "",
    ]);
    expect(manifestOf(contentsOf(join(cwd, "My Shop (2)"))).name).toBe("my-shop-2");
  });

  test("init says the same as JSON", async () => {
    const cwd = ownFolder();
    const args = ["init", "shop", "--template", "api", "--location", "West Europe"];
    const { status, stdout } = await callTool([...args, "--json"], { cwd });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      command: "init",
      folder: "shop",
      project: "shop",
      location: "westeurope",
      template: "api",
      files: filesIn(join(cwd, "shop")),
    });
  });

  test("two projects differ by their id alone", async () => {
    const cwd = ownFolder();
    for (const name of ["one", "other"]) await callTool(["init", name, "--project", "shop"], { cwd });
    const [one, other] = ["one", "other"].map((name) => {
      const { "cdktf.json": config = "", ...files } = contentsOf(join(cwd, name));
      const { projectId, ...rest } = JSON.parse(config) as { readonly projectId: string };
      return { projectId, files, rest };
    });
    expect(one?.projectId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(one?.projectId).not.toBe(other?.projectId);
    expect({ ...one, projectId: "" }).toEqual({ ...other, projectId: "" });
  });

  test("the id comes from one place", async () => {
    const cwd = ownFolder();
    const given = { template: undefined, project: undefined, location: undefined };
    const surroundings = { cwd } as Parameters<typeof init>[1];
    await init(given, surroundings, "shop", () => request.projectId);
    expect(contentsOf(join(cwd, "shop"))).toEqual(projectFiles(request));
  });

  test("the folder may be there, with other files", async () => {
    const cwd = ownFolder();
    mkdirSync(join(cwd, ".git"));
    writeFileSync(join(cwd, ".git/HEAD"), "ref: refs/heads/main\n");
    const { status, stdout } = await callTool(["init", ".", "--project", "shop"], { cwd });
    expect(status).toBe(0);
    expect(stdout).not.toContain("cd ");
    expect(filesIn(cwd)).toEqual([".git/HEAD", ...Object.keys(projectFiles(request))].sort());
  });

  test("lock files of Terraform are committed, stacks, state, plans and settings are not", async () => {
    const cwd = ownFolder();
    await callTool(["init", ".", "--project", "shop"], { cwd });
    await run("git", ["init", "--quiet"], { cwd });
    const stack = "cdktf.out/stacks/shop-dev-network";
    const ignored = [
      "node_modules/x/index.js",
      "dist/functions/release.json",
      "cdktf.out/manifest.json",
      `${stack}/cdk.tf.json`,
      `${stack}/.terraform/providers/x`,
      `${stack}/.terraform.lock.hcl`,
      "state/shop-dev-network.tfstate",
      "plans/shop-dev-network.tfplan",
      ".azurite/x",
      "local.settings.json",
    ];
    const lockFile = "terraform-locks/azurerm-4.81.0.terraform.lock.hcl";
    for (const file of [...ignored, lockFile]) {
      mkdirSync(join(cwd, file, ".."), { recursive: true });
      writeFileSync(join(cwd, file), "");
    }
    const { stdout } = await run("git", ["ls-files", "--others", "--exclude-standard"], { cwd });
    expect(stdout.split("\n").filter(Boolean).sort()).toEqual(
      [...Object.keys(projectFiles(request)), lockFile].sort(),
    );
  });
});

describe("its package.json", () => {
  const all = templateNames.map((template) => manifestOf(projectFiles({ ...request, template })));

  test("versions are those that the library is tested with, and the library is the running one", () => {
    for (const { dependencies, devDependencies: others } of all) {
      const { [library]: own, ...rest } = { ...dependencies, ...others };
      expect(own).toBe(`^${version}`);
      expect(devDependencies).toMatchObject(rest);
    }
  });

  test("each package that its files import is named", () => {
    for (const [index, template] of templateNames.entries()) {
      const files = projectFiles({ ...request, template });
      const imported = Object.values(files).flatMap((text) =>
        [...text.matchAll(/from "((?:@[\w-]+\/)?[a-z][\w-]*)/g)].map(([, name = ""]) => name),
      );
      const { dependencies = {} } = all[index] ?? {};
      expect(imported).toContain(library);
      expect(imported.filter((name) => !(name in dependencies) && name !== "node")).toEqual([]);
    }
  });

  test("a project has one engine, whichever version of it the bindings ask for", () => {
    for (const { dependencies, overrides } of all) {
      expect(dependencies).toMatchObject({ cdktf: devDependencies.cdktf });
      expect(overrides).toEqual({ "@cdktf/provider-azurerm": { cdktf: "$cdktf" } });
    }
  });
});

describe("what is refused", () => {
  /** What is said, where nothing is written. */
  async function refused(cwd: string, ...args: readonly string[]): Promise<string> {
    const before = filesIn(cwd);
    const { status, stdout, stderr } = await callTool(["init", ...args], { cwd });
    expect({ stdout, files: filesIn(cwd) }).toEqual({ stdout: "", files: before });
    return `${status}: ${stderr}`;
  }

  test("a file that is there already is not overwritten, and nothing beside it is written", async () => {
    const cwd = ownFolder();
    writeFileSync(join(cwd, "package.json"), "{}");
    // In the place of a folder.
    writeFileSync(join(cwd, "src"), "");
    expect(await refused(cwd, ".", "--project", "shop")).toBe(
      "1: These files already exist, and nothing was written:\n  package.json\n  src\n" +
        "Use another folder, or move the files.\n",
    );
  });

  test("a second call is refused with every file", async () => {
    const cwd = ownFolder();
    await callTool(["init", "shop"], { cwd });
    const said = await refused(cwd, "shop");
    for (const file of filesIn(join(cwd, "shop"))) expect(said).toContain(`  ${file}\n`);
  });

  test("a file in the place of the folder is refused", async () => {
    const cwd = ownFolder();
    writeFileSync(join(cwd, "shop"), "");
    expect(await refused(cwd, "shop")).toContain("shop is a file");
  });

  test.each<[string, readonly string[], string]>([
    [
      "a project that names cannot begin with",
      ["shop", "--project", "My_Shop"],
      '--project: must have lower-case letters, digits and single hyphens, begin with a letter, and have at most 40 characters; got "My_Shop"',
    ],
    ["an empty project", ["shop", "--project", ""], '--project: got ""; set the project'],
    [
      "a folder without a letter",
      ["2026"],
      '--project: the folder\'s name, "2026", has no letter a-z; set the project',
    ],
    [
      "a location that Azure lacks",
      ["shop", "--location", "westeurop"],
      '--location: unknown Azure region "westeurop". Did you mean "westeurope"?',
    ],
    ["an empty location", ["shop", "--location", ""], '--location: got ""; set a region'],
    ["a template that there is not", ["shop", "--template", "big"], "minimal, api, events, production"],
    ["no folder", [], "missing required argument 'folder'"],
  ])("%s is called wrongly", async (_what, args, message) => {
    const said = await refused(ownFolder(), ...args);
    expect(said).toMatch(/^64: /);
    expect(said).toContain(message);
  });

  test("everything that is wrong is said at once", async () => {
    const said = await refused(ownFolder(), "shop", "--project", "-", "--location", "mars");
    expect(said).toMatch(/--project: .*\n--location: /);
  });
});

test("a long folder name is cut to what a project may be called", async () => {
  const cwd = ownFolder();
  const name = `${"a".repeat(39)}-b`;
  await callTool(["init", name], { cwd });
  const texts = contentsOf(join(cwd, name));
  expect(manifestOf(texts).name).toBe("a".repeat(39));
});
