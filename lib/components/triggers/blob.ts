import { blobContainerOf, checkBlobPath } from "../blob-path";
import { storageConnection } from "../connections";
import type { TriggerKind } from "./trigger";

/** Runs the function for each blob that is written to a container. */
export interface BlobTrigger {
  readonly type: "blob";
  /** `<container>/<blob name pattern>`, for example `uploads/{name}`. The container is made by the backend. */
  readonly path: string;
}

/** learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger#poison-blobs */
const POISON_BLOBS = "webjobs-blobtrigger-poison";

export const blobTrigger: TriggerKind<BlobTrigger> = {
  fields: { type: true, path: true },
  example: '{ type: "blob", path: "uploads/{name}" }',
  events: true,

  check: (path, { path: given }, _functionName, report) => checkBlobPath(`${path}.path`, given, report),

  needs: ({ path }) => ({
    blobContainers: [
      {
        name: blobContainerOf(path),
        action: "trigger",
        field: "path",
        reason: "is started by its blobs, and leases them",
      },
    ],
    queues: [
      {
        name: POISON_BLOBS,
        action: "send",
        field: "path",
        reason: "puts messages there on blobs that fail five times",
      },
    ],
  }),

  settings: ({ path }, { prefix }) => ({
    // The queue is where the trigger puts what it gives up.
    ...storageConnection(prefix, "blob", "queue"),
    [`${prefix}_STORAGE_CONTAINER`]: blobContainerOf(path),
  }),

  register: ({ path }, { prefix }) => ({
    method: "storageBlob",
    options: { path, connection: `${prefix}_STORAGE` },
  }),
};
