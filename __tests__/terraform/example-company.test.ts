import { objectAt, textAt } from "../../lib/stand-in/json";
import { groups } from "../../examples/company/landing-zone";
import type { StandIn } from "../../lib/stand-in/stand-in";
import { makeStates } from "./recipes/environments";
import { groupId, make } from "./recipes/existing";
import { exampleLives } from "./support/example-life";

const SHOP = "11111111-1111-1111-1111-111111111111";
const CONNECTIVITY = "22222222-2222-2222-2222-222222222222";
const MANAGEMENT = "33333333-3333-3333-3333-333333333333";
const VNETS = "Microsoft.Network/virtualNetworks";
const ZONES = "Microsoft.Network/privateDnsZones";
const SITES = "Microsoft.Web/sites";

const privateZones = ["blob.core.windows.net", "documents.azure.com", "queue.core.windows.net"]
  .concat(["table.core.windows.net", "vaultcore.azure.net"])
  .map((zone) => `privatelink.${zone}`);

/** What the platform team has, in two subscriptions of its own. */
function landingZone(standIn: StandIn): void {
  for (const group of Object.values(groups)) standIn.makeGroup(group);
  makeStates(standIn, MANAGEMENT, "sttfstatecontoso", ["tfstate-shop-prod"]);
  make(standIn, {
    group: groupId(MANAGEMENT, "rg-logs"),
    location: "westeurope",
    resources: {
      "Microsoft.OperationalInsights/workspaces/log-central": { properties: { sku: { name: "PerGB2018" } } },
    },
  });
  make(standIn, {
    group: groupId(CONNECTIVITY, "rg-hub"),
    location: "westeurope",
    resources: {
      [`${VNETS}/vnet-hub`]: { properties: { addressSpace: { addressPrefixes: ["10.0.0.0/22"] } } },
    },
  });
  make(standIn, {
    group: groupId(CONNECTIVITY, "rg-dns"),
    location: "global",
    resources: {
      ...Object.fromEntries(privateZones.map((zone) => [`${ZONES}/${zone}`, {}])),
      "Microsoft.Network/dnsZones/contoso.com": { properties: {} },
    },
  });
}

exampleLives("company", {
  environment: "prod",
  subscriptionId: SHOP,
  // `samples: false` leaves out the secret with a random value.
  drawsSecrets: false,
  before: landingZone,
  asked: {
    "what the backend makes is in the product's subscription, but for links, records and a peering": ({
      standIn,
    }) => {
      const elsewhere = standIn.exchanges
        .filter(({ method, path }) => method === "PUT" && path.includes("/subscriptions/"))
        .filter(({ path }) => !path.includes(`/subscriptions/${SHOP}/`))
        .map(({ path }) =>
          path.replace(/^.*\/providers\/(Microsoft\.[^/]+\/[^/]+)\/[^/]+\/([^/]+)\/.*$/, "$1/$2"),
        );
      expect([...new Set(elsewhere)].sort()).toEqual([
        "Microsoft.Network/dnsZones/CNAME",
        "Microsoft.Network/dnsZones/TXT",
        `${ZONES}/virtualNetworkLinks`,
        `${VNETS}/virtualNetworkPeerings`,
        // The role of the groups on the central workspace.
        "Microsoft.OperationalInsights/workspaces/providers",
      ]);
    },
    "the network is peered with the hub, in both directions": ({ standIn }) => {
      const peerings = standIn.resources.filter(({ type }) => type === `${VNETS}/virtualNetworkPeerings`);
      expect(peerings.map(({ body }) => textAt(body, "properties.peeringState"))).toEqual([
        "Connected",
        "Connected",
      ]);
    },
    "the app wants a token, answers at the company's host name, and pages of the front end may call it": ({
      standIn,
    }) => {
      const signIns = standIn.resources.filter(
        ({ type, name }) => type === `${SITES}/config` && name.toLowerCase() === "authsettingsv2",
      );
      expect(signIns).toHaveLength(2);
      for (const { body } of signIns)
        expect(body).toMatchObject({ properties: { globalValidation: { requireAuthentication: true } } });
      expect(standIn.resource(`${SITES}/hostNameBindings`).name).toContain("orders.contoso.com");
      expect(standIn.asked("Microsoft.Network/dnsZones/CNAME", "orders")).toMatchObject({
        properties: {
          CNAMERecord: { cname: expect.stringMatching(/^func-shop-prod-\w+\.azurewebsites\.net$/) as string },
        },
      });
    },
    "groups have the required tags, and every resource with tags has them too": ({ standIn }) => {
      const tagged = standIn.resources.filter(
        ({ id, body }) => id.includes(`/subscriptions/${SHOP}/`) && body["tags"] !== undefined,
      );
      expect(tagged.length).toBeGreaterThan(20);
      for (const { body } of tagged)
        expect(body["tags"]).toMatchObject({ costCenter: "4711", owner: "shop-team" });
    },
  },
  deployed: {
    "a policy adds a tag everywhere, and somebody sets the mail provider's key": ({ standIn }) => {
      for (const { id, body } of standIn.resources)
        if (id.includes(`/subscriptions/${SHOP}/`) && body["tags"] !== undefined)
          Object.assign(body, { tags: { ...objectAt(body, "tags"), DataClass: "internal" } });
      const vault = standIn.resource("Microsoft.KeyVault/vaults").id;
      standIn.make(`${vault}/secrets/mail-key`, { properties: { value: "key-of-mail-provider" } });
      expect(standIn.resource("Microsoft.KeyVault/vaults/secrets", "mail-key").id).toContain(vault);
      return Promise.resolve();
    },
  },
});
