import { pipelineRoles } from "../../lib";
import { armTypes } from "../../lib/rights/arm-types";
import { deployActions } from "../../lib/rights/deploy-actions";
import { linkedRules } from "../../lib/rights/linked-actions";
import { isAllowed } from "../../lib/rights/permission";
import { requestActions } from "../../lib/rights/request-actions";
import { roleIds } from "../../lib/rights/role-ids";
import { everyDone, everyType, recordedActions, typeActions } from "../../lib/rights/type-actions";
import { stackRoles } from "../../lib/services/contract/service";
import { Refusal } from "../../lib/stand-in/exchange";
import type { Json } from "../../lib/stand-in/json";
import { CallerRights, type GivenRole } from "../../lib/stand-in/caller-rights";
import { Store } from "../../lib/stand-in/store";
import type { KeptRequest } from "../../scripts/rights/kept-requests";
import { synthBackend } from "../support/synth";
import { APIM, BUDGETS, CALLED, PROD, REDIS, SHARE } from "../support/with-everything";
import published from "./published-actions.json";
import recorded from "./recorded-requests.json";

const roles = pipelineRoles();
const requests = recorded as unknown as readonly KeptRequest[];
const CALLER = "00000000-0000-4000-8000-0000000000aa";

/** What Azure says to a recorded request of somebody with these actions; undefined where it goes through. */
function refusal({ method, path, body }: KeptRequest, actions: readonly string[]): string | undefined {
  const rights = new CallerRights(new Store());
  const given: GivenRole = { scope: "/", permission: { actions } };
  rights.limit(CALLER, [given]);
  try {
    rights.check(
      {
        method,
        path,
        host: "management.azure.com",
        query: new URLSearchParams(),
        headers: {},
        body: body as Json | undefined,
      },
      CALLER,
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.message;
  }
}

/** Requests that the roles refuse on purpose: docs/guides/permissions.md. */
const REFUSED = [
  // No action is published for it.
  "Microsoft.AzureActiveDirectory/checkNameAvailability/action",
  // Keys are kept out of the state.
  "Microsoft.Storage/storageAccounts/listKeys/action",
];

test("the recorded requests are of whole lives, and of both identities", () => {
  expect(recordedActions.lives).toEqual(expect.arrayContaining(["deploy-prod", "example-production"]));
  expect(requests.filter(({ who }) => who === "planner").length).toBeGreaterThan(50);
  expect(requests.filter(({ who }) => who === "applier").length).toBeGreaterThan(200);
});

test.each(["planner", "applier"] as const)(
  "the %s is refused nothing that recorded lives asked for",
  (who) => {
    const refused = requests
      .filter((request) => request.who === who)
      .flatMap((request) => refusal(request, roles[who].actions) ?? [])
      .filter((message) => !REFUSED.some((action) => message.includes(`'${action}'`)));
    expect(refused).toEqual([]);
  },
);

test.each(["planner", "applier"] as const)(
  "each action taken from the %s refuses a recorded request, by its name",
  (who) => {
    const { actions } = roles[who];
    const unnoticed = actions.filter((action) => {
      const request = firstThatTakes(who, action);
      if (request === undefined) return true;
      const left = actions.filter((each) => each !== action);
      expect(refusal(request, left)?.toLowerCase()).toContain(`'${action.toLowerCase()}'`);
      return false;
    });
    // What no recorded life has asked for: types that none had, and what the stand-in has no paths of.
    expect(unnoticed).toMatchSnapshot();
  },
);

function firstThatTakes(who: KeptRequest["who"], action: string): KeptRequest | undefined {
  return requests.find((request) => {
    if (request.who !== who) return false;
    const needed = requestActions(request);
    if (needed === undefined) return false;
    const all = [needed.own, ...needed.deployed, ...needed.linked];
    return all.some((each) => each.action.toLowerCase() === action.toLowerCase());
  });
}

test("every action is published, or a wildcard for some that are: Azure refuses a role with another one", () => {
  const all = [roles.planner, roles.pullRequestApplier].flatMap(({ actions, notActions }) => [
    ...actions,
    ...notActions,
  ]);
  const known = [...published.actions, ...Object.keys(published.elsewhere)];
  expect(
    all.filter((pattern) => !known.some((action) => isAllowed([{ actions: [pattern] }], action))),
  ).toEqual([]);
});

test("the planner has no wildcard, and the applier has one for the state of a host, which Azure publishes no action for", () => {
  const wildcards = (actions: readonly string[]): readonly string[] =>
    actions.filter((action) => action.includes("*"));
  expect(wildcards(roles.planner.actions)).toEqual([]);
  for (const { actions } of [roles.applier, roles.pullRequestApplier])
    expect(wildcards(actions)).toEqual(["Microsoft.Web/sites/host/*", "Microsoft.Web/sites/slots/host/*"]);
  expect(published.actions.filter((action) => /\/host\/.*read$/i.test(action))).toEqual([]);
});

test("the roles are in order, each action once", () => {
  for (const { actions } of [roles.planner, roles.applier, roles.pullRequestApplier]) {
    expect(actions).toEqual([...actions].sort());
    expect(new Set(actions.map((action) => action.toLowerCase())).size).toBe(actions.length);
  }
});

test("the planner changes no resource, and the applier does what the planner does", () => {
  const changes = roles.planner.actions.filter((action) => /\/(?:write|delete)$/i.test(action));
  expect(changes).toEqual([]);
  expect(roles.planner.actions.filter((action) => !isAllowed([roles.applier], action))).toEqual([]);
});

test("who deploys pull requests purges vaults, and has nothing else that the applier has not", () => {
  expect(roles.applier.actions.filter((action) => !isAllowed([roles.pullRequestApplier], action))).toEqual(
    [],
  );
  expect(roles.pullRequestApplier.actions.filter((action) => !isAllowed([roles.applier], action))).toEqual([
    "Microsoft.KeyVault/locations/deletedVaults/purge/action",
  ]);
});

test.each([
  "Microsoft.Authorization/elevateAccess/action",
  "Microsoft.Authorization/policyAssignments/write",
  "Microsoft.Authorization/roleDefinitions/write",
  "Microsoft.KeyVault/locations/deletedVaults/purge/action",
  "Microsoft.KeyVault/vaults/secrets/delete",
  "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
  "Microsoft.Storage/storageAccounts/listKeys/action",
  "Microsoft.Web/sites/publishxml/action",
])("no identity of the pipeline has %s", (action) => {
  expect(isAllowed([roles.planner, roles.applier], action)).toBe(false);
});

test("every type is read, written and deleted by what is recorded or derived of it", () => {
  for (const type of Object.values(armTypes))
    for (const verb of ["read", "write", "delete"])
      expect([type, verb, isAllowed([roles.applier], `${type}/${verb}`)]).toEqual([type, verb, true]);
});

test("what is derived says why", () => {
  const derived = everyType.flatMap((type) =>
    everyDone.flatMap((done) => {
      const why = typeActions(type, done).derived;
      return why === undefined ? [] : [`${type}, ${done}: ${why}`];
    }),
  );
  expect(derived).toMatchSnapshot();
});

test.each([
  ["dev", {}],
  ["prod with a content share and budgets", { ...PROD, ...SHARE, ...BUDGETS }],
  ["prod with Azure Cache for Redis", { ...PROD, ...CALLED }],
  ["prod with Azure Managed Redis", { ...PROD, ...REDIS }],
  ["prod with API Management, a registry and Service Bus", { ...PROD, ...APIM }],
])("the applier has everything that doctor counts for %s", (_what, options) => {
  const backend = synthBackend({ notes: "silent", ...options });
  for (const role of stackRoles) {
    const { group, subscription } = deployActions(backend[role].json);
    const missing = [...group, ...subscription]
      .filter((action) => !isAllowed([roles.applier], action))
      .filter((action) => !REFUSED.includes(action));
    expect([role, missing]).toEqual([role, []]);
  }
});

test("roles that a backend can assign are assignable, and no others", () => {
  expect(Object.fromEntries(roles.assignableRoles.map(({ name, id }) => [name, id]))).toEqual(roleIds);
  const ids = [...roles.condition.matchAll(/\{([0-9a-f-, ]+)\}/g)].map(([, list = ""]) => list.split(", "));
  expect(ids).toEqual([Object.values(roleIds), Object.values(roleIds)]);
  // learn.microsoft.com/azure/role-based-access-control/conditions-format
  expect(roles.condition.length).toBeLessThan(8 * 1024);
});

test("each rule of linked rights names its source", () => {
  for (const { source } of linkedRules) expect(source).toMatch(/^learn\.microsoft\.com\//);
});

describe("built-in roles in their place", () => {
  const builtIn = pipelineRoles({ builtIn: true });

  test("are as few as allow the same, with what they give too much", () => {
    expect(builtIn.planner.map(({ name }) => name)).toEqual(["Contributor"]);
    expect(builtIn.applier.map(({ name, conditional }) => [name, conditional])).toEqual([
      ["Locks Contributor", false],
      ["Role Based Access Control Administrator", true],
      ["Contributor", false],
    ]);
    expect(builtIn.applier.flatMap(({ tooMuch }) => tooMuch)).toEqual([
      "reads every resource, of every type",
      "creates and changes support requests",
      "creates, changes and deletes resources of every type, in every resource group below its scope",
      "reads keys and secrets of every resource that lists them",
      expect.stringMatching(/^everything but Microsoft\.Authorization\/\*\/Delete, /) as string,
    ]);
  });

  test("have the same condition, and ids of Azure's", () => {
    expect(builtIn.condition).toBe(roles.condition);
    expect(builtIn.pullRequestApplier).toEqual(builtIn.applier);
    for (const { id } of [...builtIn.planner, ...builtIn.applier]) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });
});
