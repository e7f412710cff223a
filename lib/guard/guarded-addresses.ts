import type { BackendPlan } from "../decide/backend-plan";
import { azureId } from "../azure/azure-id";
import { formatted } from "../decide/imports/id-formats";
import { resourceRecords, serviceNamed, serviceNames } from "../services";
import type { IdPart, KeptResource } from "../services/contract/kept-resource";
import { sorted } from "./sorted";

/** One resource that keeps data: where Terraform has it, and which resource of Azure it is. */
export interface GuardedAddress {
  readonly environment: string;
  /** The id of its stack, `shop-prod-platform`. */
  readonly stack: string;
  /** In Terraform, within its stack: `azurerm_key_vault.key_vault`. */
  readonly address: string;
  /** In Azure. */
  readonly name: string;
  /**
   * What the provider imports it by, with the attribute in braces where the plan does not know it. The subscription of the backend is
   * always `{subscription}`, so that the id is the same for everybody.
   */
  readonly id: string;
}

/** Every resource of a backend that keeps data, sorted. Existing resources that it only uses are not its own, and not in it. */
export function guardedAddresses(plan: BackendPlan): readonly GuardedAddress[] {
  return sorted(
    serviceNames.flatMap((name) =>
      (serviceNamed(name).keeps?.(plan.services[name]) ?? []).map((kept) => ({
        environment: plan.environment,
        stack: plan.stackIds.platform,
        address: `${typeOf(kept)}.${kept.constructId}`,
        name: kept.name,
        id: idOf(kept, plan),
      })),
    ),
  );
}

function typeOf({ resource }: KeptResource): string {
  const record = resourceRecords[resource];
  if (record === undefined) throw new Error(`internal error: there is no record of ${resource}`);
  return record.type;
}

function idOf(kept: KeptResource, plan: BackendPlan): string {
  const parts: Readonly<Record<string, IdPart>> = {
    subscription: "{subscription}",
    resource_group_name: plan.resourceGroups.platform,
    name: kept.name,
    ...kept.within,
  };
  return formatted(typeOf(kept), (attribute) => textOf(parts[attribute], plan) ?? `{${attribute}}`);
}

function textOf(part: IdPart, plan: BackendPlan): string | undefined {
  if (typeof part !== "object") return part;
  if ("constructId" in part) return idOf(part, plan);
  const { armType, parts } = part;
  return parts && azureId(armType, { ...parts, subscriptionId: parts.subscriptionId ?? "{subscription}" });
}
