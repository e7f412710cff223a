import { nameFault } from "../../names/azure-names";
import { shown } from "../../plan/shown";
import type { TriggerKind } from "./trigger";

/** Runs the function for each blob that is written to a container. */
export interface BlobTrigger {
  readonly type: "blob";
  /** `<container>/<blob name pattern>`, for example `uploads/{name}`. The container is made by the backend. */
  readonly path: string;
}

export const blob: TriggerKind<BlobTrigger> = {
  fields: { type: true, path: true },
  example: '{ type: "blob", path: "uploads/{name}" }',
  events: true,

  check(path, { path: said }, _functionName, report) {
    const container = typeof said === "string" ? blobContainerOf(said) : "";
    const fault = nameFault("storageContainer", container);
    if (fault === undefined && typeof said === "string" && said.length > container.length + 1) return true;
    report(
      `${path}.path`,
      `takes a container and a blob pattern, got ${shown(said)}${fault === undefined ? "" : `; ${fault}`}`,
      'write it like "uploads/{name}"',
    );
    return false;
  },

  needs: ({ path }) => ({ blobContainers: [blobContainerOf(path)] }),

  settings: ({ path }, { prefix }) => ({
    [`${prefix}_STORAGE__blobServiceUri`]: [{ service: "storage", output: "blobEndpoint" }],
    // Where the trigger keeps what it has to try again.
    [`${prefix}_STORAGE__queueServiceUri`]: [{ service: "storage", output: "queueEndpoint" }],
    [`${prefix}_STORAGE__credential`]: "managedidentity",
    [`${prefix}_STORAGE_CONTAINER`]: blobContainerOf(path),
  }),

  register: ({ path }, { prefix }) => ({
    method: "storageBlob",
    options: { path, connection: `${prefix}_STORAGE` },
  }),
};

/** `uploads/{name}` → `uploads`. */
function blobContainerOf(path: string): string {
  return path.split("/", 1)[0] ?? "";
}
