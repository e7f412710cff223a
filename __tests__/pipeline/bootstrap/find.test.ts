import { managerAt } from "../../../lib/cli/doctor/manager";
import type { HttpRequest, HttpResponse } from "../../../lib/http/exchange";
import {
  type BootstrapPlan,
  accountIdOf,
  identityIdOf,
  jobsIn,
  ofJob,
  scopeIdOf,
} from "../../../lib/pipeline/bootstrap/bootstrap-plan";
import { NOTHING } from "../../../lib/pipeline/bootstrap/bootstrap-stack";
import { ForeignAccountError, findAccount } from "../../../lib/pipeline/bootstrap/find-account";
import { findExisting } from "../../../lib/pipeline/bootstrap/find-existing";
import { missingRights, missingRightsText } from "../../../lib/pipeline/bootstrap/missing-rights";
import { ReadRefusal, ResourceReader } from "../../../lib/pipeline/bootstrap/resource-reader";
import { identity } from "../../../lib/stand-in/login";
import { textAt } from "../../../lib/stand-in/json";
import { HOST, connectionTo } from "../../support/doctor-online";
import { Manager } from "../../support/manager";
import { STATE, bootstrapWith, pullRequestsWith } from "./example-plan";

const plan = bootstrapWith();
const OWN = { bootstrap: "cdktf-azure-backend" };

const readerOn = (
  manager: Manager,
  instead?: (request: HttpRequest) => HttpResponse | undefined,
): ResourceReader => new ResourceReader(managerAt(connectionTo(manager, instead), HOST, "token"));

function withAccount(tags: Readonly<Record<string, string>>, group = "rg-sttfstate"): Manager {
  const manager = new Manager();
  const scope = `/subscriptions/${identity.subscriptionId}/resourceGroups/${group}`;
  manager.put(scope, { location: "westeurope", tags: { ...tags } });
  manager.put(`${scope}/providers/Microsoft.Storage/storageAccounts/sttfstate`, {
    location: "westeurope",
    sku: { name: "Standard_ZRS" },
    tags: { ...tags },
  });
  return manager;
}

/** What a run has created, by hand. */
function withEverything(of: BootstrapPlan): Manager {
  const manager = withAccount(OWN);
  const account = accountIdOf(of);
  for (const name of Object.values(of.containers))
    manager.put(`${account}/blobServices/default/containers/${name}`, { properties: {} });
  for (const job of jobsIn(of.identities)) {
    const id = identityIdOf(of, job);
    const { issuer, subject, audience } = ofJob(of.identities, job).credential;
    manager.put(id, { location: "westeurope" });
    manager.put(`${id}/federatedIdentityCredentials/by-hand`, {
      properties: { issuer, subject, audiences: [audience] },
    });
  }
  of.roles.forEach(({ name, subscriptionId }, index) => {
    manager.put(roleId(subscriptionId, index), {
      properties: { roleName: name, assignableScopes: [`/subscriptions/${subscriptionId}`], permissions: [] },
    });
  });
  of.assignments.forEach(({ job, scope, role }, index) => {
    const principalId = textAt(manager.get(identityIdOf(of, job)), "properties.principalId");
    const guid = typeof role === "string" ? roleGuid(of.roles.findIndex(({ id }) => id === role)) : role.id;
    manager.put(
      `${scopeIdOf(of, scope)}/providers/Microsoft.Authorization/roleAssignments/${assignmentGuid(index)}`,
      {
        properties: { principalId, roleDefinitionId: `/x/${guid}` },
      },
    );
  });
  return manager;
}

const roleGuid = (index: number): string => `7c1b0f0e-0000-4000-8000-00000000001${index}`;
const assignmentGuid = (index: number): string => `7c1b0f0e-0000-4000-8000-00000000002${index}`;
const roleId = (subscription: string, index: number): string =>
  `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleGuid(index)}`;

describe("the account", () => {
  test("a name that nobody has is free", async () => {
    expect(await findAccount(readerOn(new Manager()), plan.account, undefined)).toBeUndefined();
  });

  test("the own account is found in whatever group it is", async () => {
    const found = await findAccount(readerOn(withAccount(OWN, "rg-state")), plan.account, undefined);
    expect(found?.resourceGroup).toBe("rg-state");
  });

  test.each([
    [
      "was not created by bootstrap",
      () => readerOn(withAccount({ team: "data" })),
      undefined,
      "az tag update --operation Merge",
    ],
    [
      "is in another group",
      () => readerOn(withAccount(OWN)),
      "rg-other",
      "is in the resource group rg-sttfstate, not in rg-other",
    ],
    [
      "is in another subscription",
      () =>
        readerOn(new Manager(), ({ url }) =>
          url.includes("/checkNameAvailability?")
            ? { status: 200, headers: {}, body: '{"nameAvailable":false,"reason":"AlreadyExists"}' }
            : undefined,
        ),
      undefined,
      "Names of storage accounts are unique in Azure",
    ],
  ] as const)("an account that %s is not touched", async (_name, reader, group, message) => {
    const found = findAccount(reader(), plan.account, group);
    await expect(found).rejects.toThrow(ForeignAccountError);
    await expect(found).rejects.toThrow(message);
  });
});

describe("what exists", () => {
  test("nothing", async () => {
    expect(await findExisting(readerOn(new Manager()), plan)).toEqual(NOTHING);
  });

  test.each([
    ["custom roles", plan],
    ["built-in roles", bootstrapWith({}, { builtIn: true })],
  ])("everything, whatever names others have given it: %s", async (_name, of) => {
    const existing = await findExisting(readerOn(withEverything(of)), of);
    expect(existing.containers).toEqual({ state: true, plans: true });
    expect(existing.identities.plan?.credential).toBe("by-hand");
    expect(Object.keys(existing.roles).sort()).toEqual(of.roles.map(({ id }) => id).sort());
    expect(Object.keys(existing.assignments).sort()).toEqual(of.assignments.map(({ id }) => id).sort());
    expect(existing.isLocked).toBe(false);
    expect(existing.lifecycle).toBeUndefined();
  });

  test("of pull requests, where no plans are saved and nobody plans", async () => {
    const of = pullRequestsWith();
    const existing = await findExisting(readerOn(withEverything(of)), of);
    expect(existing.containers).toEqual({ state: true, plans: false });
    expect([existing.identities.plan, existing.identities.apply?.credential]).toEqual([undefined, "by-hand"]);
    expect(Object.keys(existing.assignments).sort()).toEqual(of.assignments.map(({ id }) => id).sort());
  });

  test("an identity that was deleted and created again has none of the roles of the earlier one", async () => {
    const manager = withEverything(plan);
    const other = {
      ...plan,
      identities: { ...plan.identities, plan: { ...ofJob(plan.identities, "plan"), name: "id-other" } },
    };
    manager.put(identityIdOf(other, "plan"), { location: "westeurope" });
    const existing = await findExisting(readerOn(manager), other);
    expect(existing.identities.plan?.credential).toBeUndefined();
    expect(Object.keys(existing.assignments).sort()).toEqual(
      plan.assignments
        .filter(({ job }) => job === "apply")
        .map(({ id }) => id)
        .sort(),
    );
  });

  test("a request that Azure refuses is named, with what helps", async () => {
    const body = JSON.stringify({
      error: { code: "AuthorizationFailed", message: "The client 'x' does not have authorization" },
    });
    const reader = readerOn(withAccount(OWN), ({ url }) =>
      url.includes("/managementPolicies/") ? { status: 403, headers: {}, body } : undefined,
    );
    const found = findExisting(reader, plan);
    await expect(found).rejects.toThrow(ReadRefusal);
    await expect(found).rejects.toThrow(
      /^Azure returned 403 for \/subscriptions\/.*\/managementPolicies\/default: AuthorizationFailed: The client 'x' does not have authorization\nfix: .*--dry-run/,
    );
  });
});

describe("rights", () => {
  const change = (address: string) => ({ address, action: "create", attributes: [] });
  const given = (actions: readonly string[]) => (request: HttpRequest) =>
    request.url.includes("/permissions?")
      ? {
          status: 200,
          headers: {},
          body: JSON.stringify({ value: [{ actions, notActions: ["Microsoft.Authorization/*/Write"] }] }),
        }
      : undefined;
  const changes = [
    change("azurerm_storage_account.storage"),
    change("azurerm_role_definition.plan_role"),
    change("azurerm_role_assignment.plan_on_state"),
    change("azurerm_role_assignment.apply_on_state"),
    change("azurerm_management_lock.lock"),
  ];

  test("an owner lacks nothing", async () => {
    expect(await missingRights(readerOn(new Manager()), plan, NOTHING, changes)).toEqual([]);
  });

  test("a Contributor lacks what is about roles and locks, each once and with its scope", async () => {
    const reader = readerOn(new Manager(), given(["*"]));
    const state = bootstrapWith({
      state: { ...STATE, subscriptionId: "0b3a2f4e-1111-2222-3333-aaaabbbbcccc" },
    });
    const missing = await missingRights(reader, state, NOTHING, changes);
    const account = "/subscriptions/0b3a2f4e-1111-2222-3333-aaaabbbbcccc";
    expect(missing).toEqual([
      {
        action: "Microsoft.Authorization/roleDefinitions/write",
        scope: `/subscriptions/${identity.subscriptionId}`,
      },
      { action: "Microsoft.Authorization/roleAssignments/write", scope: account },
      { action: "Microsoft.Authorization/locks/write", scope: account },
    ]);
    expect(missingRightsText(missing)).toMatch(
      /^This login lacks 3 permissions, and nothing was created:\n- Microsoft\.Authorization\/roleDefinitions\/write on /,
    );
  });

  test("where Azure does not say what a login may do, the run is tried", async () => {
    const reader = readerOn(new Manager(), () => ({ status: 403, headers: {}, body: "" }));
    expect(await missingRights(reader, plan, NOTHING, changes)).toEqual([]);
  });
});
