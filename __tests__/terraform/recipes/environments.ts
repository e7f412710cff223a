import { at, textAt } from "../../../lib/stand-in/json";
import { prefixesOf } from "../../../lib/stand-in/rules/ranges";
import type { StandIn } from "../../../lib/stand-in/stand-in";
import { letUpload } from "../../support/given-roles";
import type { RecipeLife } from "../support/recipe-life";
import { groupId, make } from "./existing";
import { SITES, settingOf } from "./sites";

const GROUPS = "Microsoft.Resources/resourceGroups";
const LOCKS = "Microsoft.Authorization/locks";
const STORAGE = "Microsoft.Storage/storageAccounts";
const COSMOS = "Microsoft.DocumentDB/databaseAccounts";
const WORKSPACES = "Microsoft.OperationalInsights/workspaces";
const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";
const MANAGEMENT = "33333333-3333-3333-3333-333333333333";
const CENTRAL = `${groupId(MANAGEMENT, "rg-management")}/providers/${WORKSPACES}/log-central`;

const DNS = groupId(MANAGEMENT, "rg-dns");
const DNS_ZONES = "Microsoft.Network/privateDnsZones";
const ZONES = ["documents.azure.com", "vaultcore.azure.net"]
  .concat(["blob", "queue", "table"].map((service) => `${service}.core.windows.net`))
  .map((zone) => `privatelink.${zone}`);

/** Environments, subscriptions, and several backends beside each other. */
export const environments: Readonly<Record<string, readonly RecipeLife[]>> = {
  "pull-request-environments": [
    {
      environment: "pr-123",
      variables: { BACKEND_ENVIRONMENT: "pr-123" },
      before(standIn) {
        makeStates(standIn, MANAGEMENT, "sttfstateacme", ["tfstate-pr"]);
      },
      asked: {
        "the resource groups are those of the pull request, with its tag": ({ standIn }) => {
          const groups = standIn.resources.filter(
            ({ name, type }) => type === GROUPS && name.includes("shop"),
          );
          expect(groups.map(({ name }) => name).sort()).toEqual([
            "rg-shop-pr-123-network",
            "rg-shop-pr-123-platform",
            "rg-shop-pr-123-workloads",
          ]);
          for (const { name } of groups)
            expect(standIn.asked(GROUPS, name)["tags"]).toMatchObject({ "pull-request": "123" });
        },
        "the vault keeps what is deleted for seven days": ({ standIn }) => {
          expect(at(standIn.asked("Microsoft.KeyVault/vaults"), "properties.softDeleteRetentionInDays")).toBe(
            7,
          );
        },
        "the states are blobs of the container for pull requests": ({ standIn }) => {
          expect(statesIn(standIn, "sttfstateacme")).toEqual(
            ["network", "platform", "workloads"].map((role) => `/tfstate-pr/shop/pr-123/${role}.tfstate`),
          );
        },
      },
    },
    {
      environment: "pr-12",
      asked: {
        "what the extended environment sets for code is there, and what costs is not": ({ standIn }) => {
          expect(settingOf(standIn, SITES, "FEATURE", "func-shop")).toBe("on");
          expect(standIn.resource("Microsoft.Web/serverfarms").body["sku"]).toMatchObject({ name: "Y1" });
          const types = standIn.resources.map(({ type }) => type);
          expect(types).not.toContain("Microsoft.Network/virtualNetworks");
          expect(types).not.toContain(LOCKS);
        },
        "the resource groups have the last day": ({ standIn }) => {
          const groups = standIn.resources.filter(({ type }) => type === GROUPS);
          expect(groups).toHaveLength(3);
          for (const { name } of groups)
            expect(standIn.asked(GROUPS, name)["tags"]).toMatchObject({
              expires: "2026-12-07",
              team: "shop",
            });
        },
      },
    },
  ],
  "several-subscriptions": [
    {
      environment: "dev and prod",
      everyStack: true,
      before(standIn) {
        makeStates(standIn, MANAGEMENT, "sttfstateshop", ["tfstate-dev", "tfstate-prod"]);
        make(standIn, {
          group: groupId(MANAGEMENT, "rg-management"),
          location: "westeurope",
          resources: { [`${WORKSPACES}/log-central`]: { properties: { sku: { name: "PerGB2018" } } } },
        });
        make(standIn, {
          group: DNS,
          location: "global",
          resources: Object.fromEntries(ZONES.map((zone) => [`${DNS_ZONES}/${zone}`, {}])),
        });
      },
      asked: {
        "the network of prod is linked to each zone, in the subscription of the zones": ({ standIn }) => {
          const links = standIn.resources.filter(({ type }) => type === `${DNS_ZONES}/virtualNetworkLinks`);
          expect(links.map(({ id }) => id.split("/virtualNetworkLinks/")[0]).sort()).toEqual(
            ZONES.map((zone) => `${DNS}/providers/${DNS_ZONES}/${zone}`).sort(),
          );
          for (const { body } of links)
            expect(textAt(body, "properties.virtualNetwork.id")).toBe(
              standIn.resource("Microsoft.Network/virtualNetworks").id,
            );
        },
        "each environment is in its own subscription": ({ standIn }) => {
          const groups = standIn.resources.filter(
            ({ name, type }) => type === GROUPS && name.startsWith("rg-shop"),
          );
          expect(groups).toHaveLength(6);
          for (const { id, name } of groups)
            expect(id).toContain(
              name.startsWith("rg-shop-dev") ? "11111111-1111-1111" : "22222222-2222-2222",
            );
        },
        "logs of both go to the central workspace": ({ standIn }) => {
          const components = standIn.resources.filter(({ type }) => type === "Microsoft.Insights/components");
          expect(components).toHaveLength(2);
          for (const { body } of components)
            expect(textAt(body, "properties.WorkspaceResourceId")).toBe(CENTRAL);
          expect(standIn.resource(WORKSPACES).id).toBe(CENTRAL);
        },
        "the states are in the container of their environment": ({ standIn }) => {
          expect(statesIn(standIn, "sttfstateshop")).toEqual(
            ["dev", "prod"].flatMap((environment) =>
              ["network", "platform", "workloads"].map(
                (role) => `/tfstate-${environment}/shop/${environment}/${role}.tfstate`,
              ),
            ),
          );
        },
      },
    },
  ],
  "several-function-apps": [
    {
      environment: "prod",
      asked: {
        "the second app has an identity with the roles of its component, and none on the vault or on what the first one writes":
          ({ standIn }) => {
            const [first, second] = ["", "-workers"].map((detail) =>
              standIn.resources.find(
                ({ name, type }) =>
                  type === SITES && new RegExp(`^func-shop-prod${detail}-[0-9a-f]+$`).test(name),
              ),
            );
            const rolesOf = (site: typeof first): readonly string[] => {
              const principal = textAt(site?.body, "identity.principalId");
              return standIn.resources
                .filter(({ type }) => /roleAssignments$/i.test(type))
                .filter(({ body }) => textAt(body, "properties.principalId") === principal)
                .map(({ id, body }) =>
                  id.includes("/sqlRoleAssignments/") ? textAt(body, "properties.scope") : id,
                );
            };
            const [ofFirst, ofSecond] = [rolesOf(first), rolesOf(second)];
            expect(ofSecond.filter((scope) => scope.endsWith("/colls/orders"))).toHaveLength(1);
            expect(ofSecond.filter((scope) => scope.includes("/secrets/bank-key/providers/"))).toHaveLength(
              1,
            );
            expect(ofSecond.filter((scope) => /\/vaults\/[^/]+\/providers\//.test(scope))).toEqual([]);
            expect(ofFirst.filter((scope) => scope.includes("/queues/invoice"))).toEqual([]);
            expect(settingOf(standIn, SITES, "FUNCTION_APP", "func-shop-prod-workers")).toBe("workers");
            expect(settingOf(standIn, SITES, "BATCH", "func-shop-prod-workers")).toBe("20");
          },
      },
    },
    {
      environment: "dev",
      asked: {
        "the second app reads one container of the shared database, and nothing else": ({ standIn }) => {
          const account = standIn.resource(COSMOS).id;
          const app = standIn.resources.find(
            ({ name, type }) => type === SITES && name.startsWith("func-billing"),
          );
          const roles = standIn.resources
            .filter(({ type }) => type === `${COSMOS}/sqlRoleAssignments`)
            .filter(
              ({ body }) =>
                textAt(body, "properties.principalId") === textAt(app?.body, "identity.principalId"),
            );
          expect(roles.map(({ body }) => body["properties"])).toEqual([
            expect.objectContaining({
              roleDefinitionId: `${account}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000001`,
              scope: expect.stringMatching(/\/dbs\/[^/]+\/colls\/orders$/) as unknown,
            }),
          ]);
          expect(settingOf(standIn, SITES, "INVOICE_COSMOS__accountEndpoint", "func-billing")).toContain(
            `https://${account.split("/").at(-1) ?? ""}.documents.azure.com`,
          );
        },
      },
    },
    {
      environment: "prod",
      asked: {
        "the second app is in a subnet of the first one's network, whose rules let it in": ({ standIn }) => {
          expect(
            standIn.resources.filter(({ type }) => type === "Microsoft.Network/virtualNetworks"),
          ).toHaveLength(1);
          const own = standIn.resources
            .filter(({ type }) => type === SUBNETS)
            .flatMap(({ body }) => prefixesOf(body));
          expect(own).toEqual(expect.arrayContaining(["10.0.4.0/24", "10.0.5.0/24"]));
          const rules = standIn.resources
            .filter(({ type }) => type === "Microsoft.Network/networkSecurityGroups/securityRules")
            .filter(({ body }) => textAt(body, "properties.sourceAddressPrefix") === "10.0.4.0/24");
          expect(rules.map(({ body }) => at(body, "properties.priority"))).toContain(200);
        },
      },
    },
  ],
  "delete-an-environment": [
    {
      environment: "prod",
      // The library counts locks where a stack has them: here it has none any more.
      ownTypes: [LOCKS],
      earlier: { example: 0, change: (code) => code.replace(/^ *safeguards: .*\n/m, "") },
      asked: {
        "the deployment deletes the locks that there were, and nothing else": ({ standIn }) => {
          const made = standIn.exchanges.filter(
            ({ method, path }) => method === "PUT" && path.includes(LOCKS),
          );
          const deleted = standIn.exchanges.filter(({ method }) => method === "DELETE");
          expect(made.length).toBeGreaterThan(0);
          expect(deleted.map(({ path }) => path).sort()).toEqual(made.map(({ path }) => path).sort());
          expect(standIn.resources.filter(({ type }) => type === LOCKS)).toEqual([]);
        },
      },
    },
  ],
};

/** An account for states with its containers, as docs/guides/state.md has them, which the login may write. */
export function makeStates(
  standIn: StandIn,
  subscription: string,
  account: string,
  containers: readonly string[],
): void {
  const group = groupId(subscription, "rg-states");
  const path = `${STORAGE}/${account}`;
  const named = containers.map((each) => [`${path}/blobServices/default/containers/${each}`, {}] as const);
  make(standIn, {
    group,
    location: "eastus2",
    resources: {
      [path]: {
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        properties: { allowSharedKeyAccess: false },
      },
      ...Object.fromEntries(named),
    },
  });
  letUpload(standIn, `${group}/providers/${path}`);
}

/** States that were written to an account. */
function statesIn(standIn: StandIn, account: string): readonly string[] {
  const written = standIn.exchanges.filter(
    ({ host, method, path }) =>
      host === `${account}.blob.core.windows.net` && method === "PUT" && path.endsWith(".tfstate"),
  );
  return [...new Set(written.map(({ path }) => path))].sort();
}
