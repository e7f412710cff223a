import fc from "fast-check";
import {
  type Access,
  type Binding,
  type BlobSource,
  type Component,
  type TopicSource,
  type Trigger,
  defineCrudApi,
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
  explain,
  grantsReport,
  planBackend,
  secret,
} from "../../lib";
import { componentGrants } from "../../lib/services/contract/component-grants";
import { entitlements } from "../support/entitlements";
import { feedbackApi, processUploadFunction, signFunction } from "../support/sample";
import { synthBackend } from "../support/synth";

const where = { project: "feedback", location: "eastus2" } as const;
const partitionKey = "/id" as const;
const thing = fc.constantFrom("alpha", "beta", "gamma");
const direction = fc.constantFrom("in" as const, "out" as const);
const trigger: fc.Arbitrary<Trigger> = fc.oneof(
  thing.map((name) => ({ type: "blob" as const, path: `${name}/{name}` })),
  thing.map((queue) => ({ type: "queue" as const, queue })),
  thing.map((container) => ({ type: "cosmosDB" as const, container, partitionKey })),
  fc.constant({ type: "timer" as const, schedule: "0 0 4 * * *" }),
);
const binding: fc.Arbitrary<Binding> = fc.oneof(
  fc
    .tuple(thing, direction)
    .map(([name, to]) => ({ type: "blob" as const, direction: to, name, path: `${name}/x` })),
  thing.map((name) => ({ type: "queue" as const, direction: "out" as const, name, queue: name })),
  fc
    .tuple(thing, direction)
    .map(([name, to]) => ({ type: "table" as const, direction: to, name, table: name })),
  fc.tuple(thing, direction).map(([name, to]) => ({
    type: "cosmosDB" as const,
    direction: to,
    name,
    container: name,
    partitionKey,
  })),
);
const read = fc.constantFrom("read" as const, "write" as const);
const access: fc.Arbitrary<Access> = fc.oneof(
  fc.tuple(thing, read).map(([container, action]) => ({ type: "blob" as const, container, action })),
  fc
    .tuple(thing, fc.constantFrom("send" as const, "process" as const))
    .map(([queue, action]) => ({ type: "queue" as const, queue, action })),
  fc.tuple(thing, read).map(([table, action]) => ({ type: "table" as const, table, action })),
  fc.tuple(thing, read).map(([container, action]) => ({
    type: "cosmosDB" as const,
    container,
    partitionKey,
    action,
  })),
  fc.constant({ type: "secret" as const, secret: "jwt-secret", action: "read" as const }),
  read.map((action) => ({ type: "redis" as const, action })),
);
const source: fc.Arbitrary<TopicSource | BlobSource> = fc.oneof(
  thing.map((topic) => ({ topic })),
  thing.map((blobs) => ({ blobs })),
);
const code = fc.record({
  bindings: fc.uniqueArray(binding, { maxLength: 3, selector: ({ name }) => name }),
  access: fc.array(access, { maxLength: 3 }),
  secrets: fc.boolean(),
});

/** A component whose name the set of components says. */
const component: fc.Arbitrary<(name: string) => Component> = fc.oneof(
  fc.tuple(trigger, code).map(
    ([started, { secrets, ...parts }]) =>
      (name: string): Component =>
        defineFunction({
          name,
          entry: "./src/it.ts",
          trigger: started,
          ...parts,
          environment: secrets ? { [`${name.toUpperCase()}_TOKEN`]: secret("jwt-secret") } : {},
        }),
  ),
  code.map(
    ({ bindings, access: parts }) =>
      (name: string): Component =>
        defineQueueProcessor({ name, entry: "./src/it.ts", bindings, access: parts }),
  ),
  fc.tuple(source, code).map(
    ([from, { bindings, access: parts }]) =>
      (name: string): Component =>
        from.blobs === undefined
          ? defineEventHandler({ name, entry: "./src/it.ts", source: from, bindings, access: parts })
          : defineEventHandler({ name, entry: "./src/it.ts", source: from, bindings, access: parts }),
  ),
  fc.boolean().map(
    (changes) =>
      (name: string): Component =>
        defineCrudApi({
          name,
          entityName: "Thing",
          partitionKey,
          schema: { id: "string" },
          routes: { create: changes, update: changes, delete: changes },
        }),
  ),
);

test("no component has a grant that is wider than its declaration, and each has all that it needs", () => {
  fc.assert(
    fc.property(fc.array(component, { minLength: 1, maxLength: 5 }), (made) => {
      const components = Object.fromEntries(
        made.map((make, index) => [`it${index}`, make(`it${"abcde"[index]}`)]),
      );
      const { grants } = planBackend(components, { ...where, optional: { redis: true } });
      const given = grants.flatMap(({ below = "", role, uses = [] }) =>
        uses.map((use) => `${use.component}: /${below.split("/").slice(-2).join("/")} ${role}`),
      );
      const entitled = Object.values(components).flatMap((each) =>
        entitlements(each).map((entitlement) => `${each.name}: ${entitlement}`),
      );
      expect([...new Set(given)].sort()).toEqual([...new Set(entitled)].sort());
      // What is not a component's is the host's, the telemetry's, or on the vault as keyVault.access says.
      for (const { uses, on } of grants)
        if (uses === undefined) expect(["host", "insights", "vault"]).toContain(on);
    }),
    { numRuns: 60 },
  );
});

test("a role that two components need on one resource is one assignment, which names both", () => {
  const again = defineFunction({ ...processUploadFunction, name: "index-upload" });
  const { workloads } = synthBackend({}, { processUploadFunction, again });
  expect(
    workloads.all("azurerm_role_assignment")["function_app_storage_blob_data_owner_uploads"],
  ).toMatchObject({
    description:
      "storage: index-upload is started by its blobs, and leases them; process-upload is started by its blobs, and leases them",
  });
});

test("a description is shorter than Azure's limit, however many components need the role", () => {
  const many = Array.from({ length: 60 }, (_, index) => ({
    name: "uploads",
    action: "read" as const,
    field: "path",
    reason: "reads blobs",
    by: `components.c${index}` as const,
    component: `component-${index}`,
    path: `components.c${index}.trigger.path` as const,
  }));
  const [grant, ...others] = componentGrants(many, {
    roles: { read: ["Storage Blob Data Reader"] },
    on: "data",
    below: (name) => `/${name}`,
  });
  expect(others).toEqual([]);
  expect(grant?.uses).toHaveLength(60);
  expect(grant?.reason.length).toBeLessThan(600);
  const [, left] = /; and (\d+) more$/.exec(grant?.reason ?? "") ?? [];
  expect((grant?.reason.match(/component-\d+ reads blobs/g) ?? []).length + Number(left)).toBe(60);
});

test("names whose difference a Terraform address drops are distinct in the report", () => {
  const reading = (container: string) =>
    ({ type: "cosmosDB", container, partitionKey: "/id", action: "read" }) as const;
  const it = defineFunction({ ...signFunction, access: [reading("a.b"), reading("a b"), reading("a${b}")] });
  const { workloads } = synthBackend({}, { it });
  const scopes = Object.values(workloads.all("azurerm_cosmosdb_sql_role_assignment")).map(
    ({ scope }) => (scope as string).split("/colls/")[1],
  );
  expect(scopes.sort()).toEqual(["a b", "a$${b}", "a.b"].sort());
});

describe("the report of grants", () => {
  const plans = ["dev", "prod"].map((environment) =>
    planBackend(
      {
        feedbackApi,
        processUploadFunction,
        odd: defineFunction({
          ...signFunction,
          access: [{ type: "cosmosDB", container: "a|b", partitionKey: "/id", action: "read" }],
        }),
      },
      { ...where, environment },
    ),
  );

  test("the report of grants has each environment, with the host apart from components", () => {
    const report = grantsReport(...plans);
    expect(report.match(/^#+ .*$/gm)).toEqual([
      "# Grants",
      "## feedback, dev",
      "### The Functions host",
      "### Components",
      "## feedback, prod",
      "### The Functions host",
      "### Components",
    ]);
    expect(report).toContain(
      "| feedback | Cosmos DB Built-in Data Contributor | cosmos account/dbs/feedback-db/colls/feedback | keeps its items there |",
    );
    expect(report).toContain("cosmos account/dbs/feedback-db/colls/a\\|b |");
    expect(report).toContain("| sign | Key Vault Secrets User | keyVault vault/secrets/jwt-secret |");
    expect(report).not.toMatch(/\| \S+ \| Storage Table Data Contributor/);
  });

  test("the report of grants has the roles of topics, which deliver events by identities of their own", () => {
    const paid = defineEventHandler({ name: "paid", entry: "./p.ts", source: { topic: "orders" } });
    const seen = defineEventHandler({ name: "seen", entry: "./s.ts", source: { blobs: "uploads" } });
    const plan = planBackend({ paid, seen }, where);
    const report = grantsReport(plan);
    expect(report).toContain(
      "| topic orders | Storage Queue Data Message Sender | queue paid-events | the topic delivers events to it |",
    );
    expect(report).toContain(
      "| system topic of the storage account | Storage Blob Data Contributor | container event-dead-letters |",
    );
    expect(explain(plan, "grants")).toContain(
      "topic orders: Storage Queue Data Message Sender on queue paid-events: the topic delivers events to it",
    );
  });

  test("the report of grants says where there are no grants", () => {
    const report = grantsReport(
      planBackend(
        { tidy: defineFunction({ name: "tidy", entry: "./t.ts", trigger: { type: "http" } }) },
        where,
      ),
    );
    expect(report).toContain("### Components\n\nNone.\n");
  });

  test("the report of grants has every grant that is assigned, and is the same each time", () => {
    const report = grantsReport(...plans);
    for (const { grants } of plans)
      for (const { role, reason, uses } of grants)
        for (const text of uses?.map((use) => use.reason) ?? [reason])
          expect(report.split("\n").some((line) => line.includes(role) && line.includes(text))).toBe(true);
    expect(grantsReport(...plans)).toBe(report);
  });
});
