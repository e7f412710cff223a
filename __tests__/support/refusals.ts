import type { Row } from "./asked";
import { refusedOfAlerts } from "./refused-alerts";
import { refusedOfApis } from "./refused-apis";
import { refusedOfPolicies } from "./refused-api-policies";
import { refusedOfLoggers } from "./refused-loggers";
import { refusedOfApps } from "./refused-apps";
import { refusedOfRegistries } from "./refused-registries";
import { refusedOfContainers } from "./refused-cosmos";
import { refusedOfData } from "./refused-data";
import { refusedOfGovernance } from "./refused-governance";
import { refusedOfDelivery } from "./refused-delivery";
import { refusedOfEventAlerts } from "./refused-event-alerts";
import { refusedWorkbooks } from "./refused-workbooks";
import { refusedFlowLogs } from "./refused-flow-logs";
import { refusedOfOwnNetworks } from "./refused-own-networks";
import { refusedOfCustomDomains, refusedOfDnsZones } from "./refused-custom-domains";
import { refusedOfCustomerKeys } from "./refused-customer-keys";
import { refusedOfEdge } from "./refused-edge";
import { refusedOfGatewayDomains } from "./refused-gateway-domains";
import { refusedOfLimits } from "./refused-limits";
import { refusedOfMessaging } from "./refused-messaging";
import { refusedOfMonitoring } from "./refused-monitoring";
import { refusedNames } from "./refused-names";
import { refusedOfPipelines } from "./refused-pipelines";
import { refusedOfEventHubs } from "./refused-event-hubs";
import { refusedOfServiceBus } from "./refused-service-bus";
import { refusedOfNetworks } from "./refused-network";
import { refusedOfSubnets } from "./refused-subnets";

/** Rows for each rule that refuses. */
export const REFUSALS: Readonly<Record<string, Row | readonly Row[]>> = {
  ...refusedOfGovernance,
  ...refusedNames,
  ...refusedOfNetworks,
  ...refusedOfSubnets,
  ...refusedOfData,
  ...refusedOfPipelines,
  ...refusedOfContainers,
  ...refusedOfApps,
  ...refusedOfAlerts,
  ...refusedOfEventAlerts,
  ...refusedOfMonitoring,
  ...refusedOfMessaging,
  ...refusedOfRegistries,
  ...refusedOfServiceBus,
  ...refusedOfEventHubs,
  ...refusedOfEdge,
  ...refusedOfApis,
  ...refusedOfPolicies,
  ...refusedOfLoggers,
  ...refusedOfDelivery,
  ...refusedOfLimits,
  ...refusedOfOwnNetworks,
  ...refusedFlowLogs,
  ...refusedWorkbooks,
  ...refusedOfCustomDomains,
  ...refusedOfDnsZones,
  ...refusedOfGatewayDomains,
  ...refusedOfCustomerKeys,
};
