import { reportOldApi, reportRetirement } from "../contract/report-retirement";
import { codeOf } from "../../components/code";
import type { Draft } from "../contract/draft";
import { REDIS, engineOf } from "./network";
import { type CacheTier, cacheTiers, isCacheTier, memoryOf } from "./skus";

const ENGINE = `${REDIS}.engine` as const;
const SKU = `${REDIS}.sku` as const;
/** App settings that every function has once there is Redis. */
export const REDIS_SETTINGS = ["REDIS_HOST", "REDIS_PORT"] as const;

/** Every rule of Azure that a combination of `optional.redis` options can break, and who uses it. */
export function decideRedis(draft: Draft): void {
  const { redis } = draft.settings.optional;
  if (!redis.enabled) {
    refuseUsers(draft);
    return;
  }
  if (draft.existing.redis === undefined) decideOwn(draft);
  else noteExisting(draft);
  checkSettings(draft);
  noteUsers(draft);
}

function decideOwn(draft: Draft): void {
  decideEngine(draft);
  switch (draft.settings.optional.redis.engine) {
    case "managed":
      reportOldApi(draft, "managed-redis-old-api");
      decideManaged(draft);
      break;
    case "cache":
      decideCache(draft);
      break;
  }
  checkPort(draft);
}

/** How an existing cache lets anybody in is its owner's. */
function noteExisting(draft: Draft): void {
  const { engine } = draft.settings.optional.redis;
  // learn.microsoft.com/azure/azure-cache-for-redis/cache-azure-active-directory-for-authentication
  if (engine === "cache")
    draft.note("external.redis", "Microsoft Entra authentication must be enabled on it");
  else noteReaders(draft);
}

function refuseUsers(draft: Draft): void {
  if (draft.refused(REDIS) || draft.refusedWithin("external.redis")) return;
  for (const { path } of draft.requirements.redis)
    draft.problem(path, "uses Redis, but this backend has none", `set ${REDIS} to true, or remove it`);
}

/** The SKU of the specification is one of Azure Cache for Redis, and says so by itself. */
function decideEngine(draft: Draft): void {
  const { sku: given } = draft.given.optional.redis;
  const asked = engineOf(given);
  if (asked === undefined || asked === draft.settings.optional.redis.engine) return;
  const of = given.name ?? "a family or capacity";
  const whose =
    asked === "cache"
      ? `${of} applies to Azure Cache for Redis, engine "cache"`
      : `${of} applies to Azure Managed Redis, engine "managed"`;
  if (!draft.chosen(ENGINE)) {
    draft.adjust(ENGINE, asked, whose);
    return;
  }
  const sku = asked === "cache" ? '{ name: "Balanced_B0" }' : '{ name: "Basic" }';
  draft.problem(SKU, whose, `set ${SKU} to ${sku}, or ${ENGINE} to "${asked}"`, ENGINE);
}

const SMALLEST_MANAGED = "Balanced_B0";
/** learn.microsoft.com/azure/redis/architecture#cluster-policies: 25 GB or less. */
const LARGEST_UNCLUSTERED = 20;

function decideManaged(draft: Draft): void {
  const { redis } = draft.settings.optional;
  const { sku } = draft.given.optional.redis;
  const { name = SMALLEST_MANAGED } = sku;
  const saysOther = engineOf(sku) === "managed" ? (["family", "capacity"] as const) : [];
  if (sku.name === undefined) draft.derive(`${SKU}.name`, name, "the smallest size");
  for (const option of saysOther)
    if (sku[option] !== undefined)
      draft.problem(
        `${SKU}.${option}`,
        `applies only to Azure Cache for Redis; ${name} is enough`,
        `remove ${SKU}.${option}`,
        `${SKU}.name`,
      );
  if (redis.clusteringPolicy === "NoCluster" && memoryOf(name) > LARGEST_UNCLUSTERED)
    draft.problem(
      `${REDIS}.clusteringPolicy`,
      `one shard has at most 24 GB, and ${name} has more`,
      `set ${REDIS}.clusteringPolicy to "EnterpriseCluster", or ${SKU}.name to a size up to ${LARGEST_UNCLUSTERED}`,
      `${SKU}.name`,
    );
  noteReaders(draft);
}

function noteReaders(draft: Draft): void {
  const readers = draft.requirements.redis.filter(({ action }) => action === "read");
  if (readers.length > 0)
    draft.noteAccess(
      REDIS,
      `${readers.map(({ component }) => component).join(", ")} can also write: Azure Managed Redis has only one access policy, with full access`,
    );
}

function decideCache(draft: Draft): void {
  for (const retirement of ["redis-cache", "redis-cache-creation"] as const)
    reportRetirement(draft, retirement, ENGINE);
  if (draft.settings.optional.redis.sku.name === undefined)
    draft.derive(`${SKU}.name`, "Basic", "the default");
  const { redis } = draft.settings.optional;
  const { name } = redis.sku;
  if (name === undefined || !isCacheTier(name)) return;
  decideSize(draft, name);
  const { replicated } = cacheTiers[name];
  const path = `${REDIS}.highAvailability` as const;
  if (!draft.chosen(path)) draft.derive(path, replicated, `${name} has this`);
  else if (redis.highAvailability !== replicated)
    draft.problem(
      path,
      `${name} has ${replicated ? "a" : "no"} replica`,
      `remove ${path}, or set ${SKU}.name to "${replicated ? "Basic" : "Standard"}"`,
      `${SKU}.name`,
    );
  const policy = `${REDIS}.clusteringPolicy` as const;
  if (draft.chosen(policy))
    draft.problem(
      policy,
      "applies only to Azure Managed Redis",
      `remove ${policy}, or set ${ENGINE} to "managed"`,
      ENGINE,
    );
}

/** azurerm finds out while it plans, in words of its own. */
function decideSize(draft: Draft, name: CacheTier): void {
  const { sku } = draft.settings.optional.redis;
  const { family, smallest, largest } = cacheTiers[name];
  if (sku.family === undefined) draft.derive(`${SKU}.family`, family, `${name} belongs to it`);
  else if (sku.family !== family)
    draft.problem(
      `${SKU}.family`,
      `${name} is of family ${family}`,
      `set ${SKU}.family to "${family}", or remove it`,
      `${SKU}.name`,
    );
  if (sku.capacity === undefined) draft.derive(`${SKU}.capacity`, smallest, "the smallest size");
  else if (sku.capacity < smallest || sku.capacity > largest)
    draft.problem(
      `${SKU}.capacity`,
      `${name} has sizes ${smallest} to ${largest}, got ${sku.capacity}`,
      `set ${SKU}.capacity to one of them, or remove it`,
      `${SKU}.name`,
    );
}

function checkPort(draft: Draft): void {
  const path = `${REDIS}.enableNonSslPort` as const;
  if (draft.settings.optional.redis.enableNonSslPort)
    draft.problem(
      path,
      "tokens and data would be sent unencrypted, and Azure Managed Redis has no such port",
      `set ${path} to false, or remove it`,
    );
}

/** Settings of these names mean another Redis, and one of the two would be overwritten silently. */
function checkSettings(draft: Draft): void {
  const given = [
    ...Object.keys(draft.settings.functionApp.settings).map((name) => ({
      path: `functionApp.settings.${name}` as const,
      name,
    })),
    ...draft.requirements.components.flatMap(({ path, component }) =>
      Object.keys(codeOf(component)?.environment ?? {}).map((name) => ({
        path: `${path}.environment.${name}` as const,
        name,
      })),
    ),
  ];
  for (const { path, name } of given)
    if (REDIS_SETTINGS.some((own) => own === name.toUpperCase()))
      draft.problemWithoutValue(
        path,
        `the backend sets this app setting, for ${REDIS}`,
        "remove it, or choose another name",
      );
}

function noteUsers(draft: Draft): void {
  if (draft.requirements.redis.length === 0)
    draft.warn(REDIS, 'no component has access to it: add access: [{ type: "redis", action: "write" }]');
}
