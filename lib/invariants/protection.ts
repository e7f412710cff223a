import { TerraformResource } from "cdktf";
import { dataKeepers } from "../services";
import type { DataKeeper } from "../services/contract/resource-record";
import { stackRoles } from "../services/contract/service";
import { isDataObject } from "../settings/data";
import { protectionOf } from "../stacks/protection";
import type { CheckedBackend, Invariant, Subject } from "./invariant";
import { type WrittenBlock, resourcesOf } from "./written-stack";

export const preventDestroy: Invariant = {
  holds: "Terraform destroys nothing that keeps data, where safeguards.preventDestroy says so",
  check: (subject) =>
    protectionOf(subject.backend.plan).preventDestroy
      ? keepersOf(subject)
          .filter(({ body }) => !isPrevented(body))
          .map(({ stack, address }) => ({
            stack,
            address,
            what: "keeps data, and has no prevent_destroy",
            fix: "take the lifecycle out of the transform or override that changes it",
          }))
      : [],
};

function isPrevented({ lifecycle }: WrittenBlock["body"]): boolean {
  return isDataObject(lifecycle) && lifecycle["prevent_destroy"] === true;
}

export const locks: Invariant = {
  holds: "Every account that keeps data has a lock, where safeguards.locks says so",
  check: (subject) => {
    if (!protectionOf(subject.backend.plan).locks) return [];
    const locked = new Set(
      Object.values(subject.own)
        .flatMap((stack) => resourcesOf(stack, "azurerm_management_lock"))
        .filter(({ body }) => body["lock_level"] === "CanNotDelete" || body["lock_level"] === "ReadOnly")
        .map(({ body }) => body["scope"]),
    );
    return keepersOf(subject)
      .filter(({ keeper, address }) => keeper === "account" && !locked.has(`\${${address}.id}`))
      .map(({ stack, address }) => ({
        stack,
        address,
        what: "keeps data, and no lock is on it",
        fix: "take out the transform or override of managementLocks that moves or removes its lock",
      }));
  },
};

interface Keeper extends WrittenBlock {
  readonly stack: string;
  readonly keeper: DataKeeper;
}

/** Every resource of the library's that keeps data, as it is written. */
function keepersOf({ backend, own }: Subject): readonly Keeper[] {
  const keepers = builtKeepers(backend);
  return stackRoles.flatMap((role) =>
    own[role].resources.flatMap((block) => {
      const keeper = keepers.get(block.address);
      return keeper === undefined ? [] : [{ ...block, stack: own[role].id, keeper }];
    }),
  );
}

/** One resource may have two names, and is an account if it is one by either. */
function builtKeepers({ resources }: CheckedBackend): ReadonlyMap<string, DataKeeper> {
  const all = resources as Readonly<Record<string, unknown>>;
  const found = Object.entries(dataKeepers).flatMap(([name, keeper]) =>
    resourcesIn(all[name]).map((each) => [addressOf(each), keeper] as const),
  );
  const accounts = new Set(found.filter(([, keeper]) => keeper === "account").map(([address]) => address));
  return new Map(found.map(([address]) => [address, accounts.has(address) ? "account" : "part"]));
}

/** A resource, or several by name. */
function resourcesIn(value: unknown): readonly TerraformResource[] {
  if (typeof value !== "object" || value === null) return [];
  if (TerraformResource.isTerraformResource(value)) return [value];
  return Object.values(value).flatMap((each) => (TerraformResource.isTerraformResource(each) ? [each] : []));
}

function addressOf({ terraformResourceType: type, friendlyUniqueId: id }: TerraformResource): string {
  return `${type}.${id}`;
}
