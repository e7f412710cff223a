import { packageOf, releaseSample } from "./support/releases";
import { livesThrough } from "./support/whole-life";

const options = { environment: "prod", defaults: { vnet: false, privateEndpoints: false } } as const;

livesThrough("prod without a network", {
  environment: "prod",
  options,
  deployed: {
    "the app takes a release of its code through its slot": async (on) => {
      const { package: released } = await releaseSample(on, options);
      expect(packageOf(on, "Microsoft.Web/sites")).toContain(`/${released}`);
      // What production had been made with, when there was no package yet.
      expect(packageOf(on, "Microsoft.Web/sites/slots")).toMatch(/function-packages\/func-[^/]+\.zip$/);
    },
  },
  change: {
    options: { keyVault: { secrets: { "jwt-secret": { rotation: 2 } } } },
    plans: ["replace azurerm_resource_group_template_deployment.key_vault_secret_jwt-secret"],
  },
});
