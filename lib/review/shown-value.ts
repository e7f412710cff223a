import { redacted } from "../settings/redacted";
import type { Data } from "../settings/data";
import type { ChangedValue } from "./change";

/**
 * Arguments whose text is never a secret: what Azure or azurerm has a list of words for, or what the reviewer knows from the options.
 * Anything else may hold one, whether the provider says so or not, so that a report names it without its value.
 */
const SHOWN =
  /^(?:.*_)?(?:sku|sku_name|tier|kind|type|location|zones|os_type|mode|action|access|protocol|direction|bypass|default_action|priority|version|tls_version|cipher_suite|consistency_level|replication_type|redundancy|role_definition_name|principal_type|lock_level|category|days|minutes|hours|seconds|level|node_version|throughput|runtime_name|instance_size|permissions)$/;

/** Names and addresses that a reviewer has to see to judge the change. */
const NAMES =
  /^(?:name|resource_group_name|account_name|database_name|address_space|address_prefixes|ip_rules|ip_range_filter|ip_address|ip_addresses|source_address_prefix|source_address_prefixes|destination_address_prefix|destination_port_range|destination_port_ranges|source_port_range|partition_key_paths|zone|default_node_pool|scope|public_network_access)$/;

/** Arguments whose keys are the user's: what is below them may be anything. From the schemas of azurerm 4.55.0, 4.81.0 and 5.2.0. */
const OWN_KEYS =
  /(?:^|\.)(?:\w*(?:properties|settings|parameters|params|headers?|labels|tags|variables|arguments|values|secrets?|keys|details|metadata|annotations|data)|entity|hashes|queries|query|triggers|triggers_replace|capacities|job_schedule|runtime_default_packages|substitute|system_property_columns|tags_filter|input|output|body)\./;

/** A value as a report shows it; undefined where it may be secret. */
export function shownValue(value: Data, argument: string): string | undefined {
  if (value === undefined || value === null) return "not set";
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (OWN_KEYS.test(argument)) return undefined;
  const name = argument.slice(argument.lastIndexOf(".") + 1);
  return SHOWN.test(name) || NAMES.test(name) ? redacted(value) : undefined;
}

/** `sku_name: "Y1" to "EP1"`; the name alone where a value may be secret. */
export function shownChange({ argument, before, after, isSensitive, isUnknown }: ChangedValue): string {
  if (isSensitive) return `${argument} (sensitive)`;
  const from = shownValue(before, argument);
  const to = isUnknown ? "known after apply" : shownValue(after, argument);
  return from === undefined || to === undefined ? argument : `${argument}: ${from} to ${to}`;
}

/** A value in a sentence. */
export function valueText(value: Data, argument: string): string {
  return shownValue(value, argument) ?? "another value";
}
