import { nameFault } from "../../names/azure-names";
import { shown } from "../../plan/shown";
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

export const blob: BindingKind<BlobInput | BlobOutput, BlobAccess> = {
  directions: {
    in: { type: true, direction: true, name: true, path: true },
    out: { type: true, direction: true, name: true, path: true },
  },
  accessFields: { type: true, container: true, action: true },
  actions: ["read", "write"],
  example: '{ type: "blob", direction: "out", name: "report", path: "reports/{id}.json" }',

  check(at, said, report) {
    if (!("container" in said))
      return checkBlobPath(`${at}.path`, "path" in said ? said.path : undefined, report);
    const { container } = said;
    const fault =
      typeof container === "string"
        ? nameFault("storageContainer", container)
        : "a blob container has a name";
    if (fault === undefined) return true;
    report(`${at}.container`, `${fault}, got ${shown(container)}`, 'choose a name such as "reports"');
    return false;
  },

  needs: (said) => ({
    blobContainers: [
      {
        name: containerOf(said),
        action: writes(said) ? "write" : "read",
        field: "container" in said ? "container" : "path",
        reason: writes(said) ? "reads and writes blobs" : "reads blobs",
      },
    ],
  }),

  settings: (said, names) => blobConnection(names, containerOf(said)),

  register: ({ path }, { prefix }) => ({
    method: "storageBlob",
    options: { path, connection: blobConnectionName(prefix, blobContainerOf(path)) },
  }),
};

function containerOf(said: BlobInput | BlobOutput | BlobAccess): string {
  return "container" in said ? said.container : blobContainerOf(said.path);
}
