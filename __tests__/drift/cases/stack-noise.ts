import type { DataObject } from "../../../lib/settings/data";
import { ID, type NoiseCases } from "./noise-case";

const app = (settings: DataObject, more: DataObject = {}): DataObject => ({
  app_settings: settings,
  ...more,
});
const leaving = (...paths: readonly string[]): DataObject => ({ lifecycle: { ignore_changes: paths } });
const PACKAGE = 'app_settings["WEBSITE_RUN_FROM_PACKAGE"]';
const docker = (tag: string): DataObject => ({
  site_config: [{ application_stack: [{ docker: [{ image_tag: tag }] }] }],
});
const IMAGE_TAG = "site_config[0].application_stack[0].docker[0].image_tag";

/** What the stack leaves to others, or Azure writes for itself. */
export const stackNoise: NoiseCases = {
  release: {
    trips: [
      {
        address: "azurerm_linux_function_app.app",
        before: app({ WEBSITE_RUN_FROM_PACKAGE: "" }),
        after: app({ WEBSITE_RUN_FROM_PACKAGE: "https://a" }),
        configured: leaving(PACKAGE),
      },
      {
        address: "azurerm_linux_function_app_slot.app",
        before: docker("1"),
        after: docker("2"),
        configured: leaving(IMAGE_TAG),
      },
    ],
    leaves: [
      {
        // The option codeSource has the package: nothing but Terraform sets it.
        address: "azurerm_linux_function_app.app",
        before: app({ WEBSITE_RUN_FROM_PACKAGE: "https://a" }),
        after: app({ WEBSITE_RUN_FROM_PACKAGE: "https://b" }),
        configured: leaving(),
      },
      {
        address: "azurerm_linux_function_app.app",
        before: app({ OTHER: "a" }),
        after: app({ OTHER: "b" }),
        configured: leaving(PACKAGE),
      },
    ],
  },
  "released-image": {
    trips: [
      {
        address: "azurerm_linux_function_app.app",
        before: { site_config: [{ linux_fx_version: "DOCKER|a:1" }] },
        after: { site_config: [{ linux_fx_version: "DOCKER|a:2" }] },
        configured: leaving(IMAGE_TAG),
      },
    ],
    leaves: [
      {
        address: "azurerm_linux_function_app.app",
        before: { site_config: [{ linux_fx_version: "NODE|22" }] },
        after: { site_config: [{ linux_fx_version: "NODE|20" }] },
        configured: leaving(PACKAGE),
      },
    ],
  },
  "ignored-tags": {
    trips: [
      {
        address: "azurerm_key_vault.vault",
        before: { tags: { owner: "a" } },
        after: { tags: { owner: "b" } },
        configured: leaving('tags["owner"]'),
      },
      {
        address: "azurerm_key_vault.vault",
        before: { tags: { team: "a" } },
        after: { tags: {} },
        configured: leaving("tags"),
      },
    ],
    leaves: [
      {
        address: "azurerm_key_vault.vault",
        before: { tags: {} },
        after: { tags: { owners: "b" } },
        configured: leaving('tags["owner"]'),
      },
    ],
  },
  "ignore-changes": {
    trips: [
      {
        address: "azurerm_private_endpoint.endpoint",
        before: { private_dns_zone_group: [] },
        after: { private_dns_zone_group: [{ name: "deployed-by-policy" }] },
        configured: leaving("private_dns_zone_group"),
      },
      {
        address: "azurerm_key_vault.vault",
        before: { sku_name: "standard" },
        after: { sku_name: "premium" },
        configured: { lifecycle: { ignore_changes: "all" } },
      },
    ],
    leaves: [
      {
        address: "azurerm_private_endpoint.endpoint",
        before: { subnet_id: "a" },
        after: { subnet_id: "b" },
        configured: leaving("private_dns_zone_group"),
      },
    ],
  },
  "hidden-tag": {
    trips: [
      {
        address: "azurerm_application_insights_standard_web_test.test",
        before: { tags: {} },
        after: { tags: { [`hidden-link:${ID}`]: "Resource" } },
      },
    ],
    leaves: [
      { address: "azurerm_key_vault.vault", before: { tags: {} }, after: { tags: { hidden: "x" } } },
      {
        address: "azurerm_key_vault.vault",
        before: { tags: { "hidden-title": "a" } },
        after: { tags: { "hidden-title": "b" } },
        configured: { tags: { "hidden-title": "a" } },
      },
    ],
  },
};
