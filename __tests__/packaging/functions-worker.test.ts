import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { type Components, defineFunction } from "../../lib";
import { type PackageOptions, packageCode } from "../../lib/packaging";
import { loadPackage } from "../../lib/packaging/load-package";
import { SETTINGS, everyTrigger, projectOfEveryTrigger, throwing } from "../support/every-trigger";
import {
  type Indexed,
  type Invocation,
  type TypedData,
  WorkerHost,
  workerFolder,
} from "../support/functions-worker";
import { namedAlike } from "../support/raw-bindings";

/** Azure's worker for Node is not on npm: CONTRIBUTING.md says how it is built, and that FUNCTIONS_WORKER names its folder. */
const withWorker = workerFolder === undefined ? describe.skip : describe;

const scratch = mkdtempSync(join(tmpdir(), "functions-worker-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

let count = 0;
/** Packages components, unpacks them, and has the worker start them. */
async function startedIn(
  components: Components,
  options: PackageOptions = {},
  settings: Readonly<Record<string, string>> = SETTINGS,
) {
  count += 1;
  const root = join(scratch, `${count}`);
  const { file, functions } = await packageCode(components, {
    root: projectOfEveryTrigger(root),
    ...options,
  });
  const app = join(root, "app");
  const files = unzipSync(readFileSync(file));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(app, name)), { recursive: true });
    writeFileSync(join(app, name), bytes);
  }
  const host = await WorkerHost.start(app, settings);
  const indexed = await host.index();
  const named = (name: string): Indexed => {
    const found = indexed.functions.find((each) => each.name === name);
    if (found === undefined) throw new Error(`${name} is not indexed: ${host.output}`);
    return found;
  };
  return { host, files, functions, indexed, named };
}

/** The name that the trigger of a function has for the host. */
function triggerOf({ rawBindings }: Indexed): string {
  const bindings = rawBindings.map(
    (each) => JSON.parse(each) as { readonly name: string; readonly type: string },
  );
  return bindings.find(({ type }) => type.endsWith("Trigger"))?.name ?? "";
}

function json(value: unknown): TypedData {
  return { json: JSON.stringify(value) };
}

function request(method: string, url: string, params: Readonly<Record<string, string>> = {}): TypedData {
  return { http: { method, url: `https://app.invalid/api/${url}`, headers: {}, params, query: {} } };
}

function answered({ returnValue }: Invocation): { readonly status: string; readonly body: unknown } {
  const { statusCode = "", body } = (returnValue?.["http"] ?? {}) as {
    readonly statusCode?: string;
    readonly body?: { readonly bytes?: Uint8Array; readonly string?: string };
  };
  const text = body?.string ?? Buffer.from(body?.bytes ?? []).toString();
  return { status: statusCode, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
}

withWorker("Azure's own worker with a package of every trigger and binding", () => {
  let started: Awaited<ReturnType<typeof startedIn>>;
  beforeAll(async () => {
    started = await startedIn(everyTrigger);
  });
  afterAll(async () => {
    await started.host.stop();
  });

  test("Azure's worker indexes all functions, with the bindings that packaging expects, and loads them", async () => {
    const { host, indexed, functions, files } = started;
    expect({ ...indexed, functions: indexed.functions.map(({ name }) => name).sort() }).toEqual({
      functions: [...functions].sort(),
      useDefault: false,
      status: "Success",
    });
    const expected = await loadPackage({ files, main: "index.js" }, SETTINGS);
    for (const { name, bindings } of expected.functions)
      expect(namedAlike(started.named(name).rawBindings)).toEqual(
        namedAlike(
          Object.entries(bindings).map(([each, binding]) => JSON.stringify({ ...binding, name: each })),
        ),
      );
    for (const each of indexed.functions)
      expect([each.name, await host.load(each)]).toEqual([each.name, "Success"]);
  });

  test("Azure's worker tells the host how to retry where a function fails", () => {
    const { named } = started;
    // Seconds are integers of 64 bits, objects that give their number.
    const told = (name: string): unknown => {
      const { retryStrategy, maxRetryCount, ...times } = named(name).retryOptions ?? {};
      const seconds = Object.values(times).map((time) =>
        Number((time as { readonly seconds?: object } | null)?.seconds ?? NaN),
      );
      return [retryStrategy, maxRetryCount, seconds.filter((each) => !Number.isNaN(each))];
    };
    expect(told("by-timer")).toEqual(["fixed_delay", 2, [10]]);
    expect(told("by-changes")).toEqual(["exponential_backoff", -1, [5, 900]]);
    expect(told("by-queue")).toEqual([undefined, undefined, []]);
  });

  test.each<[string, TypedData, unknown]>([
    ["by-timer", json({ isPastDue: false }), { isPastDue: false }],
    ["by-blob", { bytes: Buffer.from("a blob") }, "a blob"],
    ["by-queue", { string: "a message" }, "a message"],
    ["by-queue", json({ id: 1 }), { id: 1 }],
    ["by-changes", json([{ id: "1" }]), [{ id: "1" }]],
    ["by-bus-queue", { string: "a message" }, "a message"],
    ["by-bus-topic", json({ id: 2 }), { id: 2 }],
    ["by-topic-events", json({ id: "3", eventType: "sold" }), { id: "3", eventType: "sold" }],
    ["by-blob-events", json({ id: "4" }), { id: "4" }],
    ["processor", { string: "a message" }, "a message"],
  ])("Azure's worker invokes %s with the trigger's data", async (name, data, given) => {
    const { host, named } = started;
    const { result, returnValue } = await host.invoke(named(name), [{ name: triggerOf(named(name)), data }]);
    expect(result.status).toBe("Success");
    expect(JSON.parse(String(returnValue?.["json"]))).toEqual({ given, inputs: {} });
  });

  test("Azure's worker invokes a function by its route, and passes inputs and outputs", async () => {
    const { host, named } = started;
    const route = { day: "2026-01-31", rest: "a/b" };
    const byHttp = named("by-http");
    const one = await host.invoke(byHttp, [
      { name: triggerOf(byHttp), data: request("GET", "days/2026-01-31/a/b", route) },
    ]);
    expect(answered(one)).toEqual({ status: "200", body: { given: route, inputs: {} } });

    const bound = named("bound");
    const { outputData, ...answer } = await host.invoke(bound, [
      { name: triggerOf(bound), data: request("POST", "bound") },
      { name: "page", data: { string: "<p>page</p>" } },
      { name: "rates", data: json([{ RowKey: "usd" }]) },
      { name: "order", data: json({ id: "7" }) },
    ]);
    expect(answered(answer as Invocation).body).toEqual({
      given: {},
      inputs: { page: "<p>page</p>", rates: [{ RowKey: "usd" }], order: { id: "7" } },
    });
    const written = outputData.map(({ name, data }) => [name, JSON.parse(String(data["json"])) as unknown]);
    expect(Object.fromEntries(written)).toEqual(
      Object.fromEntries(
        ["report", "log", "jobs", "audit", "mail", "news"].map((to) => [to, { by: "bound", to }]),
      ),
    );
  });

  test("Azure's worker finds a component's queue by an app setting alone", async () => {
    const { host, named } = await startedIn(
      everyTrigger,
      {},
      { ...SETTINGS, COMPONENT_QUEUES: "serviceBus" },
    );
    try {
      expect(namedAlike(named("processor").rawBindings)).toMatchObject([{ type: "serviceBusTrigger" }]);
      expect(namedAlike(named("bound").rawBindings)).toEqual(
        expect.arrayContaining([expect.objectContaining({ name: "jobs", type: "serviceBus" })]),
      );
    } finally {
      await host.stop();
    }
  });
});

withWorker("Azure's own worker where a component does not load", () => {
  const timer = everyTrigger["timer"] as never;
  const notes = everyTrigger["notes"] as never;

  test.each(["cjs", "esm"] as const)(
    "Azure's worker has every function, and fails the invocations of the broken one: %s",
    async (format) => {
      const components = { throwing, timer, notes };
      const { host, functions, indexed, named } = await startedIn(components, { format, load: false }, {});
      try {
        expect(indexed).toMatchObject({ useDefault: false, status: "Success" });
        expect(indexed.functions.map(({ name }) => name).sort()).toEqual([...functions].sort());
        for (const each of indexed.functions) expect(await host.load(each)).toBe("Success");

        const invoked = async (name: string, data: TypedData): Promise<Invocation> =>
          host.invoke(named(name), [{ name: triggerOf(named(name)), data }]);
        expect((await invoked("by-timer", json({}))).result.status).toBe("Success");
        const { result } = await invoked("throwing", { string: "a message" });
        expect(result.status).toBe("Failure");
        expect(result.exception?.message).toBe(
          'component "throwing" (./src/throwing.ts) did not load: it throws',
        );
        expect(answered(await invoked("notes-read", request("GET", "notes/1", { id: "1" })))).toMatchObject({
          status: "500",
          body: { title: "Internal Server Error" },
        });

        // Once at the start, with the line of the source.
        expect(host.output.match(/component "throwing" .* did not load: it throws/g)).toHaveLength(1);
        expect(host.output).toMatch(/src\/throwing\.ts:2:\d+/);
        expect(host.output).toContain(
          'CRUD API "notes" cannot answer: component "notes": the app setting NOTES_COSMOS',
        );
      } finally {
        await host.stop();
      }
    },
  );
});

withWorker("Azure's own worker with what lies beside the code", () => {
  test.each([
    ["at its start", false],
    ["in a worker that was prepared", true],
  ])(
    "code finds assets by __dirname and by the working folder, and traces name sources: %s",
    async (_when, prepared) => {
      count += 1;
      const root = projectOfEveryTrigger(join(scratch, `assets-${count}`));
      mkdirSync(join(root, "assets"));
      writeFileSync(join(root, "assets/t.txt"), "an asset");
      writeFileSync(
        join(root, "src/reads.js"),
        'const { readFileSync } = require("node:fs");\nconst read = (file) => readFileSync(file, "utf8");\n' +
          'module.exports = (given) => {\n  if (given === "throw") throw new Error("thrown");\n  return [read(require("node:path").join(__dirname, "assets/t.txt")), read("assets/t.txt")];\n};\n',
      );
      const reads = defineFunction({
        name: "reads",
        entry: "./src/reads.js",
        trigger: { type: "queue", queue: "reads" },
      });
      const { file } = await packageCode({ reads }, { root, assets: ["assets"] });
      const app = join(root, "app");
      for (const [name, bytes] of Object.entries(unzipSync(readFileSync(file)))) {
        mkdirSync(dirname(join(app, name)), { recursive: true });
        writeFileSync(join(app, name), bytes);
      }
      const host = await WorkerHost.start(app, {}, prepared);
      try {
        const [found] = (await host.index()).functions;
        if (found === undefined) throw new Error(host.output);
        const { returnValue } = await host.invoke(found, [{ name: triggerOf(found), data: { string: "" } }]);
        expect(JSON.parse(String(returnValue?.["json"]))).toEqual(["an asset", "an asset"]);
        const { result } = await host.invoke(found, [{ name: triggerOf(found), data: { string: "throw" } }]);
        expect(result.exception?.stackTrace).toMatch(/src[\\/]reads\.js:4:\d+/);
      } finally {
        await host.stop();
      }
    },
  );
});
