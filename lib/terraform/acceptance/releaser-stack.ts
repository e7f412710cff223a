import { createHash } from "node:crypto";
import { type AddressRange, block, overlap, parseRange } from "../../azure/address-range";
import type { ReleaseTarget } from "../../release";
import type { ClosedNetwork, Deployed } from "./deployed";

/** What a container with Node runs: Microsoft's own image for Node functions. */
export const RUNNER_IMAGE = "mcr.microsoft.com/azure-functions/node:4-node22";

/** A Terraform root module as JSON. */
export type Module = Readonly<Record<string, unknown>>;

/** Where the runner finds the files that the release is made of. */
export interface Handover {
  readonly account: string;
  readonly container: string;
  readonly containerGroupId: string;
}

/** The container that files are handed to the runner in. */
const CONTAINER = "release";
/** Rules of a backend end at 4096, the one that denies everything else. */
const RULE_PRIORITY = 3900;
/** The smallest subnet that Azure has: one container group takes one address. */
const RUNNER_BITS = 28;
const NAME = "acceptance";

/**
 * Lets this run release: into an account that is open to the internet as the identity that has deployed it, into a
 * closed one from a container within its virtual network. Everything is in a state and a resource group of its own, and
 * is destroyed before the backend is.
 *
 * @param version - of the azurerm provider
 * @throws Error when the virtual network has no room for a subnet of /28
 */
export function releaserStack(
  target: ReleaseTarget,
  deployed: Deployed,
  version: string,
  container: { readonly image: string; readonly command: readonly string[] },
): Module {
  const { network } = deployed;
  const packages = `${deployed.storageAccountId}/blobServices/default/containers/${packagesOf(target)}`;
  if (network === undefined)
    return module(version, [], {
      azurerm_role_assignment: { packages: role(packages, "Storage Blob Data Contributor", ME) },
    });
  return module(version, ["Microsoft.ContainerInstance", "Microsoft.ManagedIdentity", "Microsoft.Storage"], {
    azurerm_resource_group: { [NAME]: { name: groupName(target), location: deployed.location } },
    ...handoverResources(target, deployed),
    ...networkResources(network),
    azurerm_user_assigned_identity: { runner: { ...PLACE, name: `id-${NAME}` } },
    azurerm_role_assignment: {
      handover_write: role(`\${azurerm_storage_account.handover.id}`, "Storage Blob Data Contributor", ME),
      handover_read: role(`\${azurerm_storage_account.handover.id}`, "Storage Blob Data Reader", RUNNER),
      packages: role(packages, "Storage Blob Data Contributor", RUNNER),
      site: role(deployed.workloadsGroupId, "Website Contributor", RUNNER),
    },
    azurerm_container_group: { runner: runnerGroup(target, deployed, container) },
  });
}

/** The names that {@link releaserStack} gives. */
export function handoverOf(target: ReleaseTarget, { subscriptionId }: Deployed): Handover {
  const hash = createHash("sha256").update(`${subscriptionId} ${target.project} ${target.environment}`);
  return {
    account: `stacceptance${hash.digest("hex").slice(0, 10)}`,
    container: CONTAINER,
    containerGroupId:
      `/subscriptions/${subscriptionId}/resourceGroups/${groupName(target)}` +
      `/providers/Microsoft.ContainerInstance/containerGroups/ci-${NAME}`,
  };
}

const ME = "${data.azurerm_client_config.current.object_id}";
const RUNNER = "${azurerm_user_assigned_identity.runner.principal_id}";
const PLACE = {
  resource_group_name: `\${azurerm_resource_group.${NAME}.name}`,
  location: `\${azurerm_resource_group.${NAME}.location}`,
};

function module(version: string, providers: readonly string[], resource: Module): Module {
  return {
    terraform: { required_providers: { azurerm: { source: "azurerm", version } } },
    provider: {
      azurerm: {
        features: [{ storage: [{ data_plane_available: false }] }],
        resource_provider_registrations: "none",
        ...(providers.length === 0 ? {} : { resource_providers_to_register: providers }),
        storage_use_azuread: true,
      },
    },
    data: { azurerm_client_config: { current: {} } },
    resource,
  };
}

function role(scope: string, name: string, principal: string): Module {
  return { scope, role_definition_name: name, principal_id: principal };
}

function groupName({ project, environment }: ReleaseTarget): string {
  return `rg-${project}-${environment}-${NAME}`;
}

function packagesOf({ source }: ReleaseTarget): string {
  if (!("container" in source)) throw new Error(`there is no container of packages: ${source.type}`);
  return source.container;
}

/** An account that this machine writes the release's files to, and the runner reads them from: by role, without keys. */
function handoverResources(target: ReleaseTarget, deployed: Deployed): Module {
  const { account, container } = handoverOf(target, deployed);
  return {
    azurerm_storage_account: {
      handover: {
        ...PLACE,
        name: account,
        account_tier: "Standard",
        account_replication_type: "LRS",
        shared_access_key_enabled: false,
        allow_nested_items_to_be_public: false,
      },
    },
    azurerm_storage_container: {
      handover: { name: container, storage_account_id: "${azurerm_storage_account.handover.id}" },
    },
  };
}

/** A subnet for the container, and the rule that lets it reach the private endpoints. */
function networkResources(network: ClosedNetwork): Module {
  const range = freeRange(network);
  return {
    azurerm_subnet: {
      [NAME]: {
        name: NAME,
        resource_group_name: network.resourceGroup,
        virtual_network_name: network.name,
        address_prefixes: [range],
        // The runner signs in to Microsoft Entra ID and calls Azure Resource Manager over the internet.
        default_outbound_access_enabled: true,
        delegation: [
          {
            name: "containers",
            service_delegation: [
              {
                name: "Microsoft.ContainerInstance/containerGroups",
                actions: ["Microsoft.Network/virtualNetworks/subnets/action"],
              },
            ],
          },
        ],
      },
    },
    azurerm_network_security_rule: {
      [NAME]: {
        name: `allow-${NAME}`,
        resource_group_name: network.securityGroup.resourceGroup,
        network_security_group_name: network.securityGroup.name,
        priority: RULE_PRIORITY,
        direction: "Inbound",
        access: "Allow",
        protocol: "Tcp",
        source_address_prefix: range,
        source_port_range: "*",
        destination_address_prefix: "*",
        destination_port_range: "443",
      },
    },
  };
}

function freeRange({ name, addressSpace, taken }: ClosedNetwork): string {
  const ranges = (texts: readonly string[]): readonly AddressRange[] =>
    texts.flatMap((text) => parseRange(text) ?? []);
  const used = ranges(taken);
  for (const space of ranges(addressSpace)) {
    const count = Math.min(2 ** Math.max(0, RUNNER_BITS - space.bits), 2 ** 16);
    for (let index = count - 1; index >= 0; index -= 1) {
      const range = block(space, RUNNER_BITS, index);
      if (used.every((each) => !overlap(range, each))) return range.text;
    }
  }
  throw new Error(
    `virtual network ${name} has no free range of /${RUNNER_BITS} for the container that releases from within it`,
  );
}

function runnerGroup(
  { environment }: ReleaseTarget,
  deployed: Deployed,
  { image, command }: { readonly image: string; readonly command: readonly string[] },
): Module {
  return {
    ...PLACE,
    name: `ci-${NAME}`,
    os_type: "Linux",
    restart_policy: "Never",
    ip_address_type: "Private",
    subnet_ids: [`\${azurerm_subnet.${NAME}.id}`],
    identity: [{ type: "UserAssigned", identity_ids: ["${azurerm_user_assigned_identity.runner.id}"] }],
    container: [
      {
        name: "runner",
        image,
        cpu: 1,
        memory: 2,
        commands: command,
        ports: [{ port: 80, protocol: "TCP" }],
        environment_variables: {
          AZURE_CLIENT_ID: "${azurerm_user_assigned_identity.runner.client_id}",
          AZURE_SUBSCRIPTION_ID: deployed.subscriptionId,
          HANDOVER: `\${azurerm_storage_account.handover.primary_blob_endpoint}${CONTAINER}/`,
          ENVIRONMENT: environment,
        },
      },
    ],
    depends_on: [
      `azurerm_network_security_rule.${NAME}`,
      "azurerm_role_assignment.handover_read",
      "azurerm_role_assignment.packages",
      "azurerm_role_assignment.site",
      "azurerm_storage_container.handover",
    ],
  };
}
