import { CONTENT_SHARE } from "./content-share";

/** A release sets it; Terraform makes the place and leaves the code alone. */
export const RELEASED_PACKAGE = ['app_settings["WEBSITE_RUN_FROM_PACKAGE"]'];
/** A swap exchanges it, so that another value than at birth is no drift: hashicorp/terraform-provider-azurerm#7888 */
export const SWAPPED_SHARE = [`app_settings["${CONTENT_SHARE}"]`];
/** Of an app that runs an image. */
export const RELEASED_IMAGE = ["registry_url", "image_name", "image_tag"].map(
  (argument) => `site_config[0].application_stack[0].docker[0].${argument}`,
);
