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
/** Drawn before the stacks, since its arrow would go against that of its stack. */
const ENTRY = "azurerm_api_management";
const FRONT_DOOR = "azurerm_cdn_frontdoor_profile";

/** The end of the name of an environment's stack. */
const ROLE = /-(network|platform|workloads)$/;

/** A diagram of the last environment that an example defines: its resources by stack, read from the synthesised stacks. */
export function pictureOf(name) {
  const stacks = synthesised(name);
  if (stacks.length === 0) return "This example needs generated bindings: `npm run get` in the repository.";
  const nodes = stacks.flatMap(nodesOf);
  const entries = nodes.filter(({ type }) => type === ENTRY);
  return [
    "```mermaid",
    "flowchart LR",
    ...entries.map(({ id, label, stack }) => `  ${id}["${label}<br/>in ${stack}"]`),
    ...stacks.map(({ stack }) => groupOf(stack, nodes)),
    ...arrows(nodes, entries),
    "  classDef rest stroke-dasharray: 4 4",
    "```",
  ].join("\n");
}

/** What is drawn of a stack; what has no name of its own is one node. */
function nodesOf({ stack, resources }) {
  const group = stack.replaceAll("-", "_");
  const named = Object.entries(LABELS).flatMap(([type, label]) => {
    const count = Object.keys(resources[type] ?? {}).length;
    if (count === 0) return [];
    return [{ stack, type, id: `${group}_${type}`, label: count === 1 ? label : `${label} × ${count}` }];
  });
  const others = Object.entries(resources)
    .filter(([type]) => !(type in LABELS))
    .reduce((sum, [, each]) => sum + Object.keys(each).length, 0);
  if (others === 0) return named;
  return [...named, { stack, type: "rest", id: `${group}_rest`, label: `${others} more resources` }];
}

function groupOf(stack, nodes) {
  const lines = nodes
    .filter((node) => node.stack === stack && node.type !== ENTRY)
    .map(({ id, label, type }) => `    ${id}["${label}"]${type === "rest" ? ":::rest" : ""}`);
  return [`  subgraph ${stack.replaceAll("-", "_")}["${stack}"]`, "    direction LR", ...lines, "  end"].join(
    "\n",
  );
}

/** API Management calls the apps of its environment, and a Front Door outside of environments all apps; an app uses its own platform. */
function arrows(nodes, entries) {
  const apps = nodes.filter(({ type }) => APPS.includes(type));
  const doors = nodes.filter(({ type, stack }) => type === FRONT_DOOR && !ROLE.test(stack));
  return apps.flatMap(({ id, stack }) => {
    const platform = stack.replace(ROLE, "-platform");
    return [
      ...entries.filter((entry) => entry.stack === platform).map((entry) => `  ${entry.id} --> ${id}`),
      ...doors.map((door) => `  ${door.id} --> ${id}`),
      ...(nodes.some((node) => node.stack === platform)
        ? [`  ${id} --> ${platform.replaceAll("-", "_")}`]
        : []),
    ];
  });
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

/** An app with stacks beside its environments has several that belong together; of others the last one has the most in it. */
function ofLastEnvironment(all) {
  const own = all.filter(({ stack }) => !ROLE.test(stack));
  const environments = [
    ...new Set(all.flatMap(({ stack }) => (ROLE.test(stack) ? [stack.replace(ROLE, "")] : []))),
  ].sort();
  const shown = own.length > 0 ? environments : environments.slice(-1);
  const stacks = shown.flatMap((prefix) =>
    ["network", "platform", "workloads"].flatMap((role) =>
      all.filter(({ stack }) => stack === `${prefix}-${role}`),
    ),
  );
  return [...own, ...stacks];
}
