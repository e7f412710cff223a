import { listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const GATEWAYS = "Microsoft.Network/natGateways";
const ADDRESSES = "Microsoft.Network/publicIPAddresses";
const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";
const MANAGE = "learn.microsoft.com/azure/nat-gateway/manage-nat-gateway";

export const natGateways: readonly Rule[] = [
  {
    says: "the public addresses of a NAT gateway exist and have its SKU",
    source: "learn.microsoft.com/azure/nat-gateway/nat-sku",
    on: [GATEWAYS],
    refuse(asked, { store }) {
      const sku = textAt(asked, "sku.name");
      for (const address of listAt(asked, "properties.publicIpAddresses")) {
        const id = textAt(address, "id");
        const found = store.get(id);
        if (found === undefined) return `Resource ${id} referenced by the NAT gateway was not found`;
        const other = textAt(found.body, "sku.name") || "Basic";
        if (other !== sku) return `Public IP address ${found.name} is ${other}, and the NAT gateway ${sku}`;
      }
      return undefined;
    },
  },
  {
    says: "a subnet's NAT gateway exists",
    source: MANAGE,
    on: [SUBNETS],
    code: "InvalidResourceReference",
    refuse(asked, { store }) {
      const gateway = textAt(asked, "properties.natGateway.id");
      return gateway !== "" && store.get(gateway) === undefined
        ? `Resource ${gateway} referenced by the subnet was not found`
        : undefined;
    },
  },
  {
    says: "a NAT gateway that a subnet has cannot be deleted",
    source: MANAGE,
    on: [GATEWAYS],
    status: 400,
    code: "InUseNatGatewayCannotBeDeleted",
    holds({ id, name }, store) {
      const subnet = store
        .ofType(SUBNETS)
        .find(({ body }) => key(textAt(body, "properties.natGateway.id")) === key(id));
      return subnet && `NAT gateway ${name} cannot be deleted: subnet ${subnet.name} has it`;
    },
  },
  {
    says: "an address that a NAT gateway has cannot be deleted",
    source: "learn.microsoft.com/azure/virtual-network/ip-services/virtual-network-public-ip-address",
    on: [ADDRESSES],
    status: 400,
    code: "PublicIPAddressCannotBeDeleted",
    holds({ id, name }, store) {
      const gateway = store
        .ofType(GATEWAYS)
        .find(({ body }) =>
          listAt(body, "properties.publicIpAddresses").some((each) => key(textAt(each, "id")) === key(id)),
        );
      return gateway && `Public IP address ${name} cannot be deleted: NAT gateway ${gateway.name} has it`;
    },
  },
];
