import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BackendConfigError, type Problem, planBackend } from "../../../lib";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";

type Row = readonly [what: string, options: object, problems: Problem | readonly Problem[]];

const outside = process.cwd();
afterEach(() => {
  delete process.env["BACKEND_ENVIRONMENT"];
  process.chdir(outside);
});

describe("a project", () => {
  test.each([
    ["capitals", "Feedback"],
    ["spaces", "feed back"],
    ["a leading digit", "1feedback"],
    ["a hyphen at the end", "feedback-"],
    ["two hyphens in a row", "feed--back"],
    ["an underscore", "feed_back"],
    ["41 characters", "f".repeat(41)],
  ])("a project with %s is refused", (_what, project) => {
    expect(problemsOf({ project })).toEqual([
      problem(
        "project",
        `must have lower-case letters, digits and single hyphens, begin with a letter, and have at most 40 characters; got "${project}"`,
        'choose a name such as "feedback"',
      ),
    ]);
  });

  test("a missing project is an error, and so is a missing location", () => {
    const folder = mkdtempSync(join(tmpdir(), "backend-"));
    process.chdir(folder);
    expect(() => planBackend({ feedbackApi })).toThrow(
      new BackendConfigError("backend (dev)", [
        problem("project", "is not set", 'set project, or "project" in the context of cdktf.json'),
        problem("location", "is not set", 'set location, or "location" in the context of cdktf.json'),
      ]),
    );
    rmSync(folder, { recursive: true });
  });

  test("a project that is no text is refused", () => {
    expect(problemsOf({ project: 5 }).map(({ path }) => path)).toEqual(["project"]);
  });
});

describe("a location", () => {
  test.each([
    ["eastus22", '. Did you mean "eastus2"?'],
    ["the moon", ""],
    ["westeurop", '. Did you mean "westeurope"?'],
  ])("the location %s is no region of Azure", (location, guess) => {
    expect(problemsOf({ location })).toEqual([
      problem(
        "location",
        `unknown Azure region "${location}"${guess}`,
        "use a name that `az account list-locations` lists",
      ),
    ]);
  });

  test("a location that is no text is one problem", () => {
    const folder = mkdtempSync(join(tmpdir(), "backend-"));
    process.chdir(folder);
    const problems = problemsOf({ location: 5 });
    rmSync(folder, { recursive: true });
    expect(problems).toEqual([problem("location", "must be a string, got 5", "give a string")]);
  });
});

describe("an environment", () => {
  const unknown = (
    name: string,
    guess: string,
    path = "environment",
    known = "dev, staging, prod",
  ): Problem =>
    problem(
      path,
      `must be one of ${known}, got "${name}"${guess}`,
      "use one of them, or add it to environments",
    );

  test("an undefined environment is an error that names the nearest one", () => {
    expect(problemsOf({ environment: "qa" })).toEqual([unknown("qa", "")]);
    expect(problemsOf({ environment: "stage" })).toEqual([unknown("stage", '. Did you mean "staging"?')]);
    expect(problemsOf({ environment: "prd" })).toEqual([unknown("prd", '. Did you mean "prod"?')]);
    expect(problemsOf({ environment: "Dev" })).toEqual([unknown("Dev", '. Did you mean "dev"?')]);
  });

  test("an undefined environment from BACKEND_ENVIRONMENT is an error that names the variable", () => {
    process.env["BACKEND_ENVIRONMENT"] = "prd";
    expect(problemsOf()).toEqual([
      { ...unknown("prd", '. Did you mean "prod"?'), from: ["BACKEND_ENVIRONMENT"] },
    ]);
    expect(problemsOf({ environment: "prod" })).toEqual([]);
  });

  test("an environment that extends an unknown one is refused", () => {
    expect(problemsOf({ environment: "qa", environments: { qa: { extends: "prd" } } })).toEqual([
      unknown("prd", '. Did you mean "prod"?', "environments.qa.extends", "dev, staging, prod"),
    ]);
  });

  test("an environment that extends itself, directly or through others, is refused", () => {
    const environments = { one: { extends: "two" }, two: { extends: "three" }, three: { extends: "one" } };
    expect(problemsOf({ environment: "one", environments })).toEqual([
      problem(
        "environments.three.extends",
        "is circular: one → two → three → one",
        "set extends of one of them to dev or prod",
      ),
    ]);
  });

  test("an environment of the library cannot extend another one", () => {
    expect(problemsOf({ environments: { dev: { extends: "prod" } } })).toEqual([
      problem(
        "environments.dev",
        "dev is a predefined environment and cannot be redefined",
        'choose another name, and set extends: "dev"',
      ),
    ]);
  });

  test("an environment with an unknown option is refused with the place of the option", () => {
    const environments = { qa: { extends: "prod", cosmos: { mode: "autoscale" }, optional: { cdnn: true } } };
    expect(problemsOf({ environment: "qa", environments })).toEqual([
      problem(
        "environments.qa.optional.cdnn",
        'unknown option, got true. Did you mean "cdn"?',
        "use one of b2c, apim, cdn, containerRegistry, redis, serviceBus, eventHubs",
        'your environment "qa"',
      ),
      problem(
        "environments.qa.cosmos.mode",
        'must be one of "Serverless", "Autoscale", got "autoscale". Did you mean "Autoscale"?',
        'use one of "Serverless", "Autoscale"',
        'your environment "qa"',
      ),
    ]);
  });

  test("an environment whose name cannot begin a name of Azure is refused", () => {
    expect(problemsOf({ environment: "Q_A", environments: { Q_A: { extends: "dev" } } })).toContainEqual(
      problem(
        "environment",
        'must have lower-case letters, digits and single hyphens, and begin with a letter; got "Q_A"',
        'choose a name such as "staging"',
      ),
    );
  });

  const integration = { environment: "integration-1", environments: { "integration-1": { extends: "dev" } } };

  test("an environment whose name is too long for a key vault is refused, unless the vault has a name of its own", () => {
    expect(problemsOf(integration)).toMatchObject([
      {
        path: "environment",
        message:
          '"integration-1" is too long: the name of a key vault has at most 24 characters, which leaves no room for the project',
        fix: "choose a shorter environment name, or set the whole name in names.keyVault",
      },
    ]);
    expect(problemsOf({ ...integration, names: { keyVault: "kv-feedback-int" } })).toEqual([]);
  });

  test("the error about a long name of an environment says where the name came from", () => {
    expect(problemsOf(integration)[0]?.from).toEqual(["your options"]);
  });

  test("an environment with an option of the whole call is refused without suggesting the same option", () => {
    const environments = { qa: { extends: "dev", project: "other" } };
    const [found] = problemsOf({ environment: "qa", environments });
    expect(found?.message).toBe('unknown option, got "other"');
    expect(found?.fix).not.toContain("project");
  });

  test.each([
    ["a number", { environment: 5 }],
    ["null", { environment: "qa", environments: { qa: null } }],
    ["an object that extends nothing", { environment: "qa", environments: { qa: {} } }],
    ["an object that extends a number", { environment: "qa", environments: { qa: { extends: 5 } } }],
    ["one of null", { environments: null }],
  ])("an environment that is %s is refused", (_what, options) => {
    expect(problemsOf(options)).toHaveLength(1);
  });
});

describe("the state backend", () => {
  const kinds =
    '{ type: "local" }, { type: "azurerm" }, { type: "cloud" }, { type: "consul" }, { type: "cos" }, { type: "gcs" }, { type: "http" }, { type: "kubernetes" }, { type: "oci" }, { type: "oss" }, { type: "pg" }, { type: "s3" } or { type: "none" }';
  test.each<Row>([
    [
      "of an unknown type",
      { type: "etcd" },
      problem("state", `must be ${kinds}, got {"type":"etcd"}`, `give ${kinds}`),
    ],
    [
      "of no type",
      { directory: "state" },
      problem("state", `must be ${kinds}, got {"directory":"state"}`, `give ${kinds}`),
    ],
    [
      "in an account without a container",
      { type: "azurerm", storageAccountName: "contosostate" },
      problem("state", "containerName is missing", "add containerName"),
    ],
    [
      "in no organization",
      { type: "cloud" },
      problem("state", "organization is missing", "add organization"),
    ],
    [
      "with a field of another type",
      { type: "local", hostname: "app.terraform.io" },
      problem("state.hostname", 'unknown option, got "app.terraform.io"', "use one of type, directory"),
    ],
    [
      "in an account and a container of names that Azure refuses",
      { type: "azurerm", storageAccountName: "contoso-state", containerName: "tf" },
      [
        problem(
          "state.storageAccountName",
          'a storage account name has lower-case letters and digits, got "contoso-state"',
          "set the name of the storage account",
        ),
        problem(
          "state.containerName",
          'a blob container name has 3 to 63 characters, this one has 2, got "tf"',
          "set the name of the blob container",
        ),
      ],
    ],
    ...["/var/state", "C:\\state", "c:/state"].map((directory): Row => [
      `in ${directory}, a folder of one machine`,
      { type: "local", directory },
      problem(
        "state.directory",
        `must be a relative path, got ${JSON.stringify(directory)}`,
        "give a path relative to the folder that contains cdktf.out",
      ),
    ]),
    ...["cdktf.out", "./cdktf.out/state", "infra/../cdktf.out", "cdktf.out\\state"].map((directory): Row => [
      `in ${directory}, which every synth empties`,
      { type: "local", directory },
      problem(
        "state.directory",
        "must not be in cdktf.out, which every synth empties",
        'choose another folder, such as "state"',
      ),
    ]),
  ])("the state backend is refused %s", (_what, state, expected) => {
    expect(problemsOf({ state })).toEqual([expected].flat());
  });
});
