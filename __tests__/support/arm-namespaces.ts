import { idFormats } from "../../lib/decide/imports/id-formats";
import { type JsonObject, listAt, textAt } from "../../lib/stand-in/json";
import type { SynthesisedStack } from "./synth";

/** Types whose ids say nothing of their namespace, since they begin with the id of something else: how their names begin. */
const PART_OF: Readonly<Record<string, string>> = {
  azurerm_monitor_diagnostic_setting: "microsoft.insights",
  azurerm_subnet_: "Microsoft.Network",
  azurerm_storage_: "Microsoft.Storage",
  azurerm_windows_function_app_slot: "Microsoft.Web",
  azurerm_linux_function_app_slot: "Microsoft.Web",
  azurerm_log_analytics_query_pack_query: "Microsoft.OperationalInsights",
  azurerm_resource_group: "Microsoft.Resources",
  azurerm_cdn_: "Microsoft.Cdn",
  azurerm_eventhub: "Microsoft.EventHub",
  azurerm_servicebus_: "Microsoft.ServiceBus",
  azurerm_redis_: "Microsoft.Cache",
  azurerm_managed_redis_: "Microsoft.Cache",
};

/** The namespaces of everything that a stack asks Azure for, templates included, in lower case. */
export function namespacesIn(stack: SynthesisedStack): readonly string[] {
  const resources = (stack.json["resource"] ?? {}) as Readonly<Record<string, JsonObject>>;
  const all = Object.entries(resources).flatMap(([type, named]) =>
    type === "azurerm_resource_group_template_deployment"
      ? ["Microsoft.Resources", ...Object.values(named).flatMap(inTemplate)]
      : type.startsWith("azurerm_")
        ? [namespaceOf(type)]
        : [],
  );
  // A subnet is delegated to a registered service.
  const delegates = Object.values(stack.all("azurerm_subnet"))
    .flatMap((subnet) => listAt(subnet, "delegation"))
    .map((delegation) => textAt(delegation, "service_delegation.name").split("/")[0] ?? "");
  return [...new Set([...all, ...delegates].map((each) => each.toLowerCase()))].sort();
}

function namespaceOf(type: string): string {
  const part = Object.entries(PART_OF).find(([begin]) => type.startsWith(begin))?.[1];
  const found = /^.*\/providers\/([^/]+)\//.exec(idFormats[type] ?? "")?.[1] ?? part;
  if (found === undefined) throw new Error(`the namespace of ${type} is not known`);
  return found;
}

function inTemplate(deployment: unknown): readonly string[] {
  const template = JSON.parse(textAt(deployment as JsonObject, "template_content")) as JsonObject;
  return listAt(template, "resources").map((resource) => textAt(resource, "type").split("/")[0] ?? "");
}

/** What a stack's provider registers, as it is written. */
export function registeredBy({ json }: SynthesisedStack): readonly string[] {
  return listAt(json, "provider.azurerm.0.resource_providers_to_register").map(String);
}
