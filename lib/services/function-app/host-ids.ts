import type { PlanContext } from "../contract/service";

/** The Functions host cuts its id here: learn.microsoft.com/azure/azure-functions/storage-considerations#host-id-considerations */
const HOST_ID_LENGTH = 32;
/** A hyphen and one character of the slot's name have to show. */
const LONGEST_APP = HOST_ID_LENGTH - 2;

/**
 * The id of an app's host, or of a slot's, as the host makes it: a hyphen that the cut leaves at the end is dropped.
 * github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Host/ScriptHostIdProvider.cs
 */
export function hostId(app: string, slot?: string): string {
  const site = slot === undefined ? app : `${app}-${slot}`;
  return site.toLowerCase().slice(0, HOST_ID_LENGTH).replace(/-+$/, "");
}

/** All apps of a backend have one storage account of the host. */
export function checkSites(
  apps: readonly { readonly name: string }[],
  problem: PlanContext["problem"],
): void {
  const names = new Map<string, string>();
  for (const { name } of apps) {
    const twin = names.get(hostId(name));
    if (twin !== undefined)
      problem(
        "functionApp.apps",
        `the Functions host identifies apps by their first ${HOST_ID_LENGTH} characters, which are the same for "${twin}" and "${name}"`,
        "choose another name for the app, or a shorter one in names.functionApp",
      );
    names.set(hostId(name), name);
  }
}

/** Two hosts of one id on one storage account: version 4 stops. */
export function checkHostIds(app: string, slots: readonly string[], problem: PlanContext["problem"]): void {
  const ids = new Map<string, string>();
  for (const slot of slots) {
    const id = hostId(app, slot);
    const twin = ids.get(id);
    if (id === hostId(app))
      // Composed names are short enough.
      problem(
        "names.functionApp",
        `the Functions host identifies apps by their first ${HOST_ID_LENGTH} characters, which are the same for "${app}" and its slot "${slot}"`,
        `choose a name of at most ${LONGEST_APP} characters, or set functionApp.slots to []`,
      );
    else if (twin !== undefined)
      problem(
        "functionApp.slots",
        `the Functions host identifies apps by their first ${HOST_ID_LENGTH} characters, which are the same for "${app}-${twin}" and "${app}-${slot}"`,
        "choose slot names with different beginnings, or a shorter app name in names.functionApp",
      );
    ids.set(id, slot);
  }
}
