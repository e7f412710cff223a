import { authentication } from "./authentication";
import { caching } from "./caching";
import type { PolicyKind } from "./policy-kind";
import { rateLimiting } from "./rate-limiting";

/**
 * The policies that are said by name, in the order in which they run. Authentication comes first, so that a limit
 * by subject counts tokens that were validated, and nobody else's. The limit comes before the cache, since cached
 * responses are calls too; the cache comes last, since what it answers is not looked at any further.
 */
export const policyKinds = { authentication, rateLimiting, caching } as const;

export type PolicyName = keyof typeof policyKinds;

/** The settings of each. */
export type PolicySettings = {
  readonly [Name in PolicyName]: (typeof policyKinds)[Name] extends PolicyKind<infer Settings>
    ? Settings
    : never;
};

/** The same, where the compiler has to follow one name through. */
export const kindsByName: { readonly [Name in PolicyName]: PolicyKind<PolicySettings[Name]> } = policyKinds;

export const policyNames = Object.keys(policyKinds) as readonly PolicyName[];
