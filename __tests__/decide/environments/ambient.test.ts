import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { BackendConfigError, type BackendOptions, defineBackend, planBackend } from "../../../lib";
import { feedbackApi, processUploadFunction } from "../../support/sample";

const home = process.cwd();
const variables = { ...process.env };
const root = realpathSync(mkdtempSync(join(tmpdir(), "ambient-")));

/** A new working directory, with a `cdktf.json` when one is given. */
function enter(cdktfJson?: unknown): string {
  const folder = mkdtempSync(join(root, "project-"));
  if (cdktfJson !== undefined)
    writeFileSync(
      join(folder, "cdktf.json"),
      typeof cdktfJson === "string" ? cdktfJson : JSON.stringify(cdktfJson),
    );
  process.chdir(folder);
  return folder;
}

beforeEach(() => {
  delete process.env["CDKTF_CONTEXT_JSON"];
  delete process.env["BACKEND_ENVIRONMENT"];
  delete process.env["CDKTF_OUTDIR"];
});
afterEach(() => {
  process.chdir(home);
  process.env = { ...variables };
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

const context = { project: "feedback", location: "eastus2" };

function planned(
  options: BackendOptions = {},
): readonly [project: string, location: string, environment: string] {
  const { project, location, environment } = planBackend({ feedbackApi }, options);
  return [project, location, environment];
}

/** `path: message` of every problem. */
function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof BackendConfigError)
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

describe("project and location", () => {
  test("project and location come from the cdktf.json of the working directory", () => {
    enter({ context });
    expect(planned()).toEqual(["feedback", "eastus2", "dev"]);
  });

  test("project and location come from the nearest cdktf.json above it", () => {
    const folder = enter({ context });
    const inner = join(folder, "a", "b");
    mkdirSync(inner, { recursive: true });
    process.chdir(inner);
    expect(planned()).toEqual(["feedback", "eastus2", "dev"]);
    writeFileSync(
      join(folder, "a", "cdktf.json"),
      JSON.stringify({ context: { ...context, project: "nearer" } }),
    );
    expect(planned()).toEqual(["nearer", "eastus2", "dev"]);
  });

  test("project and location come from what the CLI hands over, before the file", () => {
    enter({ context });
    process.env["CDKTF_CONTEXT_JSON"] = JSON.stringify({ project: "cli" });
    expect(planned()).toEqual(["cli", "eastus2", "dev"]);
  });

  test("project and location come from the app's own context, before the file", () => {
    const folder = enter({ context });
    const app = new App({ outdir: join(folder, "out"), context: { project: "app" } });
    expect(planned({ app })).toEqual(["app", "eastus2", "dev"]);
  });

  test("project and location come from the options, before everything else", () => {
    const folder = enter({ context });
    process.env["CDKTF_CONTEXT_JSON"] = JSON.stringify({ project: "cli", location: "westus2" });
    const app = new App({ outdir: join(folder, "out"), context: { project: "app", location: "centralus" } });
    expect(planned({ app, project: "mine", location: "westeurope" })).toEqual(["mine", "westeurope", "dev"]);
  });

  test.each<[string, unknown]>([
    ["there is no cdktf.json", undefined],
    ["cdktf.json has no context", { language: "typescript" }],
    ["the context is no object", { context: "feedback" }],
    ["the context says other things", { context: { region: "eastus2" } }],
    ["the context says no text", { context: { project: 1, location: null } }],
  ])("project and location are asked for when %s", (_case, cdktfJson) => {
    enter(cdktfJson);
    expect(problemsOf(planned)).toEqual(["project: is not set", "location: is not set"]);
  });

  test("project and location are checked wherever they come from", () => {
    enter({ context: { project: "No Project", location: "eastus22" } });
    const problems = problemsOf(planned);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/^project: .*got "No Project"/);
    expect(problems[1]).toMatch(/^location: unknown Azure region "eastus22"/);
  });
});

describe("a source that is not JSON", () => {
  test("a source that is not JSON is named when it is cdktf.json", () => {
    enter('{ "context": ');
    expect(planned).toThrow("cdktf.json is not valid JSON: correct it, then run again");
  });

  test("a source that is not JSON is named when it is CDKTF_CONTEXT_JSON", () => {
    enter({ context });
    process.env["CDKTF_CONTEXT_JSON"] = "project=feedback";
    expect(planned).toThrow("CDKTF_CONTEXT_JSON is not valid JSON: correct it, then run again");
  });

  test("a source that is JSON but no object is named", () => {
    enter("null");
    expect(planned).toThrow("cdktf.json must contain a JSON object: correct it, then run again");
  });

  // The engine takes an empty variable for one that is not set.
  test("an empty CDKTF_CONTEXT_JSON is not an error", () => {
    enter({ context });
    process.env["CDKTF_CONTEXT_JSON"] = "";
    expect(planned()).toEqual(["feedback", "eastus2", "dev"]);
  });
});

describe("the environment", () => {
  test.each<[string, string | undefined, BackendOptions, string]>([
    ["is dev", undefined, {}, "dev"],
    ["is dev when BACKEND_ENVIRONMENT is empty", "", {}, "dev"],
    ["is BACKEND_ENVIRONMENT", "prod", {}, "prod"],
    ["is the option's, before BACKEND_ENVIRONMENT", "prod", { environment: "dev" }, "dev"],
  ])("the environment %s", (_rule, variable, options, expected) => {
    enter({ context: { ...context, environment: "prod" } });
    if (variable !== undefined) process.env["BACKEND_ENVIRONMENT"] = variable;
    expect(planned(options)[2]).toBe(expected);
  });

  test("an unknown environment from BACKEND_ENVIRONMENT is an error that names the variable", () => {
    enter({ context });
    process.env["BACKEND_ENVIRONMENT"] = "prd";
    expect(planned).toThrow(/must be one of dev, staging, prod, got "prd".*\n.*from BACKEND_ENVIRONMENT/s);
  });
});

describe("the last day", () => {
  test("that of an environment of a pull request comes from the context, unless the options say it", () => {
    enter({ context: { ...context, expires: "2026-12-07" } });
    const of = (options: BackendOptions): string | undefined => planBackend({ feedbackApi }, options).expires;
    expect(of({ environment: "pr-12" })).toBe("2026-12-07");
    expect(of({ environment: "pr-12", expires: "2026-12-08" })).toBe("2026-12-08");
    process.env["CDKTF_CONTEXT_JSON"] = JSON.stringify({ expires: "2026-12-09" });
    expect(of({ environment: "pr-12" })).toBe("2026-12-09");
    expect(of({ environment: "dev" })).toBeUndefined();
  });

  test("a day of the context that is none is named with its source", () => {
    enter({ context: { ...context, expires: "soon" } });
    const run = (): unknown => planBackend({ feedbackApi }, { environment: "pr-12" });
    expect(run).toThrow(/expires: must be a day, got "soon"\n.*from context in cdktf.json/);
  });
});

describe("the specification's minimal call", () => {
  function minimal(): void {
    const backend = defineBackend({ feedbackApi, processUploadFunction });
    backend.synth();
  }

  test.each([
    [undefined, "dev"],
    ["prod", "prod"],
  ])("the minimal call with BACKEND_ENVIRONMENT %s writes the stacks of %s", (variable, environment) => {
    const folder = enter({ context });
    if (variable !== undefined) process.env["BACKEND_ENVIRONMENT"] = variable;
    minimal();
    expect(readdirSync(folder).sort()).toEqual(["cdktf.json", "cdktf.out"]);
    expect(readdirSync(join(folder, "cdktf.out", "stacks")).sort()).toEqual(
      ["network", "platform", "workloads"].map((role) => `feedback-${environment}-${role}`),
    );
    expect(existsSync(join(folder, "cdktf.out", "manifest.json"))).toBe(true);
  });

  test("the minimal call may be synthesised twice", () => {
    enter({ context });
    const backend = defineBackend({ feedbackApi, processUploadFunction });
    backend.synth();
    expect(() => {
      backend.synth();
    }).not.toThrow();
  });

  test("the minimal call is refused a folder that another backend has written, whose files are kept", () => {
    const folder = enter({ context });
    minimal();
    const out = join(folder, "cdktf.out");
    const files = () =>
      readdirSync(out, { recursive: true, encoding: "utf8" })
        .filter((file) => statSync(join(out, file)).isFile())
        .map((file) => [file, readFileSync(join(out, file), "utf8")]);
    const before = files();
    process.env["BACKEND_ENVIRONMENT"] = "prod";
    expect(minimal).toThrow(
      /already holds feedback \(dev\), and feedback \(prod\) would write over it.*new App\(\)/s,
    );
    expect(files()).toEqual(before);
  });
});

describe("a given app", () => {
  const options = { ...context, environment: "dev" };

  test("a given app writes its backends itself", () => {
    const app = new App({ outdir: join(enter(), "out") });
    const backend = defineBackend({ feedbackApi }, { ...options, app });
    expect(() => {
      backend.synth();
    }).toThrow("this backend was given an app: call app.synth(), which writes all that is in it");
  });

  test("a given app takes each project and environment once", () => {
    const app = new App({ outdir: join(enter(), "out") });
    const define = (more: BackendOptions = {}) =>
      defineBackend({ feedbackApi }, { ...options, ...more, app });
    define();
    expect(problemsOf(() => define())).toEqual([
      "environment: the app already has a stack feedback-dev-network",
    ]);
    expect(problemsOf(() => define({ environment: "prod" }))).toEqual([]);
    expect(problemsOf(() => define({ project: "other" }))).toEqual([]);
  });

  test("a given app has to be an App of cdktf", () => {
    const app = { synth: () => undefined } as unknown as App;
    expect(problemsOf(() => defineBackend({ feedbackApi }, { ...options, app }))).toEqual([
      "app: is not an App of cdktf",
    ]);
  });
});
