import { App } from "cdktf";
import { type BackendOptions, defineBackend, defineCrudApi, defineFunction, planBackend } from "../../../lib";

const components = {
  notes: defineCrudApi({
    name: "notes",
    entityName: "Note",
    partitionKey: "/id",
    schema: { at: "timestamp" },
  }),
  audit: defineFunction({
    name: "audit",
    entry: "audit.ts",
    trigger: { type: "cosmosDB", container: "notes" },
    bindings: [{ type: "cosmosDB", direction: "out", name: "log", container: "log", partitionKey: "/id" }],
  }),
  ping: defineFunction({ name: "ping", entry: "ping.ts", trigger: { type: "http", authLevel: "function" } }),
};

function locations(options: Partial<BackendOptions>): Readonly<Record<string, unknown>> {
  const { settings } = planBackend(components, {
    project: "shop",
    location: "westus2",
    ...options,
  }).services.functionApp;
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => name.endsWith("_PREFERRED_LOCATIONS")),
  );
}

/** Each component that uses the database, and no other. */
const both = (regions: string) => ({
  NOTES_COSMOS_PREFERRED_LOCATIONS: regions,
  AUDIT_COSMOS_PREFERRED_LOCATIONS: regions,
});

test.each<[string, Partial<BackendOptions>, object]>([
  ["one region says nothing", { environment: "dev" }, {}],
  [
    "the app's region comes first",
    { environment: "prod", cosmos: { regions: ["eastus2", "westus2"] } },
    both("West US 2,East US 2"),
  ],
  [
    "the others keep their order",
    { environment: "prod", cosmos: { regions: ["eastus2", "northeurope", "westus2"] } },
    both("West US 2,East US 2,North Europe"),
  ],
  [
    "a database of other regions alone",
    { environment: "prod", cosmos: { regions: ["eastus2", "northeurope"] } },
    both("East US 2,North Europe"),
  ],
])("the preferred locations follow the regions of the database: %s", (_name, options, expected) => {
  expect(locations(options)).toEqual(expected);
});

test("the preferred locations of an existing account begin with the app's own region", () => {
  const id =
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/db";
  expect(locations({ environment: "prod", external: { cosmos: { id } } })).toEqual(both("West US 2"));
});

test("the setting of the preferred locations is refused in the options, since the backend writes it", () => {
  const settings = { NOTES_COSMOS_PREFERRED_LOCATIONS: "East US" };
  for (const environment of ["dev", "prod"])
    expect(() =>
      defineBackend(components, {
        app: new App(),
        project: "shop",
        location: "westus2",
        environment,
        functionApp: { settings },
      }),
    ).toThrow("functionApp.settings.NOTES_COSMOS_PREFERRED_LOCATIONS");
});
