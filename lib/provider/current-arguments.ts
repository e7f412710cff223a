import { type ProviderAbility, providerCan } from "./since";
import { type Json, isObject, withResources } from "./written-resources";

/** An argument that a later provider calls by another name and, said the other way round, by another value. */
interface Renamed {
  /** What the bindings write. */
  readonly from: string;
  readonly to: string;
  /** What the new name means: each of them says `enabled` where the old one said `disabled`. */
  readonly value: "negated";
  readonly since: ProviderAbility;
}

function negated(from: string, to: string): Renamed {
  return { from, to, value: "negated", since: "negatedArguments" };
}

/** By type in Terraform. Of what the bindings write and azurerm deprecates, these alone have no newer name in them. */
const RENAMED: Readonly<Record<string, readonly Renamed[]>> = {
  azurerm_application_insights: [
    negated("local_authentication_disabled", "local_authentication_enabled"),
    negated("disable_ip_masking", "ip_masking_enabled"),
    negated("daily_data_cap_notifications_disabled", "daily_data_cap_notifications_enabled"),
  ],
  azurerm_cosmosdb_account: [negated("local_authentication_disabled", "local_authentication_enabled")],
};

/**
 * A synthesised stack with each argument under the name that this version of the provider knows without a warning,
 * wherever it comes from: the library, a `transform`, or a construct of the user's own in the stack.
 */
export function withCurrentNames(stack: Json, version: string): Json {
  return withResources(stack, (type, body) =>
    (RENAMED[type] ?? []).filter(({ since }) => providerCan(since, version)).reduce(withCurrentName, body),
  );
}

function withCurrentName(body: Json, { from, to }: Renamed): Json {
  const lifecycle = withCurrentIgnored(body["lifecycle"], from, to);
  const entries = Object.entries(body).map(([name, value]): [string, unknown] => {
    if (name === "lifecycle") return [name, lifecycle];
    return name === from ? [to, not(value)] : [name, value];
  });
  return Object.fromEntries(entries);
}

/** Of `ignore_changes`, which names arguments too. */
function withCurrentIgnored(lifecycle: unknown, from: string, to: string): unknown {
  if (!isObject(lifecycle) || !Array.isArray(lifecycle["ignore_changes"])) return lifecycle;
  const ignored = lifecycle["ignore_changes"].map((each: unknown) => (each === from ? to : each));
  return { ...lifecycle, ignore_changes: ignored };
}

function not(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string") return value;
  if (value === "true" || value === "false") return value === "false";
  const expression = /^\$\{([^]*)\}$/.exec(value)?.[1];
  return expression === undefined ? value : `\${!(${expression})}`;
}
