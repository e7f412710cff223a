import { type Json, isObject, withResources } from "./written-resources";

/** A list of objects that Terraform takes as an attribute: each object says every key, as null where it says nothing. */
interface WholeObjects {
  readonly path: readonly string[];
  readonly keys: readonly string[];
}

const HEADERS = ["x_azure_fdid", "x_fd_health_probe", "x_forwarded_for", "x_forwarded_host"];
const ADDRESS_RULES: readonly WholeObjects[] = ["ip_restriction", "scm_ip_restriction"].map((rules) => ({
  path: ["site_config", rules, "headers"],
  keys: HEADERS,
}));

/**
 * By type in Terraform: schemas with `SchemaConfigModeAttr` and optional keys. Terraform refuses an object that lacks
 * one ("Inappropriate value for attribute"), while the bindings call each key optional.
 *
 * Source: hashicorp/terraform-provider-azurerm v4.81.0, internal/services: appservice/helpers/shared_schema.go,
 * containers/container_registry_resource.go, eventgrid/eventgrid_topic_resource.go, keyvault/key_vault_resource.go, network/route_table_resource.go
 */
const WHOLE: Readonly<Record<string, readonly WholeObjects[]>> = {
  azurerm_container_registry: [{ path: ["network_rule_set"], keys: ["default_action", "ip_rule"] }],
  azurerm_eventgrid_topic: [{ path: ["inbound_ip_rule"], keys: ["action", "ip_mask"] }],
  azurerm_function_app_flex_consumption: ADDRESS_RULES,
  azurerm_key_vault: [
    {
      path: ["access_policy"],
      keys: [
        "application_id",
        "certificate_permissions",
        "key_permissions",
        "object_id",
        "secret_permissions",
        "storage_permissions",
        "tenant_id",
      ],
    },
  ],
  azurerm_linux_function_app: ADDRESS_RULES,
  azurerm_linux_function_app_slot: ADDRESS_RULES,
  azurerm_route_table: [
    { path: ["route"], keys: ["address_prefix", "name", "next_hop_in_ip_address", "next_hop_type"] },
  ],
  azurerm_windows_function_app: ADDRESS_RULES,
  azurerm_windows_function_app_slot: ADDRESS_RULES,
};

/** A synthesised stack in which such objects are whole, by a `transform` or a construct of the user's own too. */
export function withWholeObjects(stack: Json): Json {
  return withResources(stack, (type, body) => (WHOLE[type] ?? []).reduce(completedIn, body));
}

function completedIn(body: Json, { path, keys }: WholeObjects): Json {
  const [first = "", ...below] = path;
  return first in body ? { ...body, [first]: completed(body[first], { path: below, keys }) } : body;
}

/** Blocks are lists, or an object where there is one at most. */
function completed(value: unknown, { path, keys }: WholeObjects): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => completed(each, { path, keys }));
  if (!isObject(value)) return value;
  if (path.length > 0) return completedIn(value, { path, keys });
  return { ...Object.fromEntries(keys.map((key) => [key, null])), ...value };
}
