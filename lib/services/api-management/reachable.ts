import type {
  AccessFacts,
  Caller,
  CallerNeeds,
  Decision,
  Network,
  Reachable,
  TokenNeed,
} from "../contract/reachable";
import { certificateGrants } from "./custom-domains";
import { APIM } from "./network";
import type { ApiOperation } from "./operations";
import type { ApimPlan, ApimServicePlan } from "./plan";
import type { ApiPlan } from "./plan-api";
import { decide } from "./policies/decisions";
import type { JwtAuthentication } from "./policies/kinds/authentication";

const NETWORK: Decision = {
  path: `${APIM}.virtualNetworkType`,
  fix: `set ${APIM}.virtualNetworkType to "Internal", with networking.vnet and a tier that supports networks`,
};

/** From where the gateway and the developer portal are reached, and what each operation asks callers for. */
export function apimReachable(plan: ApimPlan, { settings }: AccessFacts): readonly Reachable[] {
  if (!plan.enabled) return [];
  const network = networkOf(plan);
  const decision: Decision =
    "existing" in plan
      ? { path: plan.existing.option, fix: "ask its owner for its network settings" }
      : NETWORK;
  const { tenantId = "the tenant of the backend" } = settings.optional.apim.policies.authentication || {};
  return [
    {
      id: "gateway",
      name: "API Management",
      scopes: [],
      network,
      decision,
      callers: operationsIn(plan.api).map((operation) => callerOf(plan.api, operation, tenantId)),
    },
    ...("existing" in plan || plan.developerPortal === undefined ? [] : [portalOf(plan, network)]),
    ...("existing" in plan ? [] : vaultsOf(plan)),
  ];
}

/** What grants on certificates of a vault are on. */
export function certificateScope(vault: string): string {
  return `certificates of ${vault}`;
}

/** Vaults of others, which have the certificates of custom domains. */
function vaultsOf({ customDomains }: ApimServicePlan): readonly Reachable[] {
  const vaults = new Set(certificateGrants(customDomains).map(({ vault }) => vault));
  return [...vaults].map((vault) => ({
    id: `certificates_${vault}`,
    name: `key vault ${vault}`,
    scopes: [certificateScope(vault)],
    network: { from: "unknown" },
    decision: { path: `${APIM}.customDomains`, fix: "ask the owner of the vault for its network settings" },
  }));
}

function networkOf(plan: Exclude<ApimPlan, { readonly enabled: false }>): Network {
  if ("existing" in plan) return { from: "unknown" };
  return { from: plan.network?.type === "Internal" ? "network" : "internet" };
}

/** Each once, in however many versions it is. */
function operationsIn({ versions }: ApiPlan): readonly ApiOperation[] {
  const byId = new Map(versions.flatMap(({ operations }) => operations).map((each) => [each.id, each]));
  return [...byId.values()];
}

function callerOf(api: ApiPlan, operation: ApiOperation, tenant: string): Caller {
  const { id, method, urlTemplate } = operation;
  const own = `${APIM}.policies.operations.${id}.authentication` as const;
  const isOwn = api.policies.operations?.[id]?.authentication !== undefined;
  return {
    what: `operation ${id} (${method} ${urlTemplate})`,
    may: "call it",
    needs: needsOf(api, operation, tenant),
    decision: {
      path: isOwn ? own : `${APIM}.policies.authentication`,
      fix: `set ${APIM}.subscriptionRequired to true, or remove ${isOwn ? own : `${APIM}.policies.authentication`}, so that a token is needed`,
    },
  };
}

function needsOf(api: ApiPlan, { id, authLevel }: ApiOperation, tenant: string): CallerNeeds {
  const { authentication } = decide(api.policies, id);
  // Without a key of its own, API Management passes on that of the caller.
  const passesKey = authLevel === "function" && api.backend.key === undefined;
  return {
    keys: [
      ...(api.subscriptionRequired ? (["subscription key"] as const) : []),
      ...(passesKey ? (["function key"] as const) : []),
    ],
    ...(authentication === false ? {} : { token: tokenOf(authentication, tenant) }),
  };
}

function tokenOf(given: JwtAuthentication, tenant: string): TokenNeed {
  const { audience, tenantId = tenant, openIdConfiguration, issuers = [], clientApplicationIds = [] } = given;
  return {
    from: openIdConfiguration ?? tenantId,
    issuers,
    audiences: typeof audience === "string" ? [audience] : audience,
    applications: clientApplicationIds,
    claims: (given.requiredClaims ?? []).map(({ name, values, match = "all" }) =>
      [name, match, ...[...values].sort()].join(" "),
    ),
  };
}

/** A visitor who can sign up gets a subscription key where no administrator has to approve it. */
function portalOf({ developerPortal, api }: ApimServicePlan, network: Network): Reachable {
  const caller = (option: "signIn" | "signUp", what: string, may: string, value: boolean): Caller => ({
    what,
    may,
    needs: { keys: [] },
    decision: {
      path: `${APIM}.developerPortal.${option}`,
      fix: `set ${APIM}.developerPortal.${option} to ${String(value)}`,
    },
  });
  const subscribes = api.product.approvalRequired ? "" : ", and get a subscription key";
  return {
    id: "portal",
    name: "developer portal",
    scopes: [],
    network,
    decision: NETWORK,
    callers: [
      ...(developerPortal?.signIn === false
        ? [caller("signIn", "pages", "read the documentation of the API", true)]
        : []),
      ...(developerPortal?.signUp === true
        ? [caller("signUp", "accounts", `create an account${subscribes}`, false)]
        : []),
    ],
  };
}
