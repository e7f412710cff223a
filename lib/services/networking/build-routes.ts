import { RouteTable } from "@cdktf/provider-azurerm/lib/route-table";
import type { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetRouteTableAssociation } from "@cdktf/provider-azurerm/lib/subnet-route-table-association";
import type { Construct } from "constructs";
import type { Place } from "../contract/service";
import type { Transformed } from "../contract/transforms";
import type { RouteTablePlan } from "./routes";

/** The routes of one subnet. */
export function buildRouteTable(
  scope: Construct,
  place: Place,
  { name, takesGatewayRoutes, routes }: RouteTablePlan,
  subnet: Subnet,
  transformed: Transformed,
): RouteTable {
  const id = "route_table_functions";
  const routeTable = new RouteTable(
    scope,
    id,
    transformed("routeTable", id, {
      ...place,
      name,
      bgpRoutePropagationEnabled: takesGatewayRoutes,
      route: routes.map(({ name: route, addressPrefix, nextHopType, nextHopIp }) => ({
        name: route,
        addressPrefix,
        nextHopType,
        ...(nextHopIp === undefined ? {} : { nextHopInIpAddress: nextHopIp }),
      })),
    }),
  );
  const associationId = "route_table_association_functions";
  new SubnetRouteTableAssociation(
    scope,
    associationId,
    transformed("routeTableAssociation", associationId, {
      subnetId: subnet.id,
      routeTableId: routeTable.id,
    }),
  );
  return routeTable;
}
