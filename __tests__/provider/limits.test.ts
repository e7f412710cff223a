import { type BackendOptions, planBackend } from "../../lib";
import { problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

describe("Node", () => {
  const runtime = (options: BackendOptions) => {
    const { settings, notes } = planBackend(
      { feedbackApi },
      { project: "feedback", location: "eastus2", ...options },
    );
    return { runtime: settings.functionApp.runtime, notes };
  };

  test.each<readonly [string, BackendOptions, string]>([
    [
      "a provider that does not know 24",
      { provider: { version: "4.57.0" } },
      "azurerm 4.57.0 does not support node:24",
    ],
    [
      "Linux on Consumption",
      { functionApp: { os: "linux" } },
      "Linux on Y1 (Consumption) gets no new Node version",
    ],
  ])("Node falls back with %s, with a note that says why", (_what, options, why) => {
    const { runtime: decided, notes } = runtime(options);
    expect(decided).toBe("node:22");
    expect(notes).toContainEqual({
      level: "adjusted",
      path: "functionApp.runtime",
      message: expect.stringContaining(`"node:22", because ${why}`) as string,
    });
  });

  test("Node is 24 with every provider and plan that have it", () => {
    for (const options of [
      {},
      { environment: "prod" },
      { provider: { version: "4.58.0" } },
      { environment: "prod", functionApp: { os: "linux" } },
      { functionApp: { plan: "FC1" } },
    ] as const)
      expect(runtime(options).runtime).toBe("node:24");
  });

  test("a chosen Node 24 is a problem where it cannot be, with the option that helps", () => {
    expect(problemsOf({ provider: { version: "4.57.0" }, functionApp: { runtime: "node:24" } })).toEqual([
      {
        path: "functionApp.runtime",
        message: "azurerm 4.57.0 does not support node:24, azurerm 4.58.0 and later do",
        from: [
          'your options (functionApp.runtime = "node:24")',
          'your options (provider.version = "4.57.0")',
        ],
        fix: 'set provider.version to 4.58.0 or later, or set functionApp.runtime to "node:22"',
      },
    ]);
    expect(problemsOf({ functionApp: { runtime: "node:24", os: "linux" } }).map(({ path }) => path)).toEqual([
      "functionApp.runtime",
    ]);
  });
});

describe("limits of earlier providers", () => {
  test("FC1 scales out to fewer than 40 instances from 4.58.0 on", () => {
    const functionApp = { plan: "FC1", maximumInstances: 5 } as const;
    expect(problemsOf({ functionApp })).toEqual([]);
    expect(problemsOf({ functionApp, provider: { version: "4.57.0" } })).toMatchObject([
      {
        path: "functionApp.maximumInstances",
        message: "azurerm 4.57.0 allows 40 to 1000 instances for FC1",
        fix: "set provider.version to 4.58.0 or later, or functionApp.maximumInstances to 40 or more",
      },
    ]);
  });

  test("zones of an existing Cosmos DB account change in no plan before 4.78.0", () => {
    const note = (options: BackendOptions): readonly string[] =>
      planBackend({ feedbackApi }, { project: "feedback", location: "eastus2", ...options }).notes.flatMap(
        ({ level, path, message }) => (path === "cosmos.zoneRedundant" ? [`${level}: ${message}`] : []),
      );
    const cosmos = { zoneRedundant: true };
    const always =
      "note: is set when a region is added: on an existing account, Azure changes it only if the region is removed and added again";
    expect(note({ cosmos })).toEqual([always]);
    expect(note({ provider: { version: "4.77.0" } })).toEqual([]);
    expect(note({ cosmos, provider: { version: "4.77.0" } })).toEqual([
      "note: set when the account is created: on an existing account, azurerm before 4.78.0 plans no change " +
        "(hashicorp/terraform-provider-azurerm#32620)",
      always,
    ]);
  });
});
