import { nameFault } from "../../azure/names/azure-names";
import { redacted } from "../../settings/redacted";
import { blobContainerOf, checkBlobPath } from "../blob-path";
import { blobConnection, blobConnectionName } from "../connections";
import { type BindingBase, type BindingKind, writes } from "./binding";

/** Reads one blob before the function runs. */
export interface BlobInput extends BindingBase<"blob", "in"> {
  /** `<container>/<blob name>`, with what the trigger says in braces: `templates/{name}.html`. */
  readonly path: string;
}

/** Writes one blob when the function is done. */
export interface BlobOutput extends BindingBase<"blob", "out"> {
  /** `<container>/<blob name>`, with what the trigger says in braces: `reports/{id}.json`, `reports/{rand-guid}`. */
  readonly path: string;
}

/** Blobs that a handler reads, or reads and writes, through a client of its own. */
export interface BlobAccess {
  readonly type: "blob";
  /** The container; the backend makes it. */
  readonly container: string;
  readonly action: "read" | "write";
}

export const blobBinding: BindingKind<BlobInput | BlobOutput, BlobAccess> = {
  directions: {
    in: { type: true, direction: true, name: true, path: true },
    out: { type: true, direction: true, name: true, path: true },
  },
  accessFields: { type: true, container: true, action: true },
  actions: ["read", "write"],
  example: '{ type: "blob", direction: "out", name: "report", path: "reports/{id}.json" }',

  check(at, given, report) {
    if (!("container" in given))
      return checkBlobPath(`${at}.path`, "path" in given ? given.path : undefined, report);
    const { container } = given;
    const fault =
      typeof container === "string"
        ? nameFault("storageContainer", container)
        : "the name of the blob container is missing";
    if (fault === undefined) return true;
    report(`${at}.container`, `${fault}, got ${redacted(container)}`, 'choose a name such as "reports"');
    return false;
  },

  needs: (given) => ({
    blobContainers: [
      {
        name: containerOf(given),
        action: writes(given) ? "write" : "read",
        field: "container" in given ? "container" : "path",
        reason: writes(given) ? "reads and writes blobs" : "reads blobs",
      },
    ],
  }),

  settings: (given, names) => blobConnection(names, containerOf(given)),

  register: ({ path }, { prefix }) => ({
    method: "storageBlob",
    options: { path, connection: blobConnectionName(prefix, blobContainerOf(path)) },
  }),
};

function containerOf(given: BlobInput | BlobOutput | BlobAccess): string {
  return "container" in given ? given.container : blobContainerOf(given.path);
}
