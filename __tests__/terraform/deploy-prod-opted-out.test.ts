import { livesThrough } from "./support/whole-life";

livesThrough("prod without a network", {
  environment: "prod",
  options: { environment: "prod", defaults: { vnet: false, privateEndpoints: false } },
  change: {
    options: { keyVault: { secrets: { "jwt-secret": { rotation: 2 } } } },
    plans: ["replace azurerm_resource_group_template_deployment.key_vault_secret_jwt-secret"],
  },
});
