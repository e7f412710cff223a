import { join } from "node:path";
import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { TerraformOutput, TerraformResource, Testing } from "cdktf";
import { type Backend, type BackendOptions, defineBackend } from "../../lib";
import {
  InvariantError,
  type InvariantName,
  type InvariantOptions,
  expectInvariants,
} from "../../lib/invariants";
import { stackRoles } from "../../lib/services/contract/service";
import { feedbackApi, processUploadFunction } from "../support/sample";

export const components = { feedbackApi, processUploadFunction };

export function backendOf(options: BackendOptions = {}): Backend {
  return defineBackend(components, {
    project: "feedback",
    location: "eastus2",
    environment: "prod",
    notes: "silent",
    ...options,
    app: Testing.app(),
  });
}

/** A resource of a backend by its address. */
export function resourceAt(backend: Backend, address: string): TerraformResource {
  const found = stackRoles
    .flatMap((role) => backend.stacks[role].node.findAll())
    .find(
      (node): node is TerraformResource =>
        TerraformResource.isTerraformResource(node) &&
        `${node.terraformResourceType}.${node.friendlyUniqueId}` === address,
    );
  if (found === undefined) throw new Error(`there is no ${address}`);
  return found;
}

export function errorOf(
  backend: Parameters<typeof expectInvariants>[0],
  options?: InvariantOptions,
): InvariantError {
  try {
    expectInvariants(backend, options);
  } catch (error) {
    if (error instanceof InvariantError) return error;
    throw error;
  }
  throw new Error("every invariant holds");
}

/** What breaks an invariant, and where that is found. */
interface Break {
  readonly break: (backend: Backend) => void;
  readonly address: string;
  readonly what: string;
  readonly options?: BackendOptions;
}

export const override =
  (address: string, path: string, value: unknown) =>
  (backend: Backend): void => {
    resourceAt(backend, address).addOverride(path, value);
  };

export const STORAGE = "azurerm_storage_account.storage";
export const COSMOS = "azurerm_cosmosdb_account.cosmos";
export const ROLE = "azurerm_role_assignment.function_app_storage_blob_data_reader_function-packages";

let written = 0;

export const breaks: Readonly<Record<InvariantName, Break>> = {
  references: {
    break: override(STORAGE, "network_rules.bypass", ["${azurerm_storage_account.no_such.id}"]),
    address: STORAGE,
    what: "refers to azurerm_storage_account.no_such.id, which is not there",
  },
  names: {
    break: override(STORAGE, "name", "Not-A-Name"),
    address: STORAGE,
    what: 'is named "Not-A-Name"',
  },
  "unique-names": {
    break: ({ stacks: { platform }, resources: { storage } }) => {
      new StorageContainer(platform, "mine", { name: "uploads", storageAccountId: storage?.id ?? "" });
    },
    address: "azurerm_storage_container.storage_container_uploads",
    what: 'has the name "uploads", which azurerm_storage_container.mine has too',
  },
  "no-secret": {
    break: ({ functionApp }) => {
      functionApp.addOverride("app_settings.QUEUE", "Endpoint=sb://a/;SharedAccessKey=abcdef");
    },
    address: "azurerm_windows_function_app.function_app",
    what: "holds a secret",
  },
  "no-secret-output": {
    break: ({ stacks: { platform }, resources: { storage } }) => {
      storage?.addOverride("shared_access_key_enabled", true);
      new TerraformOutput(platform, "key", { value: storage?.primaryAccessKey, sensitive: true });
    },
    address: "output.key",
    what: `is ${STORAGE}.primary_access_key, which is a secret`,
  },
  tags: {
    break: override(COSMOS, "tags.project", undefined),
    address: COSMOS,
    what: "has no tag project",
  },
  "prevent-destroy": {
    break: override(COSMOS, "lifecycle.prevent_destroy", false),
    address: COSMOS,
    what: "keeps data, and has no prevent_destroy",
  },
  locks: {
    break: override(
      "azurerm_management_lock.cosmos_lock",
      "scope",
      "${azurerm_resource_group.resource_group.id}",
    ),
    address: COSMOS,
    what: "keeps data, and no lock is on it",
  },
  "role-assignments-once": {
    break: (backend) => {
      const given = resourceAt(backend, ROLE) as RoleAssignment;
      new RoleAssignment(backend.stacks.workloads, "again", {
        scope: given.scopeInput ?? "",
        roleDefinitionName: given.roleDefinitionNameInput ?? "",
        principalId: given.principalIdInput ?? "",
      });
    },
    address: ROLE,
    what: "gives the same role at the same scope to the same identity as azurerm_role_assignment.again",
  },
  "roles-in-plan": {
    break: override(ROLE, "role_definition_name", "Owner"),
    address: ROLE,
    what: 'gives "Owner", and the plan grants "Storage Blob Data Reader"',
  },
  "private-endpoints": {
    break: ({ stacks: { platform } }) => {
      new PrivateEndpoint(platform, "mine", {
        ...platform.place,
        name: "pe-mine",
        subnetId:
          "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
        privateServiceConnection: { name: "mine", isManualConnection: false },
      });
    },
    address: "azurerm_private_endpoint.mine",
    what: "has no private DNS zone",
  },
  "no-machine-path": {
    break: override(STORAGE, "tags.from", join(process.cwd(), "main.ts")),
    address: STORAGE,
    what: `resource.${STORAGE}.tags.from is an absolute path of this machine`,
  },
  "same-bytes": {
    break: ({ stacks: { platform } }) => {
      new TerraformOutput(platform, "written", {
        value: { toString: () => "", resolve: () => `time ${(written += 1)}`, creationStack: [] },
      });
    },
    address: "feedback-prod-platform",
    what: "differs when it is written again, at line ",
  },
};
