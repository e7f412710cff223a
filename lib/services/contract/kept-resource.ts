import type { ExistingResource } from "./existing-resource";

/** What an attribute of an id is: a text, or the id of what the resource is in; undefined where the plan does not know it. */
export type IdPart = string | KeptResource | ExistingResource | undefined;

/** A resource that keeps data, as the plan knows it before anything is built. */
export interface KeptResource<Name extends string = string> {
  /** The name that `transform` has for it: its record says its type, and what the provider imports it by. */
  readonly resource: Name;
  /** Its name in Terraform, `storage_queue_tasks`. */
  readonly constructId: string;
  /** Its name in Azure. */
  readonly name: string;
  /**
   * What else its id is made of, by the attributes of its record's `importId`. The subscription and the resource group are those of
   * the platform stack unless they are said.
   */
  readonly within?: Readonly<Record<string, IdPart>>;
}

/**
 * Where a resource in an existing account is, by the attributes of an id that names the account and its group. The provider looks for it
 * in its own subscription.
 */
export function withinExisting({ parts }: ExistingResource): Readonly<Record<string, IdPart>> {
  return {
    resource_group_name: parts?.resourceGroupName,
    account_name: parts?.name,
  };
}
