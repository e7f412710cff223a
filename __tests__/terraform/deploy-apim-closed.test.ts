import { join } from "node:path";
import { textAt } from "../../lib/stand-in/json";
import { livesThrough } from "./support/whole-life";

const file = join(__dirname, "apim-app.ts");
const SERVICE = "Microsoft.ApiManagement/service";
const apim = {
  publisherName: "Contoso",
  publisherEmail: "api@contoso.com",
  virtualNetworkType: "External",
  versioning: { scheme: "Header" },
  versions: { v1: { components: ["reports"] }, v2: {} },
  policies: {
    authentication: false,
    operations: {
      "reports-get-with-parameter": {
        caching: { duration: 300 },
        rewrites: { inbound: [{ type: "setHeader", name: "X-Day", value: "${day} %{x} <&>" }] },
      },
    },
  },
} as const;

livesThrough("API Management on the internet, before an app that admits nobody else", {
  environment: "prod",
  file,
  changedBy: file,
  options: {
    environment: "prod",
    functionApp: { os: "linux" },
    networking: { privateEndpoints: false },
    optional: { apim },
  },
  change: {
    options: { optional: { apim: { ...apim, versions: { v1: false, v2: {} } } } },
    plans: [
      "delete azurerm_api_management_api.apim_api_v1",
      "delete azurerm_api_management_api_diagnostic.apim_api_diagnostic_v1",
      "delete azurerm_api_management_api_operation.apim_api_v1_operation_reports-get",
      "delete azurerm_api_management_api_operation.apim_api_v1_operation_reports-get-with-parameter",
      "delete azurerm_api_management_api_operation_policy.apim_api_v1_operation_policy_reports-get",
      "delete azurerm_api_management_api_operation_policy.apim_api_v1_operation_policy_reports-get-with-parameter",
      "delete azurerm_api_management_api_policy.apim_api_policy_v1",
      "delete azurerm_api_management_product_api.apim_product_api_v1",
    ],
  },
  asked: {
    "the deployment makes an app that lets only the subnet of API Management in": ({ standIn }) => {
      const { id } = standIn.resource("Microsoft.Network/virtualNetworks/subnets", "apim");
      for (const type of ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"])
        expect(standIn.resource(type).body["properties"]).toMatchObject({
          siteConfig: {
            ipSecurityRestrictionsDefaultAction: "Deny",
            ipSecurityRestrictions: [
              { name: "allow_api_management", action: "Allow", vnetSubnetResourceId: id },
            ],
          },
        });
    },
    "the deployment makes a service in the network that the internet reaches": ({ standIn }) => {
      expect(standIn.asked(SERVICE)["properties"]).toMatchObject({ virtualNetworkType: "External" });
    },
    "the deployment makes versions that are named in a header, and operations without constraints": ({
      standIn,
    }) => {
      expect(standIn.asked(`${SERVICE}/apiVersionSets`)["properties"]).toMatchObject({
        versioningScheme: "Header",
        versionHeaderName: "Api-Version",
      });
      const operations = standIn.resources
        .filter(({ id, type }) => type === `${SERVICE}/apis/operations` && id.includes("v1"))
        .map(({ body }) => textAt(body, "properties.urlTemplate"));
      expect(operations.sort()).toEqual(["/reports", "/reports/{day}"]);
    },
    "the deployment sends text as it was written": ({ standIn }) => {
      const documents = standIn.resources
        .filter(({ type }) => type === `${SERVICE}/apis/operations/policies`)
        .map(({ body }) => textAt(body, "properties.value"));
      expect(documents.join("\n")).toContain("<value>${day} %{x} &lt;&amp;&gt;</value>");
    },
  },
});
