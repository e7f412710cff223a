import { codeOf } from "../../lib/components/code";
import { derivedSettings, requirementsOf } from "../../lib/components/requirements";
import { type Trigger, type TriggerType, triggerTypes } from "../../lib/components/triggers";
import {
  type SettingSource,
  defineCrudApi,
  defineFunction,
  defineQueueProcessor,
  secret,
  settingsOf,
} from "../../lib/runtime";
import type { Component } from "../../lib";
import { declarations } from "../support/declarations";

const upload = defineFunction({
  name: "process-upload",
  entry: "./src/process-upload.ts",
  trigger: { type: "blob", path: "uploads/{name}" },
  environment: { SIGNING_KEY: secret("jwt-secret"), MODE: "fast" },
});
const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/id",
  schema: { total: "number" },
});
const mail = defineQueueProcessor({ name: "send-mail", entry: "./src/mail.ts", queue: "mail" });
const audit = defineFunction({
  name: "audit",
  entry: "./src/audit.ts",
  trigger: { type: "cosmosDB", container: "orders" },
});
const report = defineFunction({ name: "report", entry: "./src/report.ts", trigger: { type: "http" } });

const own = { SIGNING_KEY: "abc", MODE: "" };
const onAzure = {
  ...own,
  PROCESS_UPLOAD_STORAGE__blobServiceUri: "https://st.blob.example",
  PROCESS_UPLOAD_STORAGE__queueServiceUri: "https://st.queue.example",
  PROCESS_UPLOAD_STORAGE__credential: "managedidentity",
  PROCESS_UPLOAD_STORAGE_CONTAINER: "uploads",
};

/** Every component with the settings that the backend writes for it, each with its own name as value. */
function written(component: Component): Readonly<Record<string, string>> {
  const [required] = requirementsOf({ component }).components;
  const derived = required === undefined ? {} : derivedSettings(required, "main");
  const environment = codeOf(component)?.environment ?? {};
  return Object.fromEntries(Object.keys({ ...derived, ...environment }).map((name) => [name, name]));
}

describe("settingsOf", () => {
  test("settingsOf reads a connection by identity, names and the declared environment, without prefix", () => {
    expect(settingsOf(upload, onAzure)).toEqual({
      storage: {
        blobServiceUri: "https://st.blob.example",
        queueServiceUri: "https://st.queue.example",
        container: "uploads",
      },
      environment: own,
    });
  });

  test("settingsOf reads the connection string of an emulator, and then no endpoint", () => {
    const local = {
      ...own,
      PROCESS_UPLOAD_STORAGE: "UseDevelopmentStorage=true",
      PROCESS_UPLOAD_STORAGE_CONTAINER: "uploads",
    };
    const { storage } = settingsOf(upload, { ...onAzure, ...local });
    expect(storage).toEqual({ connectionString: "UseDevelopmentStorage=true", container: "uploads" });
    expect(settingsOf(upload, { ...onAzure, PROCESS_UPLOAD_STORAGE: "" }).storage).toHaveProperty(
      "blobServiceUri",
    );
    // Narrowed by its connection string, a connection has what is left.
    const uri = (): string => (storage.connectionString === undefined ? storage.blobServiceUri : "none");
    expect(uri()).toBe("none");
  });

  test("settingsOf reads process.env where nothing else is given", () => {
    const before = process.env["SEND_MAIL_STORAGE"];
    process.env["SEND_MAIL_STORAGE"] = "UseDevelopmentStorage=true";
    process.env["SEND_MAIL_STORAGE_QUEUE"] = "mail";
    try {
      expect(settingsOf(mail).storage?.queue).toBe("mail");
    } finally {
      if (before === undefined) delete process.env["SEND_MAIL_STORAGE"];
      delete process.env["SEND_MAIL_STORAGE_QUEUE"];
    }
  });

  test("settingsOf reads the queue of a processor where the environment has it", () => {
    const bus = {
      COMPONENT_QUEUES: "serviceBus",
      SEND_MAIL_SERVICEBUS__fullyQualifiedNamespace: "sbns.example",
      SEND_MAIL_SERVICEBUS_QUEUE: "mail",
    };
    const storage = {
      SEND_MAIL_STORAGE__queueServiceUri: "https://st.queue.example",
      SEND_MAIL_STORAGE_QUEUE: "mail",
    };
    expect(settingsOf(mail, bus)).toEqual({
      serviceBus: { fullyQualifiedNamespace: "sbns.example", queue: "mail" },
      environment: {},
    });
    expect(settingsOf(mail, storage)).toEqual({
      storage: { queueServiceUri: "https://st.queue.example", queue: "mail" },
      environment: {},
    });
    expect(() => settingsOf(mail, { ...storage, COMPONENT_QUEUES: "serviceBus" })).toThrow(
      /SEND_MAIL_SERVICEBUS__fullyQualifiedNamespace is missing/,
    );
    // One or the other, as the compiler knows.
    const read = settingsOf(mail, bus);
    expect(read.storage === undefined ? read.serviceBus.queue : read.storage.queue).toBe("mail");
  });

  test("settingsOf names every setting that is missing, with the component", () => {
    expect(() => settingsOf(upload, { MODE: "fast", PROCESS_UPLOAD_STORAGE__blobServiceUri: "" })).toThrow(
      new Error(
        'component "process-upload": the app setting PROCESS_UPLOAD_STORAGE__blobServiceUri is missing; the backend that declares "process-upload" sets it; ' +
          'the app setting PROCESS_UPLOAD_STORAGE__queueServiceUri is missing; the backend that declares "process-upload" sets it; ' +
          'the app setting PROCESS_UPLOAD_STORAGE_CONTAINER is missing; the backend that declares "process-upload" sets it; ' +
          "the app setting SIGNING_KEY is missing; the component's environment declares it",
      ),
    );
  });

  test("settingsOf takes a secret that the host could not read as missing, and does not show the reference", () => {
    const unread = { ...onAzure, SIGNING_KEY: "@Microsoft.KeyVault(SecretUri=https://kv.example/secrets/a)" };
    expect(() => settingsOf(upload, unread)).toThrow(
      /the app setting SIGNING_KEY is the secret "a", which the app cannot read; set its value with npx cdktf-azure-backend secret set, and check that/,
    );
    expect(() => settingsOf(upload, unread)).not.toThrow(/kv\.example/);
  });

  const triggers: { readonly [Type in TriggerType]: Extract<Trigger, { readonly type: Type }> } = {
    blob: { type: "blob", path: "uploads/{name}" },
    cosmosDB: { type: "cosmosDB", container: "orders" },
    http: { type: "http" },
    queue: { type: "queue", queue: "mail" },
    timer: { type: "timer", schedule: "0 0 * * * *" },
    eventGrid: { type: "eventGrid", source: { topic: "orders" } },
    eventHub: { type: "eventHub", eventHub: "telemetry" },
    serviceBus: { type: "serviceBus", queue: "mail" },
  };
  const bound: readonly (readonly [string, Component])[] = Object.entries(declarations).flatMap(
    ([name, { declared }]) => Object.values(declared).map((component) => [name, component] as const),
  );
  const each: readonly (readonly [string, Component])[] = [
    ...bound,
    ["defineCrudApi", orders],
    ["defineQueueProcessor", mail],
    ...triggerTypes.map(
      (type) =>
        [
          `a function started by ${type}`,
          { kind: "function", name: "a-b", entry: "./a.ts", trigger: triggers[type] },
        ] as const,
    ),
  ];

  test.each(each)(
    "settingsOf reads every setting that the backend writes for %s, and no other",
    (_name, component) => {
      const settings = written(component);
      const asked = new Set<string>();
      const source: SettingSource = new Proxy(settings, {
        get: (all, name: string) => {
          asked.add(name);
          return all[name];
        },
      });
      settingsOf(component, source);
      const read = [...asked].filter((name) => name in settings).sort();
      const putsOut = (codeOf(component)?.bindings ?? []).some(({ type }) => type === "queue");
      // Whose identity it is, the host knows, and where a queue is that it puts messages into.
      expect(read).toEqual(
        Object.keys(settings)
          .filter(
            (name) => !name.endsWith("__credential") && !(putsOut && name.endsWith("__queueServiceUri")),
          )
          .sort(),
      );
      const strangers = [...asked].filter((name) => !(name in settings));
      expect(
        strangers.every((name) =>
          /^([A-Z_]+_(STORAGE|COSMOS|EVENTHUBS|SERVICEBUS|BLOBS_[A-Z]+)|COMPONENT_QUEUES)$/.test(name),
        ),
      ).toBe(true);
    },
  );

  test("settingsOf has a connection for each blob container of bindings and access", () => {
    const resize = defineFunction({
      name: "resize",
      entry: "./src/resize.ts",
      trigger: { type: "blob", path: "uploads/{name}" },
      bindings: [{ type: "blob", direction: "out", name: "small", path: "web-assets/{name}" }],
      access: [{ type: "blob", container: "archive", action: "write" }],
    });
    const { blobs, storage } = settingsOf(resize, {
      RESIZE_STORAGE: "UseDevelopmentStorage=true",
      RESIZE_STORAGE_CONTAINER: "uploads",
      RESIZE_BLOBS_WEB_ASSETS__blobServiceUri: "https://public.example",
      RESIZE_BLOBS_ARCHIVE: "UseDevelopmentStorage=true",
    });
    const names: readonly ("web-assets" | "archive")[] = ["web-assets", "archive"];
    expect(names.map((name) => blobs[name])).toEqual([
      { blobServiceUri: "https://public.example" },
      { connectionString: "UseDevelopmentStorage=true" },
    ]);
    expect(storage.container).toBe("uploads");
    // @ts-expect-error -- it is started by that one
    expect(blobs.uploads).toBeUndefined();
  });

  test("settingsOf is typed by the declaration", () => {
    const impossible = [
      // @ts-expect-error -- an http function has no Cosmos DB
      (): unknown => settingsOf(report).cosmos,
      // @ts-expect-error -- a blob function has no queue
      (): unknown => settingsOf(upload, onAzure).storage.queue,
      // @ts-expect-error -- nobody declared it
      (): unknown => settingsOf(upload, onAzure).environment.OTHER,
      // @ts-expect-error -- nothing is declared
      (): unknown => settingsOf(report).environment.MODE,
      // @ts-expect-error -- no blobs are bound
      (): unknown => settingsOf(mail).blobs,
      // @ts-expect-error -- a CRUD API has no leases
      (): unknown => settingsOf(orders).cosmos.leases,
      // @ts-expect-error -- by identity there is no connection string
      (): string => settingsOf(orders).cosmos.connectionString,
      // @ts-expect-error -- no declaration
      (): unknown => settingsOf({ name: "report" }),
    ];
    expect(impossible).toHaveLength(8);
    const possible = (): readonly (string | undefined)[] => [
      settingsOf(audit).cosmos.leases,
      settingsOf(orders).cosmos.accountEndpoint,
      settingsOf(upload).environment.SIGNING_KEY,
      settingsOf(upload).storage.queueServiceUri,
    ];
    expect(possible).toThrow("AUDIT_COSMOS__accountEndpoint");
  });
});
