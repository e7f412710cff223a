import { type BackendOptions, type Components, planBackend } from "../../lib";
import { builtInRole, builtInRoleName, builtInRoles } from "../../lib/access/built-in-roles";
import { otherGrants } from "../../lib/decide/grants-report";
import { roleIds } from "../../lib/rights/role-ids";
import { serviceNamed } from "../../lib/services";
import { everyTrigger } from "../support/every-trigger";
import published from "../rights/built-in-roles.json";
import { EVERYTHING } from "../support/with-everything";
import { feedbackApi, processUploadFunction } from "../support/sample";

describe("the roles that the library assigns", () => {
  const used = { feedbackApi, processUploadFunction };
  const ALL = {
    cosmos: { containers: { orders: { partitionKey: "/id" }, audit: { partitionKey: "/id" } } },
    optional: { eventHubs: true, serviceBus: { queues: { sessions: { requiresSession: true } } } },
  } as const;

  const cases: readonly (readonly [what: string, options: BackendOptions, components: Components])[] = [
    ...EVERYTHING.map(([what, options]) => [what, options, used] as const),
    ["a container", { environment: "prod", functionApp: { os: "linux", container: true } }, used],
    ["every trigger and binding", ALL, everyTrigger],
  ];
  test.each(cases)("everything that a role of %s allows is known", (_what, options, components) => {
    const plan = planBackend(components, { project: "shop", location: "eastus2", ...options });
    expect(plan.grants.length).toBeGreaterThan(5);
    for (const { role, plane, service } of plan.grants)
      expect([
        role,
        plane === "azure" ? builtInRole(role) : serviceNamed(service).ownRoles?.roles[role],
      ]).toEqual([role, expect.objectContaining({ actions: expect.any(Array) as unknown })]);
    for (const { role } of otherGrants(plan)) expect(builtInRole(role)).toBeDefined();
  });

  test("a role that allows nothing would be of no use", () => {
    for (const { actions, dataActions } of Object.values(builtInRoles))
      expect([...actions, ...dataActions]).not.toEqual([]);
  });

  test("no role may be assigned by an apply that the table does not know", () => {
    for (const [name, id] of Object.entries(roleIds)) expect(builtInRole(name)?.id).toBe(id);
  });
});

test("the ids are those of Microsoft's list", () => {
  const listed: Readonly<Record<string, string>> = published.roles;
  const both = Object.entries(builtInRoles).filter(([name]) => listed[name] !== undefined);
  expect(both.length).toBeGreaterThan(15);
  for (const [name, { id }] of both) expect([name, id]).toEqual([name, listed[name]]);
});

test("a role is found by its id, whatever its scope and case", () => {
  const { id } = builtInRoles["Key Vault Secrets User"];
  const scoped = `/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/${id.toUpperCase()}`;
  expect(builtInRoleName(id)).toBe("Key Vault Secrets User");
  expect(builtInRoleName(scoped)).toBe("Key Vault Secrets User");
  expect(builtInRoleName("11111111-1111-1111-1111-111111111111")).toBeUndefined();
});
