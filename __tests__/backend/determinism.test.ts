import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { App } from "cdktf";
import { type BackendOptions, type Components, defineBackend, defineQueueProcessor, secret } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";

/** Something of every kind that is named, ordered, hashed or drawn. */
const everything: BackendOptions = {
  tags: { owner: "team", cost: "1" },
  functionApp: { package: "content-share", slots: ["staging"], settings: { B: "2", A: "1" } },
  storage: { hostAccount: "separate", queues: { zeta: true, alpha: true } },
  cosmos: { containers: { "a.b": { partitionKey: "/id" }, ab: { partitionKey: ["/x", "/y"] } } },
  keyVault: { connectionStrings: true, secrets: { "api-key": { rotation: 3 } } },
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Stack id → the text of its `cdk.tf.json`, of dev and prod in one app, in a new folder. */
function synthesised(
  options: BackendOptions,
  components: Components = { feedbackApi, processUploadFunction },
): Readonly<Record<string, string>> {
  const outdir = mkdtempSync(join(tmpdir(), "determinism-"));
  folders.push(outdir);
  const app = new App({ outdir });
  for (const environment of ["dev", "prod"])
    defineBackend(components, { project: "feedback", location: "eastus2", ...options, app, environment });
  app.synth();
  const stacks = join(outdir, "stacks");
  return Object.fromEntries(
    readdirSync(stacks).map((id) => [id, readFileSync(join(stacks, id, "cdk.tf.json"), "utf8")]),
  );
}

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe.each<[string, BackendOptions]>([
  ["with the defaults", {}],
  ["with everything switched on", everything],
])("a synth %s", (_name, options) => {
  test("a synth writes the same bytes again, into another folder and a year later", () => {
    const first = synthesised(options);
    jest.useFakeTimers({
      now: Date.now() + 365 * 24 * 3600 * 1000,
      doNotFake: ["nextTick", "queueMicrotask"],
    });
    jest.spyOn(Math, "random").mockReturnValue(0.123);
    expect(synthesised(options)).toEqual(first);
    expect(Object.keys(first)).toHaveLength(6);
  });

  test("a synth writes no name of the machine, the folder or the day", () => {
    const texts = Object.values(synthesised(options)).join("\n");
    const today = new Date();
    const day = today.toISOString().slice(0, 10);
    for (const trace of [...folders.map((folder) => basename(folder)), process.cwd(), tmpdir(), __dirname])
      expect(texts).not.toContain(trace);
    for (const date of [
      day,
      day.replaceAll("-", ""),
      today.toDateString(),
      String(today.getTime()).slice(0, 8),
    ])
      expect(texts).not.toContain(date);
  });
});

test("the order in which components and options are written changes nothing", () => {
  const first = { storage: { queues: { alpha: true, beta: true } }, tags: { a: "1", b: "2" } };
  const second = { tags: { b: "2", a: "1" }, storage: { queues: { beta: true, alpha: true } } };
  expect(synthesised(second, { processUploadFunction, feedbackApi })).toEqual(synthesised(first));
});

test("the order of components that share a queue, a secret and a slot changes nothing", () => {
  const entry = "./src/handler.ts";
  const environment = { KEY: secret("jwt-secret") };
  const one = defineQueueProcessor({ name: "one", entry, environment });
  const two = defineQueueProcessor({
    name: "two",
    entry,
    environment,
    access: [{ type: "queue", queue: "one", action: "send" }],
  });
  const three = defineQueueProcessor({
    name: "three",
    entry,
    access: [{ type: "queue", queue: "one", action: "send" }],
  });
  const prod = { environment: "prod" };
  expect(synthesised(prod, { three, two, one })).toEqual(synthesised(prod, { one, two, three }));
});
