import type { Data } from "../settings/data";
import {
  type OpeningArgument,
  accessPolicyArguments,
  keyArguments,
  openingArguments,
} from "../azure/opening-arguments";
import { type AttributeChange, isEmpty } from "./attribute-change";
import { plainPath } from "./attribute-path";
import { textIn } from "../settings/json-parts";
import type { DriftedResource } from "./read-refresh";

/** What a dangerous difference is about, the most serious first. */
export const dangerKinds = ["exposure", "sign-in", "permission", "protection", "deleted"] as const;
export type DangerKind = (typeof dangerKinds)[number];

/** Why a difference comes first. */
export interface Danger {
  readonly kind: DangerKind;
  readonly why: string;
}

interface AttributeDanger extends Danger {
  /** Every type where it is left out: resources of the user's own are of any. */
  readonly type?: RegExp;
  /** Without indices: `network_rules.default_action`. */
  readonly path: RegExp;
  readonly when: (before: Data, after: Data) => boolean;
}

const switchedOn = (before: Data, after: Data): boolean => before !== true && after === true;
const switchedOff = (before: Data, after: Data): boolean => before === true && after !== true;
const became =
  (value: RegExp) =>
  (before: Data, after: Data): boolean =>
    value.test(textIn(after)) && !value.test(textIn(before));
const noLonger =
  (value: RegExp) =>
  (before: Data, after: Data): boolean =>
    value.test(textIn(before)) && !value.test(textIn(after));
const lowered = (before: Data, after: Data): boolean => numberIn(before) > numberIn(after);

/** `TLS1_2` and `1.2` are 1.2; a missing value is 0. */
function numberIn(value: Data): number {
  if (typeof value === "number") return value;
  const [, major, minor = "0"] = /(\d+)(?:[._](\d+))?/.exec(textIn(value)) ?? [];
  return major === undefined ? 0 : Number(`${major}.${minor}`);
}

function gained(before: Data, after: Data): boolean {
  const earlier = listOf(before);
  return listOf(after).some((each) => !earlier.includes(each));
}

function listOf(value: Data): readonly Data[] {
  return Array.isArray(value) ? (value as readonly Data[]) : isEmpty(value) ? [] : [value];
}

const FIREWALL = /^azurerm_network_security_(group|rule)$/;

/**
 * Attributes by which a resource opens, forgets or accepts more than before. Names of arguments: azurerm 4.55, 4.81 and 5.2, of the types
 * that a backend has and of those that users often add.
 */
const attributeDangers: readonly AttributeDanger[] = [
  ...dangersOf("exposure", openingArguments),
  ...dangersOf("sign-in", keyArguments),
  ...dangersOf("permission", accessPolicyArguments),
  {
    kind: "exposure",
    path: /(^|[._])default_action$/,
    when: noLonger(/^deny$/i),
    why: "every network is allowed that no rule denies",
  },
  {
    kind: "exposure",
    path: /(^|\.)(ip_rules|ip_range_filter|virtual_network_subnet_ids|network_acl_bypass_ids)$/,
    when: gained,
    why: "further addresses, networks or resources are allowed",
  },
  {
    kind: "exposure",
    path: /^ip_range_filter$/,
    when: (before, after) => !isEmpty(before) && isEmpty(after),
    why: "an empty filter allows every address",
  },
  {
    kind: "exposure",
    path: /^virtual_network_rule\.id$|^inbound_ip_rule\.ip_mask$|^network_rule_set\.ip_rule\.ip_range$/,
    when: gained,
    why: "further addresses or networks are allowed",
  },
  {
    kind: "exposure",
    path: /(^|\.)(scm_)?ip_restriction\.(ip_address|service_tag|virtual_network_subnet_id)$/,
    when: gained,
    why: "other callers are allowed",
  },
  {
    kind: "exposure",
    path: /(^|\.)(scm_)?ip_restriction\.action$/,
    when: noLonger(/^deny$/i),
    why: "callers are no longer refused",
  },
  {
    kind: "exposure",
    type: FIREWALL,
    path: /^(security_rule\.)?access$/,
    when: (before, after) => became(/^allow$/i)(before, after) || noLonger(/^deny$/i)(before, after),
    why: "the rule lets traffic through",
  },
  {
    kind: "exposure",
    type: FIREWALL,
    path: /^(security_rule\.)?(source|destination)_(address_prefix|port_range)(es|s)?$/,
    when: gained,
    why: "the rule is about other addresses or ports",
  },
  {
    kind: "exposure",
    path: /(^|\.)non_ssl_port_enabled$/,
    when: switchedOn,
    why: "access is possible without signing in or without encryption",
  },
  {
    kind: "exposure",
    path: /^container_access_type$/,
    when: became(/^(blob|container)$/i),
    why: "anyone can read what is in the container",
  },
  {
    kind: "exposure",
    path: /(^|\.)(https_only|https_traffic_only_enabled)$/,
    when: switchedOff,
    why: "requests without encryption are answered",
  },
  {
    kind: "exposure",
    path: /(^|[._])(min|minimal|minimum)_tls_version$/,
    when: lowered,
    why: "an older version of TLS is accepted",
  },
  {
    kind: "exposure",
    path: /^virtual_network_type$/,
    when: noLonger(/^internal$/i),
    why: "the service is not inside of the network any more",
  },
  {
    kind: "exposure",
    path: /^auth_settings(_v2)?\.((auth_|require_)?enabled|require_authentication)$|^subscription_required$/,
    when: switchedOff,
    why: "callers need not sign in",
  },
  {
    kind: "sign-in",
    path: /^tenant_access\.enabled$/,
    when: switchedOn,
    why: "keys or passwords are accepted beside identities",
  },
  {
    kind: "sign-in",
    path: /(^|\.)ftps_state$/,
    when: noLonger(/^disabled$/i),
    why: "code can be replaced over FTP",
  },
  {
    kind: "sign-in",
    path: /^redis_configuration\.authentication_enabled$/,
    when: switchedOff,
    why: "the cache accepts callers without an identity",
  },
  {
    kind: "permission",
    path: /^access_policy\.(object_id|(certificate|key|secret|storage)_permissions)$/,
    when: gained,
    why: "an access policy gives more than before",
  },
  {
    kind: "protection",
    path: /(^|\.)(purge_protection_enabled|versioning_enabled|change_feed_enabled|deletion_protection_enabled)$/,
    when: switchedOff,
    why: "what is deleted or overwritten may be lost",
  },
  {
    kind: "protection",
    path: /(^|\.)(\w*delete_retention_policy\.days|retention_policy\.days|soft_delete_retention_days|retention_in_(days|hours)|backup_retention_days|retention_policy_in_days)$/,
    when: lowered,
    why: "data is kept for a shorter time",
  },
  {
    kind: "protection",
    path: /^backup\.type$/,
    when: noLonger(/^continuous$/i),
    why: "the account cannot be restored to a point in time",
  },
];

/** Those of arguments that have one value that opens. */
function dangersOf(
  kind: DangerKind,
  table: Readonly<Record<string, OpeningArgument>>,
): readonly AttributeDanger[] {
  return Object.entries(table).map(([name, { value, why }]) => ({
    kind,
    why,
    path: new RegExp(String.raw`(^|\.)${name}$`),
    when:
      typeof value === "string" ? became(new RegExp(`^${value}$`, "i")) : value ? switchedOn : switchedOff,
  }));
}

interface DeletedDanger extends Danger {
  readonly type: RegExp;
}

/** What the loss of a resource means, by type; of every other type it is a loss too. */
const deletedDangers: readonly DeletedDanger[] = [
  {
    kind: "exposure",
    type: /^azurerm_(network_security_(group|rule)|subnet_network_security_group_association|\w+_network_rules|\w+_firewall_rule)$/,
    why: "its rules are not applied any more",
  },
  {
    kind: "permission",
    type: /_role_assignment$|_access_policy(_assignment)?$/,
    why: "an identity has lost a right",
  },
  {
    kind: "protection",
    type: /^azurerm_management_lock$/,
    why: "nothing prevents the deletion of what it locked",
  },
  {
    kind: "protection",
    type: /^azurerm_monitor_(diagnostic_setting|action_group|\w+_alert(_\w+)?)$/,
    why: "what happens is not logged, or nobody receives an alert",
  },
];

const ANY_DELETED: Danger = { kind: "deleted", why: "the resource is gone" };

/** What is dangerous about a deleted resource. */
export function dangersOfDeleted({ type }: Pick<DriftedResource, "type">): readonly Danger[] {
  const { kind, why } = deletedDangers.find((each) => each.type.test(type)) ?? ANY_DELETED;
  return [{ kind, why }];
}

/** What is dangerous about changed attributes, each reason once, the most serious first. */
export function dangersOfChanged(
  { type }: Pick<DriftedResource, "type">,
  changes: readonly AttributeChange[],
): readonly Danger[] {
  const found = new Map<string, Danger>();
  for (const { path, before, after } of changes)
    for (const { kind, why, ...danger } of attributeDangers)
      if (
        danger.type?.test(type) !== false &&
        danger.path.test(plainPath(path)) &&
        danger.when(before, after)
      )
        found.set(why, { kind, why });
  return [...found.values()].sort((one, other) => rankOf(one) - rankOf(other));
}

/** Where a kind stands among the others, from 0. */
export function rankOf({ kind }: Pick<Danger, "kind">): number {
  return dangerKinds.indexOf(kind);
}
