import { cpSync } from "node:fs";
import { join } from "node:path";
import { textAt } from "../../../lib/stand-in/json";
import type { StandIn } from "../../../lib/stand-in/stand-in";
import { run } from "../../../lib/terraform/command";
import { program } from "../../support/terraform-program";
import type { RecipeLife } from "../support/recipe-life";
import type { Deployment } from "../support/stage";
import { groupId, make } from "./existing";
import { SITES } from "./sites";

const SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
const COSMOS = "Microsoft.DocumentDB/databaseAccounts";
const STORAGE = "Microsoft.Storage/storageAccounts";
const VAULTS = "Microsoft.KeyVault/vaults";
const WORKSPACES = "Microsoft.OperationalInsights/workspaces";
const GROUPS = "Microsoft.Resources/resourceGroups";
const DEPLOYMENTS = "Microsoft.Resources/deployments";
const PLANS = "Microsoft.Web/serverfarms";
const ROLES = "Microsoft.Authorization/roleAssignments";
const location = "westeurope";
const account = {
  kind: "GlobalDocumentDB",
  properties: {
    databaseAccountOfferType: "Standard",
    consistencyPolicy: { defaultConsistencyLevel: "Session" },
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }],
  },
};
const SKU = { sku: { family: "A", name: "standard" } };
const RBAC = { ...SKU, enableRbacAuthorization: true };

const GONE = "what Azure has added to the group of the app is deleted before it is destroyed";

/** What was there before the library, and what stays after it. */
export const connecting: Readonly<Record<string, readonly RecipeLife[]>> = {
  "existing-resources": [
    {
      environment: "dev",
      before: makeShared,
      drawsSecrets: false,
      // The records of templates go; what they made stays with the account: the recipe.
      staysBehind: /\/tableServices\//,
      asked: {
        "the backend creates nothing that it was given": ({ standIn }) => {
          for (const type of [COSMOS, VAULTS, WORKSPACES, PLANS])
            expect(standIn.resource(type).id).toContain("/rg-shared/");
        },
        "the app runs on the existing plan, and its data is in the existing accounts": ({ standIn }) => {
          expect(textAt(standIn.asked(SITES), "properties.serverFarmId").toLowerCase()).toBe(
            standIn.resource(PLANS).id.toLowerCase(),
          );
          expect(standIn.resource(`${COSMOS}/sqlDatabases/containers`, "orders").id).toContain(
            "cosmos-shared",
          );
        },
        "logs go to the existing workspace": ({ standIn }) => {
          expect(
            textAt(standIn.asked("Microsoft.Insights/components"), "properties.WorkspaceResourceId"),
          ).toBe(standIn.resource(WORKSPACES).id);
        },
        "there is no role assignment on the vault": ({ standIn }) => {
          const vault = standIn.resource(VAULTS).id;
          const roles = standIn.resources.filter(
            ({ id, type }) => type === ROLES && id.startsWith(`${vault}/`),
          );
          expect(roles).toEqual([]);
        },
      },
    },
    {
      environment: "dev",
      before(standIn) {
        for (const name of ["rg-shop-landing", "rg-shop-apps"])
          standIn.make(groupId(SUBSCRIPTION, name), { location, tags: { costCenter: "4711" } });
      },
      staysBehind: /Application Insights Smart Detection$/,
      asked: {
        "everything is in the two groups that there were, which nobody has changed": ({ standIn }) => {
          const groups = standIn.resources.filter(({ type }) => type === GROUPS);
          expect(
            groups
              .map(({ name }) => name)
              .filter((name) => name.startsWith("rg-"))
              .sort(),
          ).toEqual(["rg-shop-apps", "rg-shop-landing"]);
          for (const { body } of groups) expect(body["tags"]).toEqual({ costCenter: "4711" });
          expect(standIn.resource(SITES).id).toContain("/rg-shop-apps/");
          expect(standIn.resource(COSMOS).id).toContain("/rg-shop-landing/");
          const written = standIn.exchanges.filter(
            ({ method, path }) => method !== "GET" && /\/resourceGroups\/[^/]+$/i.test(path),
          );
          expect(written).toEqual([]);
        },
        "deployments of templates have the backend's name": ({ standIn }) => {
          const names = standIn.resources
            .filter(({ id, type }) => type === DEPLOYMENTS && id.includes("/rg-shop-landing/"))
            .map(({ name }) => name);
          expect(names.length).toBeGreaterThan(0);
          for (const name of names) expect(name).toMatch(/^shop-dev-/);
        },
      },
    },
    {
      environment: "dev",
      before(standIn) {
        for (const name of ["rg-shop-net", "rg-shop-data", "rg-shop-apps"])
          standIn.make(groupId(SUBSCRIPTION, name), { location });
      },
      taken: /\/rg-shop-(net|data|apps)$/,
      asked: {
        "everything is in the three groups that there were": ({ standIn }) => {
          const groups = standIn.resources.filter(({ type }) => type === GROUPS).map(({ name }) => name);
          expect(groups.filter((name) => name.startsWith("rg-")).sort()).toEqual(
            expect.arrayContaining(["rg-shop-apps", "rg-shop-data", "rg-shop-net"]),
          );
          expect(groups.some((name) => name.startsWith("rg-shop-dev"))).toBe(false);
          expect(standIn.resource(SITES).id).toContain("/rg-shop-apps/");
          expect(standIn.resource(COSMOS).id).toContain("/rg-shop-data/");
        },
        [GONE]: loseSmartDetection,
      },
    },
  ],
  "import-existing-infrastructure": [
    {
      environment: "prod",
      before: makeByHand,
      taken: /\/rg-shop-(data|apps)(\/|$)/,
      asked: {
        "each resource that is imported is changed in place, and none is deleted": ({ standIn }) => {
          const deleted = standIn.exchanges.filter(({ method }) => method === "DELETE");
          expect(deleted.map(({ path }) => path)).toEqual([]);
          for (const [type, name] of [
            [COSMOS, "cosmos-shop"],
            [VAULTS, "kv-shop"],
            [PLANS, "asp-shop"],
            [SITES, "func-shop"],
          ] as const)
            expect(standIn.resource(type).name).toBe(name);
          expect(standIn.asked(COSMOS)).toMatchObject({ properties: { disableLocalAuth: true } });
        },
        [GONE]: loseSmartDetection,
      },
    },
  ],
  "leave-the-library": [
    {
      environment: "prod",
      deployed: {
        "the plain files of each stack plan no changes with the same state": async (on) => {
          const folder = on.project.folder;
          cpSync(join(on.workspace.folder, "state"), join(folder, "state"), { recursive: true });
          for (const stack of on.rehearsal.stacks) {
            const cwd = join(folder, "terraform", stack);
            const { environment } = on.workspace;
            for (const args of [["init"], ["plan", "-detailed-exitcode"]]) {
              const { status, stderr } = await run(program, [...args, "-input=false", "-no-color"], {
                cwd,
                environment,
              });
              expect([stack, args[0], status, stderr]).toEqual([stack, args[0], 0, ""]);
            }
          }
        },
      },
    },
  ],
};

/** It would stop the destruction of an imported group: docs/recipes/existing-resources.md. */
function loseSmartDetection({ standIn }: Deployment): void {
  const { id, type, name } = standIn.resource(
    "Microsoft.Insights/actionGroups",
    "Application Insights Smart Detection",
  );
  expect(id).toContain("/rg-shop-apps/");
  standIn.lose(type, name);
}

function makeShared(standIn: StandIn): void {
  const vault = `${VAULTS}/kv-shared`;
  make(standIn, {
    group: groupId(SUBSCRIPTION, "rg-shared"),
    location,
    resources: {
      [`${COSMOS}/cosmos-shared`]: {
        ...account,
        properties: { ...account.properties, capabilities: [{ name: "EnableServerless" }] },
      },
      [`${STORAGE}/stshared`]: { kind: "StorageV2", sku: { name: "Standard_LRS" }, properties: {} },
      [vault]: { properties: RBAC },
      [`${vault}/secrets/jwt-secret`]: { properties: { value: "jwt-theirs" } },
      [`${WORKSPACES}/log-shared`]: { properties: { sku: { name: "PerGB2018" } } },
      [`${PLANS}/asp-shared`]: { kind: "elastic", sku: { name: "EP1", tier: "ElasticPremium" } },
    },
  });
}

/** What hand-written Terraform made, as the recipe's options say it. */
function makeByHand(standIn: StandIn): void {
  const [data, apps] = [groupId(SUBSCRIPTION, "rg-shop-data"), groupId(SUBSCRIPTION, "rg-shop-apps")];
  const database = `${COSMOS}/cosmos-shop/sqlDatabases/shop`;
  make(standIn, {
    group: data,
    location,
    resources: {
      [`${COSMOS}/cosmos-shop`]: {
        ...account,
        properties: {
          ...account.properties,
          disableLocalAuth: false,
          backupPolicy: { type: "Continuous", continuousModeProperties: { tier: "Continuous7Days" } },
        },
      },
      [database]: {
        properties: {
          options: { autoscaleSettings: { maxThroughput: 1000 } },
          resource: { id: "shop" },
        },
      },
      [`${database}/containers/orders`]: {
        properties: {
          options: {},
          resource: { id: "orders", partitionKey: { paths: ["/customer"], kind: "Hash", version: 2 } },
        },
      },
      [`${STORAGE}/stshop`]: {
        kind: "StorageV2",
        sku: { name: "Standard_ZRS" },
        properties: { accessTier: "Hot", minimumTlsVersion: "TLS1_2", allowSharedKeyAccess: true },
      },
      [`${VAULTS}/kv-shop`]: { properties: { ...RBAC, softDeleteRetentionInDays: 90 } },
    },
  });
  make(standIn, {
    group: apps,
    location,
    resources: {
      [`${PLANS}/asp-shop`]: { kind: "elastic", sku: { name: "EP1", tier: "ElasticPremium" } },
      [`${SITES}/func-shop`]: {
        kind: "functionapp",
        // Without it the plan of its roles fails: the recipe.
        identity: { type: "SystemAssigned" },
        properties: {
          serverFarmId: `${apps}/providers/${PLANS}/asp-shop`,
          siteConfig: { appSettings: [{ name: "FUNCTIONS_EXTENSION_VERSION", value: "~4" }] },
        },
      },
    },
  });
}
