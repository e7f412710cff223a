import fc from "fast-check";
import { type BackendOptions, defineFunction, defineQueueProcessor, planBackend } from "../../lib";
import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

const linux = { functionApp: { os: "linux", plan: "EP1" } } as const;
const notesOf = (options: Partial<BackendOptions>) =>
  planBackend({ feedbackApi }, { project: "shop", location: "eastus2", ...options }).notes;

describe("the name of an app setting on Linux", () => {
  test.each(["my-key", "MAIL-API-KEY"])("the name of an app setting on Linux has no hyphen: %s", (name) => {
    const path = `functionApp.settings.${name}`;
    expect(problemsOf({ functionApp: { ...linux.functionApp, settings: { [name]: "x" } } })).toEqual([
      problem(
        path,
        "on Linux, the name of an app setting must have only letters, digits and _",
        `write it ${name.replaceAll("-", "_")}`,
        `your options (${path})`,
      ),
    ]);
    expect(problemsOf({ functionApp: { os: "windows", settings: { [name]: "x" } } })).toEqual([]);
  });

  test("the name of an app setting has no hyphen in a component or on FC1", () => {
    const hello = defineFunction({
      name: "hello",
      entry: "./src/process-upload.ts",
      trigger: { type: "http", route: "hello", methods: ["GET"] },
      environment: { "MAIL-KEY": "x" },
    });
    for (const options of [linux, { functionApp: { plan: "FC1" } }])
      expect(problemsOf(options, { hello })).toMatchObject([
        { path: "components.hello.environment.MAIL-KEY" },
      ]);
    expect(problemsOf({}, { hello })).toEqual([]);
  });

  test("any accepted name of an app setting on Linux is one that Azure takes", () => {
    const start = fc.constantFrom("A", "z", "_");
    // Half of the names have a sign that Windows takes and Linux does not.
    const rest = fc.string({ unit: fc.constantFrom("a", "Z", "0", "_", ".", ":", "-"), maxLength: 3 });
    fc.assert(
      fc.property(start, rest, (first, others) => {
        const name = `${first}${others}`;
        const refused =
          problemsOf({ functionApp: { ...linux.functionApp, settings: { [name]: "x" } } }).length > 0;
        expect(refused).toBe(!/^\w+$/.test(name));
      }),
      { numRuns: 60 },
    );
  });
});

describe("the name of an app setting on Linux that is longer than 53 characters", () => {
  const warned = (os: "linux" | "windows", count: number): readonly string[] =>
    notesOf({
      functionApp: { os, plan: "EP1", settings: { ["A".repeat(count)]: "x" } },
    }).flatMap(({ level, path, message }) =>
      level === "warning" && message.includes("characters") ? [path] : [],
    );

  test("a name of more than 53 characters gives a warning", () => {
    expect(warned("linux", 54)).toEqual([`functionApp.settings.${"A".repeat(54)}`]);
    expect([...warned("linux", 53), ...warned("windows", 54)]).toEqual([]);
  });

  test("a name of more than 53 characters gives a warning where it follows from a component", () => {
    const entry = "./src/process-upload.ts";
    const long = defineQueueProcessor({ name: "synchronizesorderswithwarehousedb", entry });
    const options = {
      project: "shop",
      location: "eastus2",
      functionApp: { os: "linux" as const, plan: "EP1" as const },
    };
    expect(planBackend({ long }, options).notes).toContainEqual(
      expect.objectContaining({
        level: "warning",
        path: "components.long.name",
        message: expect.stringContaining(
          "SYNCHRONIZESORDERSWITHWAREHOUSEDB_STORAGE__queueServiceUri has",
        ) as string,
      }),
    );
  });
});

describe("template deployments of one group", () => {
  const tables = (count: number) => ({
    storage: {
      tables: Object.fromEntries(Array.from({ length: count }, (_, index) => [`table${index}`, true])),
    },
  });

  test("template deployments of one group are fewer than the number at which Azure deletes their records", () => {
    expect(problemsOf(tables(800))).toMatchObject([
      {
        path: "storage.tables",
        message: expect.stringContaining("Above 700, Azure deletes the oldest deployment records") as string,
        fix: "remove some of them, or use an existing storage account or key vault of another resource group for them",
      },
    ]);
    expect(problemsOf(tables(690))).toEqual([]);
  });

  test("template deployments of one group give a warning where they come near that number", () => {
    const warned = (count: number) =>
      notesOf(tables(count)).filter(({ path, level }) => path === "storage.tables" && level === "warning")
        .length;
    expect([warned(500), warned(650)]).toEqual([0, 1]);
  });

  test("template deployments of secrets count too", () => {
    const secrets = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`s${index}`, {}]));
    expect(problemsOf({ ...tables(350), keyVault: { secrets } })).toMatchObject([
      { path: "keyVault.secrets" },
    ]);
  });
});

describe("queues that forward to each other", () => {
  const chain = (hops: number) => ({
    environment: "prod",
    optional: {
      serviceBus: {
        queues: Object.fromEntries(
          Array.from({ length: hops + 1 }, (_, index) => [
            `q${index}`,
            index < hops ? { forwardTo: `q${index + 1}` } : {},
          ]),
        ),
      },
    },
  });

  test.each([1, 4])("queues that forward to each other may do so %s times", (hops) => {
    expect(problemsOf(chain(hops))).toEqual([]);
  });

  test.each([5, 7])("queues may not forward %s times, since Azure dead-letters after four", (hops) => {
    expect(problemsOf(chain(hops))).toMatchObject([
      {
        path: "optional.serviceBus.queues.q0.forwardTo",
        message: `messages would be forwarded ${hops} times, but Azure dead-letters them after 4`,
        fix: "forward to the last queue or topic directly",
      },
    ]);
  });
});

test.each([["/a/*"], [["/tenant", "/*"]]])("a partition key has no wildcard: %s", (partitionKey) => {
  expect(problemsOf({ cosmos: { containers: { things: { partitionKey } } } })).toMatchObject([
    { path: "cosmos.containers.things.partitionKey" },
  ]);
});

test.each([0.01, 0.0229, 0, -1])("a workspace takes 0.023 GB a day at least: %d", (dailyQuotaGb) => {
  expect(problemsOf({ logs: { dailyQuotaGb } })).toEqual([
    problem("logs.dailyQuotaGb", `must be >= 0.023, got ${dailyQuotaGb}`, "use a value in this range"),
  ]);
  expect(problemsOf({ logs: { dailyQuotaGb: 0.023 } })).toEqual([]);
});

test("an image with tag and digest is refused with the form that works", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  const image = `registry.example.com/team/feedback:1.4.2@${digest}`;
  expect(problemsOf({ environment: "prod", functionApp: { container: { image } } })).toMatchObject([
    {
      path: "functionApp.container.image",
      message: `must have a tag or a digest, not both, got "${image}"`,
      fix: `keep the digest: "registry.example.com/team/feedback@${digest}"`,
    },
  ]);
});

test("alerts that notify only Owners give a warning, which says who that is", () => {
  expect(notesOf({ environment: "prod" })).toContainEqual({
    level: "warning",
    path: "monitoring.actionGroups",
    message: expect.stringContaining(
      "users and groups with the role Owner on the subscription itself, not through a management group and not as eligible",
    ) as string,
  });
});
