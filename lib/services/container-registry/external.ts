import type { ReplacementKind } from "../contract/existing-kind";
import { switchOn } from "../contract/switch-on";

/** What using an existing one means. */
export const existingContainerRegistry: ReplacementKind = {
  label: "container registry",
  armType: "Microsoft.ContainerRegistry/registries",
  terraformType: "azurerm_container_registry",
  endpoints: [],
  hosts: ["loginServer"],
  options: ["roleAssignments"],
  keeps: () => ["enabled", "acrPull"],
  names: ["containerRegistry"],
  resources: ["containerRegistry"],
  children: [],
  privateEndpoint: true,
  settle: (draft) => {
    switchOn(draft, "containerRegistry", "a registry for images");
  },
};
