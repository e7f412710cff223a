import type { Template } from "./template";

const ANNOUNCE = `import type { InvocationContext } from "@azure/functions";

/** What Event Grid says of a new blob, in the schema of CloudEvents 1.0. */
export interface BlobCreated {
  readonly subject: string;
  readonly data: {
    readonly contentLength: number;
    readonly contentType: string;
  };
}

/** What is queued for each upload. */
export interface Upload {
  readonly name: string;
  readonly bytes: number;
  readonly contentType: string;
}

/** One event of the container uploads, as a message of the queue. */
export default function announceUpload(
  { subject, data }: BlobCreated,
  context: InvocationContext,
): void {
  // /blobServices/default/containers/uploads/blobs/<name>
  const [, name] = /\\/blobs\\/(.+)$/.exec(subject) ?? [];
  if (name === undefined) throw new Error(\`\${subject} is no blob\`);
  const { contentLength: bytes, contentType } = data;
  context.extraOutputs.set("uploads", { name, bytes, contentType });
}
`;

const ANNOUNCE_TEST = `import { InvocationContext } from "@azure/functions";
import announceUpload from "../src/announce-upload";

const context = new InvocationContext({ functionName: "announce-upload" });
const data = { contentLength: 3, contentType: "text/plain" };

test("an upload is queued with its name and size", () => {
  const subject =
    "/blobServices/default/containers/uploads/blobs/2026/report.txt";
  announceUpload({ subject, data }, context);
  expect(context.extraOutputs.get("uploads")).toEqual({
    name: "2026/report.txt",
    bytes: 3,
    contentType: "text/plain",
  });
});

test("an event of something else fails, so that Event Grid's message is kept", () => {
  expect(() => {
    announceUpload({ subject: "/elsewhere", data }, context);
  }).toThrow("/elsewhere is no blob");
});
`;

const PROCESS = `import type { InvocationContext } from "@azure/functions";
import type { Upload } from "./announce-upload";

/** One message of the queue: a row of the table uploads. */
export default function processUpload(
  { name, bytes, contentType }: Upload,
  context: InvocationContext,
): void {
  context.extraOutputs.set("row", {
    // Slashes may not be in a key.
    PartitionKey: contentType.replaceAll("/", ":"),
    // A message may come twice: the id of the invocation tells its rows apart.
    RowKey: context.invocationId,
    name,
    bytes,
  });
  context.log(\`\${name}: \${bytes} bytes of \${contentType}\`);
}
`;

const PROCESS_TEST = `import { InvocationContext } from "@azure/functions";
import processUpload from "../src/process-upload";

test("a message becomes a row, by its content type", () => {
  const context = new InvocationContext({
    functionName: "process-upload",
    invocationId: "17",
    logHandler: () => undefined,
  });
  const upload = { name: "report.txt", bytes: 3, contentType: "text/plain" };
  processUpload(upload, context);
  expect(context.extraOutputs.get("row")).toEqual({
    PartitionKey: "text:plain",
    RowKey: "17",
    name: "report.txt",
    bytes: 3,
  });
});
`;

/** Events of uploads, and a queue between them and the work. */
export const events: Template = {
  summary:
    "Event Grid reports each upload to the container `uploads`; a function queues it, and another one records it in a table.",
  parts: [
    ["src/announce-upload.ts", "receives the events of the container, and queues them"],
    ["src/process-upload.ts", "processes the queue"],
  ],
  beforeDeploying: [],
  packages: [],
  files: {
    "components.ts": `import {
  defineEventHandler,
  defineQueueProcessor,
  reference,
} from "cdktf-azure-backend/runtime";

/** Processes the queue of its name. */
export const processUpload = defineQueueProcessor({
  name: "process-upload",
  entry: "./src/process-upload.ts",
  bindings: [
    { type: "table", direction: "out", name: "row", table: "uploads" },
  ],
});

/** Gets an event for each new blob of the container uploads. */
export const announceUpload = defineEventHandler({
  name: "announce-upload",
  entry: "./src/announce-upload.ts",
  source: { blobs: "uploads" },
  bindings: [
    {
      type: "queue",
      direction: "out",
      name: "uploads",
      queue: reference.queue(processUpload),
    },
  ],
});
`,
    "src/announce-upload.ts": ANNOUNCE,
    "src/process-upload.ts": PROCESS,
    "__tests__/announce-upload.test.ts": ANNOUNCE_TEST,
    "__tests__/process-upload.test.ts": PROCESS_TEST,
  },
  tests: `test.each(environments)("%s delivers the events of uploads", (environment) => {
  const queues = Object.values(
    resourcesOf(environment, "platform", "azurerm_storage_queue"),
  ).map(({ name }) => name);
  expect(queues).toEqual(
    expect.arrayContaining(["announce-upload-events", "process-upload"]),
  );
});
`,
};
