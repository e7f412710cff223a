import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Testing } from "cdktf";
import { BackendConfigError, type BackendOptions, defineBackend } from "../../../lib";
import { transformNames } from "../../../lib/services";
import type { TransformName, TransformOptions } from "../../../lib/services/contract/transforms";
import { printNotes } from "../../../lib/decide/print-notes";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";
import { literals, ownStack, resources } from "../../support/shared";
import type { ExternalName } from "../../support/shared";
import { synthBackend } from "../../support/synth";

const theirs = literals();
const KNOWN = `use one of ${Object.keys(transformNames).join(", ")}`;
const WHOLE = "return the whole configuration, such as { ...config, tags: {} }";
const fixes = {
  name: "set the name with an option, such as names.<kind>",
  location: "set location",
  resourceGroupName: "do not change it: each stack has its own resource group",
};

describe("an invalid transform", () => {
  test("a misspelt name in transform is an error that names the nearest one", () => {
    const transform: TransformOptions = {
      // @ts-expect-error there is no such resource
      storag: { minTlsVersion: "TLS1_3" },
    };
    expect(problemsOf({ transform })).toEqual([
      problem("transform.storag", 'unknown resource. Did you mean "storage"?', KNOWN),
    ]);
  });

  test("a name in transform that resembles none, or that every object inherits, is refused", () => {
    expect(problemsOf({ transform: { redisCache: {}, constructor: {} } })).toEqual([
      problem("transform.redisCache", "unknown resource", KNOWN),
      problem("transform.constructor", "unknown resource", KNOWN),
    ]);
  });

  test.each<[unknown, string]>([
    [null, "null"],
    [true, "true"],
    ["TLS1_3", '"TLS1_3"'],
    [[{ minTlsVersion: "TLS1_3" }], '[{"minTlsVersion":"TLS1_3"}]'],
    [Testing.app(), "an object of App"],
  ])("a transform of the wrong kind is refused: %#", (change, got) => {
    expect(problemsOf({ transform: { storage: change } })).toEqual([
      problem(
        "transform.storage",
        `must be an object or a function, got ${got}`,
        "give the fields to change",
      ),
    ]);
  });

  test.each([
    [null, "null"],
    ["storage", '"storage"'],
    [() => ({}), "a function"],
  ])("a transform of the wrong kind is refused: transform %p", (transform, got) => {
    expect(problemsOf({ transform })).toEqual([
      problem(
        "transform",
        `must be an object, got ${got}`,
        "write it like { functionApp: { httpsOnly: true } }",
      ),
    ]);
  });

  test("a wrong transform is refused together with all other problems", () => {
    const options = { cosmos: { mode: "serverless" }, transform: { storag: {}, keyVault: 5 } };
    expect(problemsOf(options).map(({ path }) => path)).toEqual([
      "cosmos.mode",
      "transform.storag",
      "transform.keyVault",
    ]);
  });

  test("the error about a transform of an environment names the environment", () => {
    const qa = { extends: "dev", transform: { storag: { minTlsVersion: "TLS1_3" } } };
    const [found] = problemsOf({ environment: "qa", environments: { qa } });
    expect(found).toEqual(
      problem(
        "transform.storag",
        'unknown resource. Did you mean "storage"?',
        KNOWN,
        'your environment "qa"',
      ),
    );
  });
});

describe("an existing resource", () => {
  test.each<[ExternalName, TransformName]>([
    ["cosmos", "cosmos"],
    ["storage", "storage"],
    ["keyVault", "keyVault"],
    ["logAnalytics", "logAnalytics"],
    ["vnet", "vnet"],
  ])("a transform of an existing resource is refused: %s", (key, name) => {
    for (const createChildren of [false, true]) {
      const external = { [key]: { ...theirs[key], createChildren } };
      const problems = problemsOf({ external, transform: { [name]: { tags: { owner: "data" } } } });
      expect(problems.filter(({ path }) => path.startsWith("transform"))).toEqual([
        problem(
          `transform.${name}`,
          `external.${key} is an existing resource, and the backend does not change existing resources`,
          `remove transform.${name}`,
        ),
      ]);
    }
  });

  test.each<[ExternalName, TransformName]>([
    ["cosmos", "cosmosDatabase"],
    ["cosmos", "cosmosContainers"],
    ["storage", "storageQueues"],
    ["storage", "storageTables"],
    ["keyVault", "keyVaultSecrets"],
    ["vnet", "subnets"],
    ["vnet", "networkSecurityGroups"],
    ["vnet", "networkSecurityRules"],
    ["vnet", "networkSecurityGroupAssociations"],
  ])("a transform of its children is refused, unless they are made: %s and %s", (key, name) => {
    const transform = { [name]: { timeouts: { create: "1h" } } };
    expect(problemsOf({ external: { [key]: theirs[key] }, transform })).toEqual([
      problem(
        `transform.${name}`,
        `it belongs to the existing resource of external.${key}, in which the backend creates nothing`,
        `remove transform.${name}, or set external.${key}.createChildren to true`,
      ),
    ]);
    const made = problemsOf({ external: { [key]: { ...theirs[key], createChildren: true } }, transform });
    expect(made.filter(({ path }) => path.startsWith("transform"))).toEqual([]);
  });
});

describe("a value that other resources rely on", () => {
  test.each(Object.entries(fixes))(
    "a change of a value that other resources rely on is refused: %s",
    (field, fix) => {
      for (const change of [{ [field]: "other" }, (config: object) => ({ ...config, [field]: "other" })])
        expect(problemsOf({ transform: { storage: change } })).toEqual([
          problem(
            "transform.storage",
            `changes ${field} to "other", but other resources rely on its value`,
            fix,
          ),
        ]);
    },
  );

  test("a value that other resources rely on may be repeated", () => {
    const transform = { logAnalytics: { name: "log-feedback-dev", location: "eastus2" } };
    expect(problemsOf({ transform })).toEqual([]);
  });

  test("a value that other resources rely on cannot be changed in place", () => {
    const transform = { storage: (config: object) => Object.assign(config, { name: "other" }) };
    expect(problemsOf({ transform }).map(({ path }) => path)).toEqual(["transform.storage"]);
  });

  test("the error about such a change in an environment names the environment", () => {
    const qa = { extends: "dev", transform: { storage: { name: "other" } } };
    expect(problemsOf({ environment: "qa", environments: { qa } }).map(({ from }) => from)).toEqual([
      ['your environment "qa"'],
    ]);
  });
});

describe("a function", () => {
  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    ["TLS1_3", '"TLS1_3"'],
    [[], "[]"],
  ])("a function returns a configuration, not %p", (returned, got) => {
    expect(problemsOf({ transform: { storageContainers: () => returned } })).toEqual([
      problem("transform.storageContainers", `returned ${got} for storage_container_assets`, WHOLE),
    ]);
  });

  test.each(["storage", "roleAssignments"])(
    "a function returns its configuration synchronously: %s",
    (name) => {
      const transform = { [name]: (config: object) => Promise.resolve(config) };
      expect(problemsOf({ transform }).map(({ message }) => message)).toEqual([
        expect.stringContaining("returned an object of Promise"),
      ]);
    },
  );

  test("a function may throw any value", () => {
    const transform = {
      storage: () => {
        throw new RangeError("mine");
      },
    };
    expect(() => problemsOf({ transform })).toThrow(new RangeError("mine"));
  });
});

describe("an app whose backend was refused", () => {
  // Refused by the very last resource that is built: everything else is there by then.
  const refused = {
    transform: {
      diagnosticSettings: (config: object, id: string) =>
        id === "function_app_diagnostics" ? undefined : config,
    },
  };
  const options = (app: App, further: object): BackendOptions => ({
    app,
    project: "feedback",
    location: "eastus2",
    ...further,
  });

  test("an app whose backend was refused has no stacks, writes nothing, and takes the corrected backend", () => {
    const outdir = mkdtempSync(join(tmpdir(), "refused-"));
    try {
      const app = new App({ outdir });
      expect(() => defineBackend({ feedbackApi }, options(app, refused))).toThrow(BackendConfigError);
      expect(app.node.children).toEqual([]);
      app.synth();
      expect(existsSync(join(outdir, "stacks")) ? readdirSync(join(outdir, "stacks")) : []).toEqual([]);
      defineBackend({ feedbackApi }, options(app, {}));
      app.synth();
      expect(readdirSync(join(outdir, "stacks")).sort()).toEqual([
        "feedback-dev-network",
        "feedback-dev-platform",
        "feedback-dev-workloads",
      ]);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  test("an app has no stacks when a function throws", () => {
    const app = Testing.app();
    const transform = {
      servicePlan: () => {
        throw new Error("mine");
      },
    };
    expect(() => defineBackend({ feedbackApi }, options(app, { transform }))).toThrow("mine");
    expect(app.node.children).toEqual([]);
  });

  test("a refused backend leaves no construct in the stack of an existing resource", () => {
    const app = Testing.app();
    const shared = ownStack(app);
    const external = { storage: resources(shared).storage };
    const before = shared.node.children.map(({ node }) => node.id);
    expect(() => defineBackend({ feedbackApi }, options(app, { external, ...refused }))).toThrow(
      BackendConfigError,
    );
    expect(shared.node.children.map(({ node }) => node.id)).toEqual(before);
  });
});

describe("a transform of what the backend has not", () => {
  test("a transform of a resource that the backend lacks gives a warning, in the manifest too, and changes nothing", () => {
    const transform = {
      vnet: { flowTimeoutInMinutes: 10 },
      storageShares: (config: { quota: number }) => config,
    };
    const { backend, ...stacks } = synthBackend({ transform } as BackendOptions);
    const said = (name: string) => `transform.${name}: not used: this backend has no such resource`;
    expect(jest.mocked(printNotes).mock.calls).toEqual([
      [`feedback (dev): 2 notes\n  warning  ${said("vnet")}\n  warning  ${said("storageShares")}\n`],
    ]);
    const entries = backend.stacks.workloads.node.metadata.map(({ type, data }) => [type, data as string]);
    expect(entries).toEqual([
      ["@cdktf/warn", said("vnet")],
      ["@cdktf/warn", said("storageShares")],
    ]);
    const plain = synthBackend();
    for (const role of ["network", "platform", "workloads"] as const)
      expect(stacks[role].json["resource"]).toEqual(plain[role].json["resource"]);
  });

  test("a transform that changes a resource gives no warning", () => {
    jest.mocked(printNotes).mockClear();
    synthBackend({ transform: { storage: { minTlsVersion: "TLS1_3" } } });
    expect(printNotes).not.toHaveBeenCalled();
  });
});
