import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import { TerraformResource } from "cdktf";
import type { BackendPlan } from "../decide/backend-plan";
import { dataKeepers } from "../services";
import type { Transformed } from "../services/contract/transforms";
import type { BackendStack } from "./backend-stack";
import { LOCK_NAME, protectionOf } from "./protection";

const NOTES =
  "Keeps data. Set safeguards.locks to false and apply the platform stack to take this lock off; " +
  "that takes Owner or User Access Administrator.";

/**
 * A lock on each account of this stack that keeps data, inherited by all below it. They come last, and go first, so
 * that nothing which is made or destroyed with them is in their way.
 *
 * @param built - the resources of this stack, by the names that `Backend` shows
 */
export function buildLocks(
  stack: BackendStack,
  plan: BackendPlan,
  built: object,
  transformed: Transformed,
): Readonly<Record<string, ManagementLock>> {
  if (!protectionOf(plan).locks) return {};
  const before = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  const accounts = new Map<TerraformResource, string>();
  for (const [name, resource] of Object.entries(built))
    // One account can have two names: that of the Functions host is often the only one.
    if (dataKeepers[name] === "account" && TerraformResource.isTerraformResource(resource))
      if (!accounts.has(resource)) accounts.set(resource, name);
  return Object.fromEntries(
    [...accounts].map(([account, name]) => [name, buildLock(stack, account, before, transformed)]),
  );
}

function buildLock(
  stack: BackendStack,
  account: TerraformResource,
  before: readonly TerraformResource[],
  transformed: Transformed,
): ManagementLock {
  const id = `${account.friendlyUniqueId}_lock`;
  return new ManagementLock(
    stack,
    id,
    transformed("managementLocks", id, {
      name: LOCK_NAME,
      scope: account.getStringAttribute("id"),
      lockLevel: "CanNotDelete",
      notes: NOTES,
      dependsOn: [...before],
    }),
  );
}
