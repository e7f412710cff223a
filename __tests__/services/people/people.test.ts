import fc from "fast-check";
import { type BackendOptions, grantsReport, leastRights, pipelineRoles, planBackend } from "../../../lib";
import { accessOf } from "../../../lib/access/access-rows";
import { libraryAssignments } from "../../../lib/access/library-assignments";
import type { PeopleGroupSettings } from "../../../lib/services/people/settings";
import { messageOf } from "../../support/problems";
import { feedbackApi, processUploadFunction } from "../../support/sample";
import { SUBSCRIPTION, literals } from "../../support/shared";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const OBJECT = "33333333-3333-3333-3333-333333333333";
const OTHER = "44444444-4444-4444-4444-444444444444";
const developers: PeopleGroupSettings = { objectId: OBJECT, data: "read", reason: "look into orders" };
const operators: PeopleGroupSettings = {
  objectId: OTHER,
  data: "write",
  secrets: "write",
  telemetry: true,
  reason: "repair what is broken",
};
const ROLE = "azurerm_role_assignment";
const COSMOS_ROLE = "azurerm_cosmosdb_sql_role_assignment";

const addresses = ({ workloads }: SynthesisedBackend): readonly string[] =>
  workloads.addresses.filter((address) => address.includes(".people_"));
const planOf = (options: BackendOptions) =>
  planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", ...options },
  );

describe("roles of people", () => {
  const dev = synthBackend({ optional: { serviceBus: true }, people: { groups: { developers, operators } } });

  test("a group reads items, blobs, queues and tables of the account of data, and nothing else", () => {
    expect(addresses(dev).filter((address) => address.includes("people_developers_"))).toEqual([
      `${COSMOS_ROLE}.people_developers_cosmos_data_reader`,
      `${ROLE}.people_developers_storage_blob_data_reader`,
      `${ROLE}.people_developers_storage_queue_data_reader`,
      `${ROLE}.people_developers_storage_table_data_reader`,
    ]);
    expect(dev.workloads.all(ROLE)["people_developers_storage_blob_data_reader"]).toMatchObject({
      principal_id: OBJECT,
      principal_type: "Group",
      role_definition_name: "Storage Blob Data Reader",
      scope: "${data.terraform_remote_state.platform.outputs.storage_id}",
      description: "storage: look into orders",
    });
    expect(dev.workloads.all(COSMOS_ROLE)["people_developers_cosmos_data_reader"]).toMatchObject({
      principal_id: OBJECT,
      scope: "${data.terraform_remote_state.platform.outputs.cosmos_id}",
      role_definition_id: expect.stringMatching(/0001$/) as string,
    });
  });

  test("a group that writes, reads telemetry and sets secrets has the narrowest role for each", () => {
    expect(addresses(dev).filter((address) => address.includes("people_operators_"))).toEqual([
      `${COSMOS_ROLE}.people_operators_cosmos_data_contributor`,
      `${ROLE}.people_operators_key_vault_secrets_officer`,
      `${ROLE}.people_operators_monitoring_reader`,
      `${ROLE}.people_operators_monitoring_reader_workspace`,
      `${ROLE}.people_operators_service_bus_data_receiver`,
      `${ROLE}.people_operators_service_bus_data_sender`,
      `${ROLE}.people_operators_storage_blob_data_contributor`,
      `${ROLE}.people_operators_storage_queue_data_contributor`,
      `${ROLE}.people_operators_storage_table_data_contributor`,
    ]);
  });

  test("what a group reaches is in the report of grants, with its reason, and said at synth where it can do harm", () => {
    expect(grantsReport(dev.backend.plan)).toContain(
      "| people developers | Storage Blob Data Reader | storage account for data | look into orders |",
    );
    expect(accessOf(dev.backend.plan).find(({ who }) => who === "people developers")).toMatchObject({
      kind: "identity",
      on: "Cosmos DB account",
      may: [{ name: "Cosmos DB Built-in Data Reader" }],
    });
    const access = dev.backend.plan.notes.filter(({ path }) => path.startsWith("people"));
    expect(access).toEqual([
      {
        level: "note",
        security: true,
        path: "people.groups.operators",
        message: "its members may read and change all data, and read and change every secret",
      },
    ]);
  });

  test("nobody has a role in prod, or in what extends it, until prod says so", () => {
    const environments = { live: { extends: "prod" } };
    for (const environment of ["prod", "live"]) {
      const people = { groups: { developers } };
      const closed = synthBackend({ environment, environments, people });
      expect(addresses(closed)).toEqual([]);
      expect(closed.backend.explain("notes")).toContain("people.enabled is false");
      const open = synthBackend({ environment, environments, people: { ...people, enabled: true } });
      expect(addresses(open)).toHaveLength(4);
      expect(open.backend.explain("notes")).toContain("people need a machine in the network");
    }
  });

  test("an environment takes a group away", () => {
    const environments = { test: { extends: "dev", people: { groups: { developers, operators } } } } as const;
    const people = { groups: { operators: false } } as const;
    const left = synthBackend({ environment: "test", environments, people });
    expect(addresses(left)).toHaveLength(4);
  });

  test("roles on an existing resource are left to its owner where the backend assigns none there", () => {
    const { storage } = literals();
    const external = { storage: { ...storage, roleAssignments: false } };
    const people = { groups: { developers } };
    const left = synthBackend({ subscriptionId: SUBSCRIPTION, external, people });
    expect(addresses(left)).toEqual([`${COSMOS_ROLE}.people_developers_cosmos_data_reader`]);
    expect(left.backend.explain("notes")).toContain(
      `its owner must assign Storage Queue Data Reader to people developers, the object ${OBJECT}: look into orders`,
    );
  });
});

describe("wrong groups of people", () => {
  test.each<[string, object, string]>([
    [
      "a group without a role",
      { groups: { developers: { objectId: OBJECT, reason: "x" } } },
      "people.groups.developers: gets no role",
    ],
    [
      "a name for an object id",
      { groups: { developers: { ...developers, objectId: "shop-developers" } } },
      "people.groups.developers.objectId: must be a GUID, as `az ad group show --group <name> --query id` prints it",
    ],
    [
      "no reason",
      { groups: { developers: { ...developers, reason: "" } } },
      "people.groups.developers.reason:",
    ],
    [
      "one object twice",
      { groups: { developers, operators: { ...operators, objectId: OBJECT } } },
      "people.groups.operators.objectId: is the object id of people.groups.developers too",
    ],
    [
      "a name that is no part of an address",
      { groups: { "The developers": developers } },
      'people.groups.The developers: "The developers" must be lower-case letters, digits and single hyphens',
    ],
    ["nobody", { enabled: true }, "people.groups: has no group, so nobody would get a role"],
  ])("%s is refused", (_what, people, message) => {
    expect(messageOf({ people })).toContain(message);
  });

  test("a guessed name leads to the option", () => {
    expect(messageOf({ developers: {} })).toContain("people");
    expect(messageOf({ rbac: {} })).toContain("people");
  });
});

const group = fc
  .record({
    data: fc.constantFrom(undefined, "read", "write"),
    secrets: fc.constantFrom(undefined, "read", "write"),
    telemetry: fc.boolean(),
  })
  .filter(({ data, secrets, telemetry }) => data !== undefined || secrets !== undefined || telemetry)
  .map((may) => Object.fromEntries(Object.entries(may).filter(([, value]) => value !== undefined)));

test("whatever groups may do, each role is given once, is known to reports, and may be assigned by a pipeline", () => {
  const assignable = new Set(pipelineRoles().assignableRoles.map(({ name }) => name));
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 3 }), fc.boolean(), (groups, serviceBus) => {
      const named = groups.map((may, index) => [
        `group-${index}`,
        { ...may, objectId: `${index}${OBJECT.slice(1)}`, reason: "r" },
      ]);
      const people = { groups: Object.fromEntries(named) as Record<string, PeopleGroupSettings> };
      const plan = planOf({ people, optional: { serviceBus } });
      const { grants } = plan.services.people;
      const given = grants.map(({ principal, role, scope }) =>
        JSON.stringify([principal.principalId, role, scope.service, scope.on]),
      );
      expect(new Set(given).size).toBe(given.length);
      const known = libraryAssignments(plan);
      for (const { id, plane } of grants)
        expect(known).toContain(`${plane === "cosmos" ? COSMOS_ROLE : ROLE}.${id}`);
      const least = leastRights(plan).apply.roles.map(({ name }) => name);
      for (const { plane, role } of grants)
        if (plane === "azure") {
          expect(least).toContain(role);
          expect(assignable).toContain(role);
        }
      expect(grants.some(({ scope }) => scope.service === "serviceBus")).toBe(
        serviceBus && groups.some(({ data }) => data === "write"),
      );
    }),
    { numRuns: 30 },
  );
});
