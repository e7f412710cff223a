import type { Aadb2CDirectoryConfig } from "@cdktf/provider-azurerm/lib/aadb2c-directory";
import type { B2cSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface B2cWords {
  readonly settings: B2cSettings;
  readonly configs: {
    readonly b2c: Aadb2CDirectoryConfig;
  };
}
