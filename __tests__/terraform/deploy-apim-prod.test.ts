import { join } from "node:path";
import { textAt } from "../../lib/stand-in/json";
import { livesThrough } from "./support/whole-life";

const file = join(__dirname, "apim-app.ts");
const SERVICE = "Microsoft.ApiManagement/service";
const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };

livesThrough("prod with API Management in its network", {
  environment: "prod",
  file,
  changedBy: file,
  options: { environment: "prod", optional: { apim: publisher } },
  change: {
    options: {
      optional: {
        apim: {
          ...publisher,
          sku: { capacity: 2 },
          policies: { rateLimiting: { calls: 100, renewalPeriod: 10 } },
        },
      },
    },
    plans: [
      "create azurerm_network_security_rule.nsg_apim_allow_cache",
      "create azurerm_network_security_rule.nsg_apim_allow_rate_limits",
      "update azurerm_api_management.apim sku_name",
      "update azurerm_api_management_api_policy.apim_api_policy_v1 xml_content",
    ],
  },
  asked: {
    "the deployment makes a service in the network, with a public address and names of its own": ({
      standIn,
    }) => {
      expect(standIn.asked(SERVICE)).toMatchObject({
        sku: { name: "Premium", capacity: 1 },
        identity: { type: "SystemAssigned" },
        properties: {
          publisherName: "Contoso",
          publisherEmail: "api@contoso.com",
          virtualNetworkType: "Internal",
          virtualNetworkConfiguration: {
            subnetResourceId: expect.stringMatching(/\/subnets\/apim$/) as string,
          },
          publicIpAddressId: standIn.resource("Microsoft.Network/publicIPAddresses").id,
          apiVersionConstraint: { minApiVersion: "2021-08-01" },
        },
      });
      const { name, body } = standIn.resource(SERVICE);
      expect(textAt(body, "properties.privateIPAddresses.0")).not.toBe("");
      for (const host of [`${name}.azure-api.net`, `${name}.developer.azure-api.net`]) {
        const zone = standIn.resource("Microsoft.Network/privateDnsZones", host);
        const record = standIn.resources.find(({ id }) => id === `${zone.id}/A/@`);
        expect(record?.body["properties"]).toMatchObject({ aRecords: [{ ipv4Address: "10.0.3.4" }] });
      }
    },
  },
});
