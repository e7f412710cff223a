import { type Cause, OPEN, type PolicyNotes, isOpen, policyNotes } from "../contract/policy-note";
import type { RedisPlan } from "./plan";
import { redisCache } from "./resources";
import type { RedisWords } from "./words";

const SMALLEST_CACHE: Cause = {
  when: "`optional.redis` is an Azure Cache for Redis in tier Basic",
  reason: 'Basic has one node: `optional.redis.sku.name: "Standard"`, or the engine `managed`',
};

/** Azure Managed Redis has a type that no scanner has a check for. */
function judgedCaches(plan: RedisPlan) {
  return plan.enabled && !("existing" in plan) && plan.engine === "cache"
    ? [{ facts: plan, type: redisCache }]
    : [];
}

/** What scanners report on purpose of each resource. */
export const redisPolicyNotes = {
  redis: policyNotes(judgedCaches, [
    { cause: OPEN, fails: isOpen, checks: [["CKV_AZURE_89", "Redis closed to the internet"]] },
    {
      cause: SMALLEST_CACHE,
      fails: ({ skuName }) => skuName === "Basic",
      checks: [["CKV_AZURE_230", "replicated Redis"]],
    },
  ]),
} satisfies PolicyNotes<RedisWords, RedisPlan>;
