const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

/** What one identity may do with the blobs of a container. */
export interface DataRole {
  /** Begins the name of the custom role. */
  readonly name: string;
  readonly description: string;
  /** learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-blob-service-operations */
  readonly dataActions: readonly string[];
  /** The nearest built-in role, and what it gives besides. */
  readonly builtIn: { readonly name: BuiltInDataRole; readonly tooMuch: readonly string[] };
}

export type BuiltInDataRole = "Storage Blob Data Contributor" | "Storage Blob Data Reader";

const CONTRIBUTOR = "Storage Blob Data Contributor";

/** Rights on blobs: in the containers of the state account, the same for every environment of it; and on packages. */
export const dataRoles = {
  stateReader: {
    name: "Terraform state reader",
    description: "Reads Terraform state in a container.",
    dataActions: [`${BLOBS}/read`],
    builtIn: { name: "Storage Blob Data Reader", tooMuch: [] },
  },
  // Terraform locks a state by a lease, and its lock is metadata: both are writes.
  stateWriter: {
    name: "Terraform state writer",
    description: "Reads, locks and writes Terraform state in a container.",
    dataActions: [`${BLOBS}/read`, `${BLOBS}/write`],
    builtIn: { name: CONTRIBUTOR, tooMuch: ["deletes the state, and creates and deletes containers"] },
  },
  stateOwner: {
    name: "Terraform state owner",
    description: "Reads, locks, writes and deletes Terraform state in a container.",
    dataActions: [`${BLOBS}/delete`, `${BLOBS}/read`, `${BLOBS}/write`],
    builtIn: { name: CONTRIBUTOR, tooMuch: ["creates and deletes containers"] },
  },
  planWriter: {
    name: "Saved plan writer",
    description: "Creates saved plans in a container. Neither reads nor replaces one.",
    dataActions: [`${BLOBS}/add/action`],
    builtIn: {
      name: CONTRIBUTOR,
      tooMuch: [
        "reads, replaces and deletes saved plans, which contain state, and creates and deletes containers",
      ],
    },
  },
  planReader: {
    name: "Saved plan reader",
    description: "Reads saved plans in a container, and deletes those that were applied.",
    dataActions: [`${BLOBS}/delete`, `${BLOBS}/read`],
    builtIn: { name: CONTRIBUTOR, tooMuch: ["replaces saved plans, and creates and deletes containers"] },
  },
  // The lock of a release is a lease, and what ran before is metadata: both are writes. A release deletes nothing.
  packageWriter: {
    name: "Function package writer",
    description: "Reads and writes packages of function apps, with the lock and the history of releases.",
    dataActions: [`${BLOBS}/read`, `${BLOBS}/write`],
    builtIn: {
      name: CONTRIBUTOR,
      tooMuch: [
        "deletes packages, and creates and deletes containers in every storage account of the subscription",
      ],
    },
  },
} as const satisfies Readonly<Record<string, DataRole>>;

export type DataRoleKey = keyof typeof dataRoles;
