import type { BackendOptions } from "cdktf-azure-backend";
import {
  applications,
  external,
  groups,
  networking,
  publicDnsZoneId,
  state,
  subscriptionId,
  tagPolicy,
  tenantId,
} from "./landing-zone";

/** A backend in a company's landing zone: its hub network, its subscriptions, its policies and its people. */
export const options = {
  project: "shop",
  location: "westeurope",
  environment: "prod",
  samples: false,
  subscriptionId,
  tenantId,
  state,
  external,
  networking,
  tags: { costCenter: "4711", owner: "shop-team" },
  ...tagPolicy,
  functionApp: {
    signIn: { clientId: applications.api, allowedApplications: [applications.frontEnd] },
    cors: { origins: ["https://shop.contoso.com"] },
    apps: { workers: {} },
    customDomains: { "orders.contoso.com": { dnsZoneId: publicDnsZoneId } },
  },
  keyVault: { secrets: { "mail-key": { value: "given" } } },
  people: {
    enabled: true,
    groups: {
      developers: {
        objectId: groups.developers,
        telemetry: true,
        reason: "find out what happened to an order",
      },
      operators: {
        objectId: groups.operators,
        data: "read",
        secrets: "write",
        telemetry: true,
        reason: "are on call, and renew keys of other companies",
      },
    },
  },
  monitoring: { actionGroups: { "shop-team": { emails: ["shop-team@contoso.com"] } } },
} satisfies BackendOptions;
