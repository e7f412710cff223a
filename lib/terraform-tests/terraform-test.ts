import type { MockedValues } from "./mocked-value";

/** What has to be so once a stack is applied: one run of `terraform test`. */
export interface TerraformAssertion {
  /** Terraform's expression, `${azurerm_key_vault.key_vault.purge_protection_enabled}`. */
  readonly condition: string;
  /** What Terraform says when it is not so. */
  readonly errorMessage: string;
}

/** Assertions of each stack, by what they are called; a space becomes `_` in the name of the run. */
export interface TerraformAssertions {
  readonly network?: Readonly<Record<string, TerraformAssertion>>;
  readonly platform?: Readonly<Record<string, TerraformAssertion>>;
  readonly workloads?: Readonly<Record<string, TerraformAssertion>>;
}

/** What mocked providers answer for constructs of your own, where text that is made up will not do. */
export interface TerraformMocks {
  /** Computed attributes by type of resource, `{ azurerm_eventhub: { id: "/subscriptions/…" } }`. */
  readonly resources?: Readonly<Record<string, MockedValues>>;
  /** Attributes by type of data source. */
  readonly data?: Readonly<Record<string, MockedValues>>;
  /** Outputs by name of the `terraform_remote_state`. */
  readonly remoteStates?: Readonly<Record<string, MockedValues>>;
}
