import type { DeepPartial } from "../../../settings/merge";
import { type PolicyName, type PolicySettings, kindsByName, policyNames } from "./kinds";
import type { PolicyNeed } from "./kinds/policy-kind";
import type { RequestRewrite, ResponseRewrite } from "./rewrites";
import type { Operation } from "./rewrites/rewrite-kind";
import type { ApiPolicies } from "./settings";

/** What an API has unless something else is said: the numbers of an API that nobody configured. */
export const DEFAULT_POLICIES: ApiPolicies = {
  cors: false,
  rateLimiting: kindsByName.rateLimiting.defaults,
  caching: kindsByName.caching.defaults,
  authentication: kindsByName.authentication.defaults,
  rewrites: { inbound: [], outbound: [] },
  operations: {},
};

/** Policies as they are said: what is left out is as {@link DEFAULT_POLICIES} has it. */
export type DeclaredPolicies = DeepPartial<ApiPolicies>;

/** The operations of an API, by their ids. */
export type Operations = Readonly<Record<string, Operation>>;

/** Every policy that is said by name, with all of its settings; `false` where it is switched off. */
export type Decided = { readonly [Name in PolicyName]: PolicySettings[Name] | false };

/** What stands in one document. */
export interface Level {
  /** Those that run here, in their order. */
  readonly names: readonly PolicyName[];
  readonly decided: Decided;
  /** Those that are of the operation's own. */
  readonly own: readonly PolicyName[];
  readonly inbound: readonly RequestRewrite[];
  readonly outbound: readonly ResponseRewrite[];
}

/** What stands in the document of the API, and in those of its operations that need one. */
export interface Placed {
  readonly api: Level;
  readonly operations: Readonly<Record<string, Level>>;
}

/** What is in force for the API, and for one of its operations where it is named. */
export function decide(given: DeclaredPolicies, operation?: string): Decided {
  const ofOperation = operation === undefined ? undefined : given.operations?.[operation];
  return {
    authentication: settingsOf("authentication"),
    rateLimiting: settingsOf("rateLimiting"),
    caching: settingsOf("caching"),
  };

  function settingsOf<Name extends PolicyName>(name: Name): PolicySettings[Name] | false {
    const defaults: PolicySettings[Name] = kindsByName[name].defaults;
    const layers: readonly unknown[] = [given[name], ofOperation?.[name]];
    return layers.reduce<PolicySettings[Name] | false>((settings, layer) => {
      if (layer === undefined) return settings;
      if (layer === false) return false;
      return Object.assign({}, settings === false ? defaults : settings, saidIn(layer));
    }, defaults);
  }
}

function saidIn(layer: unknown): object {
  return Object.fromEntries(Object.entries(layer as object).filter(([, value]) => value !== undefined));
}

/**
 * Decides which document each policy stands in. An operation's document runs after its API's and cannot take
 * anything of that back. So from the first policy on that some operation has otherwise, all of them stand in the
 * documents of the operations, and the order in which they run stays the same.
 */
export function place(given: DeclaredPolicies, operations: Operations): Placed {
  const ids = Object.keys(operations);
  const ownOf = (id: string): readonly PolicyName[] =>
    policyNames.filter((name) => given.operations?.[id]?.[name] !== undefined);
  const first = policyNames.findIndex((name) => ids.some((id) => ownOf(id).includes(name)));
  const isShared = first === -1;
  const ofApi = isShared ? policyNames : policyNames.slice(0, first);
  const rewrites = rewritesOf(given.rewrites);
  const levels = ids.map((id): [string, Level] => {
    const own = rewritesOf(given.operations?.[id]?.rewrites);
    const level = {
      names: isShared ? [] : policyNames.slice(first),
      decided: decide(given, id),
      own: ownOf(id),
      // The cache and the limit look at the request as the caller sent it.
      inbound: isShared ? own.inbound : [...rewrites.inbound, ...own.inbound],
      outbound: own.outbound,
    };
    return [id, level];
  });
  return {
    api: {
      names: ofApi,
      decided: decide(given),
      own: [],
      inbound: isShared ? rewrites.inbound : [],
      outbound: rewrites.outbound,
    },
    operations: Object.fromEntries(levels.filter(([, level]) => saysSomething(level))),
  };
}

function rewritesOf(given: DeclaredPolicies["rewrites"]): Pick<Level, "inbound" | "outbound"> {
  return { inbound: given?.inbound ?? [], outbound: given?.outbound ?? [] };
}

function saysSomething({ names, decided, inbound, outbound }: Level): boolean {
  return inbound.length > 0 || outbound.length > 0 || names.some((name) => decided[name] !== false);
}

/**
 * The policies that not every tier of API Management has, with where they are said, so that code that knows the tier
 * can refuse them.
 */
export function policyNeeds(given: DeclaredPolicies): readonly PolicyNeed[] {
  const ofOperations = Object.entries(given.operations ?? {}).flatMap(([id, own]) =>
    needsOf(`operations.${id}.`, (name) => own?.[name] !== undefined && decide(given, id)[name] !== false),
  );
  return [...needsOf("", (name) => decide(given)[name] !== false), ...ofOperations];
}

function needsOf(at: string, isGiven: (name: PolicyName) => boolean): readonly PolicyNeed[] {
  return policyNames.filter(isGiven).flatMap((name) => {
    const { tier } = kindsByName[name];
    return tier === undefined ? [] : [{ path: `${at}${name}`, ...tier }];
  });
}
