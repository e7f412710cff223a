import type { SubnetName } from "../contract/network-needs";

/** The output that has the id of a subnet, of its security group, of a zone. */
export const VNET_ID = "vnetId";
export const FUNCTIONS_SUBNET_ID = "functionsSubnetId";
export const ENDPOINTS_SUBNET_ID = "privateEndpointsSubnetId";
export const NAT_GATEWAY_ID = "natGatewayId";
export const NAT_ADDRESS_ID = "natPublicIpAddressId";
/** `private-endpoints` → `privateEndpoints` */
type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;
const camelCase = <Name extends string>(name: Name): CamelCase<Name> =>
  name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as CamelCase<Name>;

export type SubnetOutput = `${CamelCase<SubnetName>}SubnetId`;
export const subnetOutput = <Name extends SubnetName>(subnet: Name): `${CamelCase<Name>}SubnetId` =>
  `${camelCase(subnet)}SubnetId`;
export const groupOutput = (subnet: SubnetName): `${string}Id` =>
  `${camelCase(subnet)}NetworkSecurityGroupId`;
export const zoneOutput = (zone: string): `${string}Id` => `${zone.replaceAll(".", "_")}Id`;
