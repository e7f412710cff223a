import type { SubnetName } from "../contract/network-needs";
import {
  type Address,
  type Existing,
  type PlannedOutput,
  outputOfEach,
  outputsOf,
} from "../contract/outputs";
import { subnetNames } from "./default-subnets";
import {
  NAT_ADDRESS_ID,
  NAT_GATEWAY_ID,
  type SubnetOutput,
  VNET_ID,
  groupOutput,
  subnetOutput,
  zoneOutput,
} from "./output-names";
import type { NetworkingPlan } from "./plan";
import type { NetworkingShape } from "./shape";

type Planned = PlannedOutput<NetworkingShape["network"]>;

/** What later stacks read of the network. */
export function networkOutputs(plan: NetworkingPlan) {
  return {
    ...vnetOutputs(plan),
    ...subnetOutputs(plan),
    ...groupOutputs(plan),
    ...zoneOutputs(plan),
    ...natOutputs(plan),
  };
}

const vnetOutputs = outputsOf(
  {
    made: (plan: NetworkingPlan) =>
      plan.vnet && plan.name !== undefined ? { vnetName: plan.name } : undefined,
    built: ({ vnet }: NetworkingShape["network"]) => vnet,
    existing: (plan) => existingOf(plan),
  },
  {
    [VNET_ID]: {
      of: (vnet) => vnet.id,
      expected: ({ vnetName }, address) => vnetIdIn(address, vnetName),
      existing: ({ id }) => id,
    },
  },
);

/** In a network that exists all of them are known by name, those that are made inside of it as well. */
function subnetOutputs(plan: NetworkingPlan): Readonly<Record<SubnetOutput, Planned>> {
  const rows = subnetNames.map((subnet) => [subnetOutput(subnet), outputOfSubnet(plan, subnet)] as const);
  return Object.fromEntries(rows) as Record<SubnetOutput, Planned>;
}

function outputOfSubnet(plan: NetworkingPlan, subnet: SubnetName): Planned {
  if (!plan.vnet) return "absent";
  const { name: vnetName, existing } = plan;
  const made = plan.subnets.find(({ name }) => name === subnet)?.subnetName;
  if (existing !== undefined) {
    const given = made ?? existing.subnets[subnet] ?? subnet;
    return {
      existing: (resolve) => (given.startsWith("/") ? given : `${resolve(existing).id}/subnets/${given}`),
    };
  }
  if (vnetName === undefined || made === undefined) return "absent";
  return outputOfEach(
    ({ subnets }: NetworkingShape["network"]) => subnets[subnet],
    ({ id }) => id,
    (address) => `${vnetIdIn(address, vnetName)}/subnets/${made}`,
  );
}

function groupOutputs(plan: NetworkingPlan): Readonly<Record<string, Planned>> {
  return Object.fromEntries(
    (plan.vnet ? plan.subnets : []).map(({ name, networkSecurityGroupName }) => [
      groupOutput(name),
      outputOfEach(
        ({ networkSecurityGroups }: NetworkingShape["network"]) => networkSecurityGroups[name],
        ({ id }) => id,
        (address) => `${providerIn(address)}/networkSecurityGroups/${networkSecurityGroupName}`,
      ),
    ]),
  );
}

function zoneOutputs(plan: NetworkingPlan): Readonly<Record<string, Planned>> {
  const zones = !plan.vnet || plan.zones === "policy" ? [] : plan.zones;
  return Object.fromEntries(
    zones.map(({ name, existing }): readonly [string, Planned] => [
      zoneOutput(name),
      existing === undefined
        ? outputOfEach(
            ({ privateDnsZones }: NetworkingShape["network"]) => privateDnsZones[name],
            ({ id }) => id,
            (address) => `${providerIn(address)}/privateDnsZones/${name}`,
          )
        : { existing: (resolve) => resolve(existing).id },
    ]),
  );
}

function natOutputs(plan: NetworkingPlan): Readonly<Record<string, Planned>> {
  const natGateway = plan.vnet ? plan.natGateway : undefined;
  if (natGateway === undefined) return {};
  const { name, addressName } = natGateway;
  const ofGateway = outputOfEach(
    (built: NetworkingShape["network"]) => built.natGateway,
    ({ id }) => id,
    (address) => `${providerIn(address)}/natGateways/${name}`,
  );
  if (addressName === undefined) return { [NAT_GATEWAY_ID]: ofGateway };
  const ofAddress = outputOfEach(
    (built: NetworkingShape["network"]) => built.natPublicIpAddress,
    ({ id }) => id,
    (address) => `${providerIn(address)}/publicIPAddresses/${addressName}`,
  );
  return { [NAT_GATEWAY_ID]: ofGateway, [NAT_ADDRESS_ID]: ofAddress };
}

function existingOf(plan: NetworkingPlan): Existing | undefined {
  return plan.vnet && plan.existing !== undefined ? { existing: plan.existing } : undefined;
}

function vnetIdIn(address: Address, name: string): string {
  return `${providerIn(address)}/virtualNetworks/${name}`;
}

function providerIn({ resourceGroupId }: Address): string {
  return `${resourceGroupId}/providers/Microsoft.Network`;
}
