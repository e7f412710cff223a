import { objectAt, textAt } from "../../lib/stand-in/json";
import { livesThrough } from "./support/whole-life";
import { releaseImage } from "./support/images";
import { type Deployment, projectOf } from "./support/stage";

const SITES = "Microsoft.Web/sites";
const REGISTRY = "Microsoft.ContainerRegistry/registries";
const functionApp = { container: true, slots: ["staging"] };
const options = { environment: "dev", functionApp, optional: { containerRegistry: true } };
const greeting = (text: string) => ({ ...functionApp, settings: { GREETING: text } });

function imageOf({ standIn }: Deployment, type: string): string {
  return textAt(standIn.resource(type).body, "properties.siteConfig.linuxFxVersion");
}

livesThrough("dev with a container and a registry", {
  environment: "dev",
  options,
  deployed: {
    "an image is released into the slot and swapped, and no plan shows it": async (on) => {
      await releaseImage(on, "feedback:1.4.2");
      const { name } = on.standIn.resource(REGISTRY);
      expect(imageOf(on, SITES)).toBe(`DOCKER|${name}.azurecr.io/feedback:1.4.2`);
      expect(imageOf(on, `${SITES}/slots`)).toBe("DOCKER|mcr.microsoft.com/azure-functions/node:4-node24");
    },
    "each image is kept when another argument of the app changes": async (on) => {
      const before = [SITES, `${SITES}/slots`].map((type) => imageOf(on, type));
      const variables = {
        TEST_BACKEND_OPTIONS: JSON.stringify({ ...options, functionApp: greeting("hello") }),
      };
      await on.rehearsal.synth(variables, projectOf());
      await on.rehearsal.deploy();
      const settings = JSON.stringify(on.standIn.resource(SITES).body);
      expect(settings).toContain('{"name":"GREETING","value":"hello"}');
      expect([SITES, `${SITES}/slots`].map((type) => imageOf(on, type))).toEqual(before);
    },
  },
  change: {
    options: { functionApp: greeting("bye") },
    plans: [
      "update azurerm_linux_function_app.function_app app_settings",
      "update azurerm_linux_function_app_slot.function_app_staging app_settings",
    ],
  },
  asked: {
    "the deployment makes a Basic registry without a password": ({ standIn }) => {
      const { sku, properties } = standIn.asked(REGISTRY);
      expect(sku).toEqual({ name: "Basic", tier: "Basic" });
      expect(properties).toMatchObject({
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        publicNetworkAccess: "Enabled",
        zoneRedundancy: "Disabled",
      });
      expect(properties).not.toHaveProperty("networkRuleSet");
    },
    "the deployment lets only app and slot pull": ({ standIn }) => {
      const registry = standIn.resource(REGISTRY).id;
      const assignments = standIn.resources.filter(
        ({ type, id }) =>
          type === "Microsoft.Authorization/roleAssignments" && id.startsWith(`${registry}/providers/`),
      );
      const principals = [SITES, `${SITES}/slots`].map((type) =>
        textAt(standIn.resource(type).body, "identity.principalId"),
      );
      expect(assignments.map(({ body }) => textAt(body, "properties.principalId")).sort()).toEqual(
        principals.sort(),
      );
    },
    "the deployment makes an app that runs an image, and no container of packages": ({ standIn }) => {
      for (const type of [SITES, `${SITES}/slots`]) {
        const site = standIn.resource(type);
        const config = objectAt(site.body, "properties.siteConfig");
        expect(config["acrUseManagedIdentityCreds"]).toBe(true);
        const settings = JSON.stringify(config["appSettings"]);
        expect(settings).toContain('{"name":"WEBSITES_ENABLE_APP_SERVICE_STORAGE","value":"false"}');
        expect(settings).not.toContain("WEBSITE_RUN_FROM_PACKAGE");
        expect(settings).not.toMatch(/"DOCKER_REGISTRY_SERVER_(USERNAME|PASSWORD)","value":"[^"]/);
      }
    },
  },
});
