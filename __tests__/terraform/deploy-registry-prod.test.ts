import { listAt, textAt } from "../../lib/stand-in/json";
import { livesThrough } from "./support/whole-life";

const REGISTRY = "Microsoft.ContainerRegistry/registries";
const functionApp = { os: "linux" } as const;
const optional = { containerRegistry: { networkRuleSet: { ipRules: ["203.0.113.7", "198.51.100.0/24"] } } };

livesThrough("prod with a registry, and packages that give way to a container", {
  environment: "prod",
  options: { environment: "prod", functionApp, optional },
  change: {
    options: { functionApp: { ...functionApp, container: true } },
    plans: [
      "update azurerm_linux_function_app.function_app app_settings site_config",
      "update azurerm_linux_function_app_slot.function_app_staging app_settings site_config",
      "create azurerm_role_assignment.function_app_acr_pull",
      "create azurerm_role_assignment.function_app_staging_acr_pull",
      // An image is no package: nothing reads those any more.
      "delete azurerm_role_assignment.function_app_staging_storage_blob_data_reader_function-packages",
      "delete azurerm_role_assignment.function_app_storage_blob_data_reader_function-packages",
    ],
  },
  asked: {
    "the deployment makes a Premium registry that only the network and two ranges reach": ({ standIn }) => {
      const { sku, properties } = standIn.asked(REGISTRY);
      expect(sku).toEqual({ name: "Premium", tier: "Premium" });
      expect(properties).toMatchObject({
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        publicNetworkAccess: "Enabled",
        zoneRedundancy: "Enabled",
        dataEndpointEnabled: true,
        networkRuleBypassOptions: "AzureServices",
        networkRuleSet: {
          defaultAction: "Deny",
          // A set, in the provider's own order.
          ipRules: [
            { action: "Allow", value: "203.0.113.7/32" },
            { action: "Allow", value: "198.51.100.0/24" },
          ],
        },
        policies: {
          retentionPolicy: { days: 30, status: "enabled" },
          exportPolicy: { status: "enabled" },
          quarantinePolicy: { status: "disabled" },
        },
      });
    },
    "the deployment makes its private endpoint, in a zone of its own": ({ standIn }) => {
      const registry = standIn.resource(REGISTRY).id;
      const endpoint = standIn.resources.find(
        ({ type, body }) =>
          type === "Microsoft.Network/privateEndpoints" &&
          listAt(body, "properties.privateLinkServiceConnections").some(
            (connection) => textAt(connection, "properties.privateLinkServiceId") === registry,
          ),
      );
      expect(
        listAt(endpoint?.body, "properties.privateLinkServiceConnections").map((connection) =>
          listAt(connection, "properties.groupIds"),
        ),
      ).toEqual([["registry"]]);
      expect(standIn.resource("Microsoft.Network/privateDnsZones", "privatelink.azurecr.io")).toBeDefined();
    },
    "no role assignment to pull is made as long as the app runs packages": ({ standIn }) => {
      const registry = standIn.resource(REGISTRY).id;
      const assignments = standIn.resources.filter(
        ({ type, id }) =>
          type === "Microsoft.Authorization/roleAssignments" && id.startsWith(`${registry}/providers/`),
      );
      expect(assignments).toEqual([]);
    },
  },
});
