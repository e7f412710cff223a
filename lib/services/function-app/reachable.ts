import type { AuthLevel } from "../../components/auth-levels";
import type { AuthorizeOptions, CallerRule } from "../../components/authorize";
import type { Component } from "../../components/component";
import type {
  AccessFacts,
  Caller,
  Decision,
  Key,
  Network,
  Reachable,
  TokenNeed,
} from "../contract/reachable";
import { type HttpAccess, httpAccessOf } from "../../components/http-access";
import { componentsOf } from "./further-apps";
import { admitted } from "./ip-restrictions";
import type { FunctionAppPlan, SlotPlan } from "./plan";

const ACCESS: Decision = {
  path: "functionApp.publicNetworkAccess",
  fix:
    "set functionApp.publicNetworkAccess to false, with networking.privateEndpoints, or put API Management in the network in " +
    "front of the app",
};

/** From where the app, its slots and its deployment site are reached, and with which keys functions are called. */
export function functionAppReachable(
  plan: FunctionAppPlan,
  { requirements }: AccessFacts,
): readonly Reachable[] {
  const callers = httpCallers(componentsOf(requirements), plan);
  const further = (plan.apps ?? []).map((app): Reachable => ({
    id: `app_${app.id}`,
    name: `function app ${app.id}`,
    scopes: [],
    network: networkOf(app),
    decision: ACCESS,
    callers: httpCallers(componentsOf(requirements, app.id), app),
  }));
  return [
    {
      id: "app",
      name: "function app",
      scopes: [],
      network: networkOf(plan),
      decision: ACCESS,
      callers,
    },
    ...plan.slots.map((slot): Reachable => {
      const network = networkOf(plan, slot);
      return {
        id: `slot_${slot.name}`,
        name: `slot ${slot.name}`,
        scopes: [],
        network,
        decision: {
          path: "functionApp.openSlots",
          fix: `remove "${slot.name}" from functionApp.openSlots`,
        },
        callers: network.from === "nowhere" ? [] : callers,
      };
    }),
    ...further,
    {
      id: "deployment",
      name: "deployment site of the function app (Kudu)",
      scopes: [],
      network: networkOfDeployment(plan),
      decision: deploymentDecision(plan),
    },
  ];
}

function networkOf(
  { answersNobody, publicNetworkAccess, admitsApimOnly, ipRestrictions }: FunctionAppPlan,
  slot?: Pick<SlotPlan, "open">,
): Network {
  if (!publicNetworkAccess) return { from: "network" };
  if (answersNobody === true) return { from: "nowhere" };
  if (admitsApimOnly) return { from: "subnet", subnet: "apim" };
  if (slot !== undefined && !slot.open) return { from: "nowhere" };
  return ipRestrictions.length === 0
    ? { from: "internet" }
    : { from: "addresses", addresses: ipRestrictions.map(admitted) };
}

function networkOfDeployment({ publicNetworkAccess, deploymentSite }: FunctionAppPlan): Network {
  if (!publicNetworkAccess) return { from: "network" };
  return { from: deploymentSite ? "internet" : "nowhere" };
}

function deploymentDecision({ sku }: FunctionAppPlan): Decision {
  return sku === "FC1"
    ? {
        path: "functionApp.plan",
        fix: 'set functionApp.plan to "EP1", or functionApp.publicNetworkAccess to false',
      }
    : { path: "functionApp.package", fix: 'set functionApp.package to "identity"' };
}

/** Which tokens sign-in accepts of callers of a component. */
function tokenOf(
  { signIn, tokens }: FunctionAppPlan,
  { signsIn, asksWho }: HttpAccess,
  component: Component,
): { readonly token?: TokenNeed } {
  const rules = component.kind === "crud-api" ? rulesIn(component.authorize) : [];
  if (asksWho && tokens !== undefined) {
    const { issuer, audiences } = tokens;
    return { token: { from: issuer, issuers: [], audiences, applications: [], claims: rules } };
  }
  if (signIn === undefined || !signsIn) return {};
  const { tenantId = "the tenant of the backend", audiences, allowedGroups, allowedIdentities } = signIn;
  const principals = [
    ...allowedGroups.map((id) => `group ${id}`),
    ...allowedIdentities.map((id) => `identity ${id}`),
  ].sort();
  return {
    token: {
      from: tenantId,
      issuers: [],
      audiences,
      applications: signIn.allowedApplications,
      // One of them is enough.
      claims: [...(principals.length === 0 ? [] : [["principal", "any", ...principals].join(" ")]), ...rules],
    },
  };
}

/** What a token needs by the component's own rules, a line each. */
function rulesIn(authorize: AuthorizeOptions | undefined): readonly string[] {
  if (authorize === undefined) return [];
  const { read, write, partition, owner } = authorize;
  const needs = (action: string, rule: CallerRule | undefined): readonly string[] => {
    if (rule === undefined) return [];
    const { roles = [], scopes = [] } = rule;
    const named = [...roles.map((role) => `role ${role}`), ...scopes.map((scope) => `scope ${scope}`)].sort();
    return [[action, "any", ...named].join(" ")];
  };
  return [
    ...needs("read", read),
    ...needs("write", write),
    ...(partition === undefined ? [] : [`partition ${partition}`]),
    ...(owner === undefined ? [] : [`owner ${typeof owner === "string" ? owner : owner.claim}`]),
    ...(typeof owner === "object" ? needs("every owner", owner.except) : []),
  ];
}

/** What decides for components that leave it open. */
const OF_ENVIRONMENT: Decision = {
  path: "functionApp.authLevel",
  fix: 'set functionApp.authLevel to "function"',
};

/** learn.microsoft.com/azure/azure-functions/function-keys-how-to: the master key is good for every function. */
const KEYS: Readonly<Record<AuthLevel, readonly Key[]>> = {
  anonymous: [],
  function: ["function key"],
  admin: ["master key"],
};

function httpCallers(
  components: AccessFacts["requirements"]["components"],
  plan: FunctionAppPlan,
): readonly Caller[] {
  return components.flatMap(({ component, path }) => {
    const access = httpAccessOf(component, plan.authLevel);
    if (access === undefined) return [];
    return [
      {
        what: `component ${component.name}`,
        may: "call its routes",
        needs: { keys: KEYS[access.level], ...tokenOf(plan, access, component) },
        decision: access.isOwn
          ? {
              path: `${path}.${access.field}` as const,
              fix: `set ${access.field} of ${component.name} to "function"`,
            }
          : OF_ENVIRONMENT,
      },
    ];
  });
}
