import { inGroup } from "../../azure/in-group";
import type { ResourceRecords } from "../contract/resource-record";
import type { ContainerRegistryWords } from "./words";

/** The construct of the registry. */
export const REGISTRY_CONSTRUCT_ID = "container_registry";

/** What is known of each resource. Names: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const containerRegistryResources: ResourceRecords<ContainerRegistryWords> = {
  containerRegistry: {
    type: "azurerm_container_registry",
    importId: inGroup("Microsoft.ContainerRegistry/registries/{name}"),
    diagnostics: [
      {
        logs: ["ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents"],
        metrics: ["AllMetrics"],
      },
    ],
    // Images are kept nowhere else.
    keepsData: "account",
    names: {
      containerRegistry: {
        label: "container registry",
        when: "with `optional.containerRegistry`",
        min: 5,
        max: 50,
        pattern: /^[a-z0-9]+$/i,
        characters: "letters and digits",
        scope: "global",
        prefix: "cr",
      },
    },
  },
};
