import type { ContainerRegistryConfig } from "@cdktf/provider-azurerm/lib/container-registry";
import type { External, ExternalContainerRegistry, Roles } from "../external-resources";
import type { ContainerRegistrySettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface ContainerRegistryWords {
  readonly settings: ContainerRegistrySettings;
  readonly configs: {
    readonly containerRegistry: ContainerRegistryConfig;
  };
  readonly names: { readonly containerRegistry: "containerRegistry" };
  readonly external: {
    /** A registry of container images, which the function app pulls from. */
    readonly containerRegistry?: External<ExternalContainerRegistry, Roles> | undefined;
  };
}
