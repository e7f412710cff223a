import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Components,
  type Trigger,
  defineCrudApi,
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
} from "../../lib";
import { userProject } from "./user-project";

const root = join(__dirname, "../..");
const ENTRY = "./src/echo.ts";

/** A handler that gives back what it got, and writes to every output that it has. */
const ECHO = `
interface Context {
  readonly functionName: string;
  readonly options: { readonly extraInputs: readonly { readonly name: string }[]; readonly extraOutputs: readonly { readonly name: string }[] };
  readonly extraInputs: { get(input: unknown): unknown };
  readonly extraOutputs: { set(output: unknown, value: unknown): void };
  readonly triggerMetadata?: unknown;
}

export default async function echo(trigger: unknown, context: Context) {
  const inputs = context.options.extraInputs.map((each) => [each.name, context.extraInputs.get(each)]);
  for (const each of context.options.extraOutputs) context.extraOutputs.set(each, { by: context.functionName, to: each.name });
  const isRequest = typeof trigger === "object" && trigger !== null && "params" in trigger;
  const given = isRequest ? (trigger as { params: unknown }).params : Buffer.isBuffer(trigger) ? trigger.toString() : trigger;
  const answer = { given, inputs: Object.fromEntries(inputs) };
  return isRequest ? { jsonBody: answer } : answer;
}
`;

const started = (name: string, trigger: Trigger) => defineFunction({ name, entry: ENTRY, trigger });

/** Every kind of trigger, and every binding. */
export const everyTrigger: Components = {
  http: started("by-http", {
    type: "http",
    route: "days/{day}/{*rest}",
    methods: ["GET"],
    authLevel: "anonymous",
  }),
  timer: started("by-timer", {
    type: "timer",
    schedule: "0 30 4 * * *",
    retry: { strategy: "fixedDelay", maxRetryCount: 2, delayInterval: "00:00:10" },
  }),
  blob: started("by-blob", { type: "blob", path: "uploads/{name}" }),
  queue: started("by-queue", { type: "queue", queue: "jobs" }),
  changes: started("by-changes", {
    type: "cosmosDB",
    container: "orders",
    retry: {
      strategy: "exponentialBackoff",
      maxRetryCount: -1,
      minimumInterval: "00:00:05",
      maximumInterval: "00:15:00",
    },
  }),
  hub: started("by-hub", { type: "eventHub", eventHub: "telemetry", cardinality: "one" }),
  busQueue: started("by-bus-queue", { type: "serviceBus", queue: "sessions", sessions: true }),
  busTopic: started("by-bus-topic", { type: "serviceBus", topic: "news", subscription: "all" }),
  topicEvents: defineEventHandler({ name: "by-topic-events", entry: ENTRY, source: { topic: "sales" } }),
  blobEvents: defineEventHandler({ name: "by-blob-events", entry: ENTRY, source: { blobs: "uploads" } }),
  processor: defineQueueProcessor({ name: "processor", entry: ENTRY }),
  bound: defineFunction({
    name: "bound",
    entry: ENTRY,
    trigger: { type: "http" },
    bindings: [
      { type: "blob", direction: "in", name: "page", path: "pages/{id}.html" },
      { type: "table", direction: "in", name: "rates", table: "rates", partitionKey: "eur", take: 5 },
      { type: "cosmosDB", direction: "in", name: "order", container: "orders", id: "{id}", partition: "{c}" },
      { type: "blob", direction: "out", name: "report", path: "reports/{rand-guid}.json" },
      { type: "table", direction: "out", name: "log", table: "logs", partitionKey: "bound" },
      { type: "queue", direction: "out", name: "jobs", queue: "processor" },
      { type: "cosmosDB", direction: "out", name: "audit", container: "audit" },
      { type: "eventHub", direction: "out", name: "telemetry", eventHub: "telemetry" },
      { type: "serviceBus", direction: "out", name: "mail", queue: "mail" },
      { type: "serviceBus", direction: "out", name: "news", topic: "news" },
    ],
  }),
  notes: defineCrudApi({
    name: "notes",
    entityName: "Note",
    partitionKey: "/id",
    schema: { text: "string" },
  }),
};

/** A component whose file throws when it is imported. */
export const throwing = defineFunction({
  name: "throwing",
  entry: "./src/throwing.ts",
  trigger: { type: "queue", queue: "thrown" },
});

export const SETTINGS: Readonly<Record<string, string>> = {
  NOTES_COSMOS__accountEndpoint: "https://cosmos.invalid/",
  NOTES_COSMOS_DATABASE: "shop-db",
  NOTES_COSMOS_CONTAINER: "notes",
};

/** The project of these components, with the library and what it serves APIs with installed. */
export function projectOfEveryTrigger(folder: string): string {
  userProject(folder, {
    "src/echo.ts": ECHO,
    "src/throwing.ts":
      '// A comment.\nif (process.env["THERE"] === undefined) throw new Error("it throws");\nexport default () => 1;\n',
  });
  const installed = join(folder, "node_modules/cdktf-azure-backend");
  mkdirSync(installed, { recursive: true });
  symlinkSync(join(root, "lib"), join(installed, "lib"), "junction");
  writeFileSync(
    join(installed, "package.json"),
    JSON.stringify({ name: "cdktf-azure-backend", exports: { "./runtime": "./lib/runtime/index.ts" } }),
  );
  return folder;
}
