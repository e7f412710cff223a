import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Examples with an app of their own. */
export const exampleNames = readdirSync(join(root, "examples"))
  .filter((name) => existsSync(join(root, "examples", name, "main.ts")))
  .sort();

/** What is drawn, and how it is called; everything else belongs to one of these. */
const LABELS = {
  azurerm_virtual_network: "Virtual network",
  azurerm_log_analytics_workspace: "Log Analytics workspace",
  azurerm_cosmosdb_account: "Cosmos DB",
  azurerm_storage_account: "Storage account",
  azurerm_key_vault: "Key vault",
  azurerm_eventgrid_topic: "Event Grid topic",
  azurerm_eventgrid_system_topic: "Event Grid system topic",
  azurerm_servicebus_namespace: "Service Bus",
  azurerm_managed_redis: "Azure Managed Redis",
  azurerm_redis_cache: "Azure Cache for Redis",
  azurerm_container_registry: "Container registry",
  azurerm_api_management: "API Management",
  azurerm_cdn_frontdoor_profile: "Front Door",
  azurerm_aadb2c_directory: "Azure AD B2C",
  azurerm_windows_function_app: "Function app (Windows)",
  azurerm_linux_function_app: "Function app (Linux)",
  azurerm_function_app_flex_consumption: "Function app (Flex Consumption)",
  azurerm_windows_function_app_slot: "Deployment slot",
  azurerm_linux_function_app_slot: "Deployment slot",
  azurerm_application_insights: "Application Insights",
};

const APPS = [
  "azurerm_windows_function_app",
  "azurerm_linux_function_app",
  "azurerm_function_app_flex_consumption",
];
/** Who calls whom, where both exist. */
const CALLS = APPS.flatMap((app) => [
  ["azurerm_api_management", app],
  [app, "azurerm_cosmosdb_account"],
  [app, "azurerm_storage_account"],
  [app, "azurerm_key_vault"],
  [app, "azurerm_servicebus_namespace"],
  [app, "azurerm_managed_redis"],
  [app, "azurerm_redis_cache"],
  [app, "azurerm_application_insights"],
  ["azurerm_container_registry", app],
]);

/** A diagram of the last environment that an example defines: its resources by stack, read from the synthesised stacks. */
export function pictureOf(name) {
  const stacks = synthesised(name);
  if (stacks.length === 0) return "This example needs generated bindings: `npm run get` in the repository.";
  const nodes = new Map();
  const groups = stacks.map(({ stack, resources }) => {
    const lines = Object.entries(LABELS).flatMap(([type, label]) => {
      const count = Object.keys(resources[type] ?? {}).length;
      if (count === 0) return [];
      const id = `${stack.replaceAll("-", "_")}_${type}`;
      nodes.set(type, [...(nodes.get(type) ?? []), id]);
      return [`    ${id}["${label}${count === 1 ? "" : ` × ${count}`}"]`];
    });
    const rest = Object.entries(resources).filter(([type]) => !(type in LABELS));
    const others = rest.reduce((sum, [, each]) => sum + Object.keys(each).length, 0);
    const more =
      others === 0 ? [] : [`    ${stack.replaceAll("-", "_")}_rest["${others} more resources"]:::rest`];
    return [`  subgraph ${stack.replaceAll("-", "_")}["${stack}"]`, ...lines, ...more, "  end"].join("\n");
  });
  const edges = CALLS.flatMap(([from, to]) =>
    (nodes.get(from) ?? [])
      .slice(0, 1)
      .flatMap((one) => (nodes.get(to) ?? []).map((other) => `  ${one} --> ${other}`)),
  );
  return [
    "```mermaid",
    "flowchart LR",
    ...groups,
    ...edges,
    "  classDef rest stroke-dasharray: 4 4",
    "```",
  ].join("\n");
}

function synthesised(name) {
  const folder = join(root, "examples", name);
  const out = mkdtempSync(join(tmpdir(), "example-"));
  try {
    const args = ["--import", "tsx", "main.ts"];
    const env = { ...process.env, CDKTF_OUTDIR: out };
    execFileSync(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "ignore", "ignore"] });
    const all = readdirSync(join(out, "stacks")).map((stack) => ({
      stack,
      resources: JSON.parse(readFileSync(join(out, "stacks", stack, "cdk.tf.json"), "utf8")).resource ?? {},
    }));
    return ofLastEnvironment(all);
  } catch {
    return [];
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** `shop-dev-network` and `shop-prod-network` are two environments: the last one has the most in it. */
function ofLastEnvironment(all) {
  const prefixes = [
    ...new Set(all.map(({ stack }) => /^(.*)-(network|platform|workloads)$/.exec(stack)?.[1])),
  ];
  const environments = prefixes.filter((prefix) => prefix !== undefined).sort();
  const isMultiRegion = environments.length > 1 && environments.every((each) => /-prod$/.test(each));
  const shown = isMultiRegion ? environments : environments.slice(-1);
  const order = ["network", "platform", "workloads"];
  const own = all.filter(({ stack }) => !/-(network|platform|workloads)$/.test(stack));
  const stacks = shown.flatMap((prefix) =>
    order.flatMap((role) => all.filter(({ stack }) => stack === `${prefix}-${role}`)),
  );
  return [...own, ...stacks];
}
