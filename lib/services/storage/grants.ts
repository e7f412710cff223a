import type { Grant, PlanContext } from "../service";
import type { StoragePlan } from "./plan";

/** What the app does with each service of one storage account. */
interface AccountReasons {
  readonly blob: string;
  readonly queue: string;
  readonly table: string;
}

/**
 * What the Functions host needs, and what its triggers need of the data:
 * learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
 */
export function storageGrants(plan: StoragePlan, context: PlanContext): readonly Grant[] {
  const grants = neededGrants(context);
  if (plan.brought?.roleAssignments !== false) return grants;
  // Somebody else gives the roles on what is brought; the host's own account is ours.
  return plan.host === undefined ? [] : grants.filter(({ on }) => on === "host");
}

function neededGrants({ settings, requirements }: PlanContext): readonly Grant[] {
  const byKey = settings.functionApp.package === "content-share";
  const separate = settings.storage.hostAccount === "separate";
  const triggers = requirements.blobContainers.some((container) => container.triggers);
  const hosting = "the Functions host keeps its locks, keys, timers and messages there";
  const retrying = "blob triggers queue what they retry, and functions work on queues";

  if (!byKey && !separate)
    return accountGrants("host", "", "Owner", {
      blob: `${hosting}, and its functions work on blobs`,
      queue: retrying,
      table: "the host writes diagnostic events, and functions work on tables",
    });
  const data = accountGrants("data", "", triggers ? "Owner" : "Contributor", {
    blob: triggers ? "blob triggers lease and read blobs" : "functions read and write blobs",
    queue: triggers ? retrying : "functions work on queues",
    table: "functions read and write tables",
  });
  // With a content share the host signs in with a key, so that only the data is left to grant.
  if (byKey) return data;
  return [
    ...accountGrants("host", "host_", "Owner", { blob: hosting, queue: hosting, table: hosting }),
    ...data,
  ];
}

function accountGrants(
  on: "host" | "data",
  prefix: string,
  blobRole: "Owner" | "Contributor",
  reasons: AccountReasons,
): readonly Grant[] {
  const roles = [
    { role: `Storage Blob Data ${blobRole}`, reason: reasons.blob },
    { role: "Storage Queue Data Contributor", reason: reasons.queue },
    { role: "Storage Table Data Contributor", reason: reasons.table },
  ];
  return roles.map(({ role, reason }) => ({
    id: `${prefix}${role.toLowerCase().replaceAll(" ", "_")}`,
    plane: "azure",
    role,
    on,
    reason,
  }));
}
