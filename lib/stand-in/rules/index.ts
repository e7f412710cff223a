import type { Rule } from "../rule";
import { access } from "./access";
import { alerts } from "./alerts";
import { apiManagement } from "./api-management";
import { apis } from "./apis";
import { apps } from "./apps";
import { caches } from "./caches";
import { containerRegistry } from "./container-registry";
import { cosmos } from "./cosmos";
import { cosmosContainers } from "./cosmos-containers";
import { cosmosThroughput } from "./cosmos-throughput";
import { customDomains } from "./custom-domains";
import { customerKeys } from "./customer-keys";
import { deployments } from "./deployments";
import { dnsZones } from "./dns-zones";
import { diagnostics } from "./diagnostics";
import { eventAlerts } from "./event-alerts";
import { eventHubs } from "./event-hubs";
import { events } from "./events";
import { frontDoor } from "./front-door";
import { gatewayDomains } from "./gateway-domains";
import { governance } from "./governance";
import { identities } from "./identities";
import { lifecycle } from "./lifecycle";
import { logs } from "./logs";
import { messaging } from "./messaging";
import { roles } from "./roles";
import { serviceBus } from "./service-bus";
import { names } from "./names";
import { workbooks } from "./workbooks";
import { flowLogs } from "./flow-logs";
import { natGateways } from "./nat-gateways";
import { network } from "./network";
import { peerings } from "./peerings";
import { privateEndpoints } from "./private-endpoints";
import { availabilityTests, receivers } from "./receivers";
import { routeTables } from "./route-tables";
import { serviceEndpoints } from "./service-endpoints";
import { storage } from "./storage";
import { subnets } from "./subnets";
import { tags } from "./tags";
import { vaults } from "./vaults";

/** Everything that the stand-in knows of what Azure refuses, keeps in another form, or does not let go. */
export const rules: readonly Rule[] = [
  ...governance,
  ...tags,
  ...deployments,
  ...names,
  ...network,
  ...subnets,
  ...natGateways,
  ...flowLogs,
  ...peerings,
  ...routeTables,
  ...serviceEndpoints,
  ...privateEndpoints,
  ...diagnostics,
  ...cosmos,
  ...cosmosContainers,
  ...cosmosThroughput,
  ...storage,
  ...lifecycle,
  ...vaults,
  ...customerKeys,
  ...apps,
  ...customDomains,
  ...dnsZones,
  ...access,
  ...roles,
  ...identities,
  ...logs,
  ...alerts,
  ...workbooks,
  ...eventAlerts,
  ...receivers,
  ...availabilityTests,
  ...messaging,
  ...containerRegistry,
  ...serviceBus,
  ...eventHubs,
  ...apiManagement,
  ...gatewayDomains,
  ...apis,
  ...caches,
  ...frontDoor,
  ...events,
];
