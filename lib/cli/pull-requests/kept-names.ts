import { apiVersionOf } from "../../azure/api-versions";
import type { BackendPlan } from "../../decide/backend-plan";
import type { HttpResponse } from "../../http/exchange";
import { type Clock } from "../../release/connection";
import { jsonOf } from "../../release/answer";
import { objectIn, textIn } from "../../settings/json-parts";
import type { Data } from "../../settings/data";
import type { Manager } from "../doctor/manager";

/** What became of a name that Azure may keep after its resource was deleted. */
export interface KeptName {
  /** `key vault kv-shop-pr-12-1a2b3c` */
  readonly what: string;
  readonly result: "free" | "purged" | "taken";
  /** Why it is still taken, and what helps. */
  readonly problem?: string;
}

/** A kind of resource whose deleted resources keep their names until they are purged. */
interface KeptKind {
  readonly label: string;
  readonly namespace: "Microsoft.ApiManagement" | "Microsoft.KeyVault";
  readonly type: string;
  readonly deleted: string;
  /** Where a deleted resource says which one it was. */
  readonly was: string;
  readonly purge: { readonly method: "DELETE" | "POST"; readonly suffix: string; readonly right: string };
}

/**
 * learn.microsoft.com/rest/api/keyvault/keyvault/vaults/purge-deleted,
 * learn.microsoft.com/rest/api/apimanagement/deleted-services/purge
 */
const KINDS: Readonly<Record<"apiManagement" | "keyVault", KeptKind>> = {
  keyVault: {
    label: "key vault",
    namespace: "Microsoft.KeyVault",
    type: "vaults",
    deleted: "deletedVaults",
    was: "vaultId",
    purge: {
      method: "POST",
      suffix: "/purge",
      right: "Microsoft.KeyVault/locations/deletedVaults/purge/action",
    },
  },
  apiManagement: {
    label: "API Management service",
    namespace: "Microsoft.ApiManagement",
    type: "service",
    deleted: "deletedservices",
    was: "serviceId",
    purge: {
      method: "DELETE",
      suffix: "",
      right: "Microsoft.ApiManagement/locations/deletedservices/delete",
    },
  },
};

/** Between two looks at a purge, and until nobody looks any more, in milliseconds. */
const LOOK = 5_000;
const LIMIT = 900_000;

/**
 * Purges what Azure keeps of a destroyed environment, so that the next one can have the same names. Terraform does so as it destroys
 * them: what is left is of a run that was interrupted, or of resources that somebody deleted by hand.
 */
export async function freeNames(
  plan: BackendPlan,
  subscriptionId: string,
  manager: Manager,
  clock: Clock,
): Promise<readonly KeptName[]> {
  const kept: KeptName[] = [];
  for (const kind of ["keyVault", "apiManagement"] as const) {
    const name = plan.names[kind];
    if (name !== undefined)
      kept.push(await freeName(KINDS[kind], name, plan, subscriptionId, manager, clock));
  }
  return kept;
}

async function freeName(
  kind: KeptKind,
  name: string,
  { location, resourceGroups }: BackendPlan,
  subscriptionId: string,
  manager: Manager,
  clock: Clock,
): Promise<KeptName> {
  const what = `${kind.label} ${name}`;
  const taken = (problem: string): KeptName => ({ what, result: "taken", problem });
  const provider = `providers/${kind.namespace}`;
  const deleted = `/subscriptions/${subscriptionId}/${provider}/locations/${location}/${kind.deleted}/${name}`;
  const version = `?api-version=${apiVersionOf(kind.namespace)}`;
  const found = await manager.send("GET", deleted + version);
  if (found.status === 404) return { what, result: "free" };
  if (found.status !== 200) return taken(refusal(found, `read ${deleted}`));
  const own = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroups.platform}/${provider}/${kind.type}/${name}`;
  const was = textIn(objectIn(objectIn(jsonOf(found) as Data)["properties"])[kind.was]);
  if (was.toLowerCase() !== own.toLowerCase())
    return taken(
      `the deleted one was ${was}, which is not of this environment: purge it yourself if nobody needs it`,
    );
  const purged = await manager.send(kind.purge.method, deleted + kind.purge.suffix + version);
  if (purged.status >= 300) return taken(refusal(purged, `purge it: the login needs ${kind.purge.right}`));
  const end = clock.now() + LIMIT;
  while ((await manager.send("GET", deleted + version)).status !== 404) {
    if (clock.now() >= end) return taken("Azure goes on purging it: run the same command again later");
    await clock.wait(LOOK);
  }
  return { what, result: "purged" };
}

function refusal(answer: HttpResponse, wanted: string): string {
  const error = objectIn(objectIn(jsonOf(answer) as Data)["error"]);
  return (
    `Azure answered ${answer.status} ${textIn(error["code"])}`.trimEnd() +
    ` and does not let this login ${wanted}`
  );
}
