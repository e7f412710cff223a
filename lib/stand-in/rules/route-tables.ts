import { listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const TABLES = "Microsoft.Network/routeTables";
const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";
const MANAGE = "learn.microsoft.com/azure/virtual-network/manage-route-table";

export const routeTables: readonly Rule[] = [
  {
    says: "a route to an appliance has its address, and no other route has one",
    source: "learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#user-defined",
    on: [TABLES],
    code: "InvalidRequestFormat",
    refuse(asked) {
      const wrong = listAt(asked, "properties.routes").find(
        (route) =>
          (textAt(route, "properties.nextHopType") === "VirtualAppliance") !==
          (textAt(route, "properties.nextHopIpAddress") !== ""),
      );
      return wrong === undefined
        ? undefined
        : `Route ${textAt(wrong, "name")} has a next hop type that does not go with its next hop address`;
    },
  },
  {
    says: "a table has one route for a destination",
    source: MANAGE,
    on: [TABLES],
    code: "RouteConflictsWithExistingRoute",
    refuse(asked) {
      const destinations = listAt(asked, "properties.routes").map((route) =>
        textAt(route, "properties.addressPrefix"),
      );
      const twin = destinations.find((each, index) =>
        destinations.slice(0, index).some((other) => key(other) === key(each)),
      );
      return twin === undefined ? undefined : `Several routes have the address prefix ${twin}`;
    },
  },
  {
    says: "a subnet's route table exists",
    source: MANAGE,
    on: [SUBNETS],
    code: "InvalidResourceReference",
    refuse(asked, { store }) {
      const table = textAt(asked, "properties.routeTable.id");
      return table !== "" && store.get(table) === undefined
        ? `Resource ${table} referenced by the subnet was not found`
        : undefined;
    },
  },
  {
    says: "a route table that a subnet has cannot be deleted",
    source: MANAGE,
    on: [TABLES],
    status: 400,
    code: "InUseRouteTableCannotBeDeleted",
    holds({ id, name }, store) {
      const subnet = store
        .ofType(SUBNETS)
        .find(({ body }) => key(textAt(body, "properties.routeTable.id")) === key(id));
      return subnet && `Route table ${name} cannot be deleted: subnet ${subnet.name} has it`;
    },
  },
];
