import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import {
  type Backend,
  type BackendOptions,
  defineCrudApi,
  defineFunction,
  defineQueueProcessor,
} from "../../../lib";
import { identity } from "../../../lib/stand-in/login";
import { KeptByTerraform } from "./kept-by-terraform";
import type { Base } from "./scenario";

// Any file: no test packages its code.
const entry = __filename;

const orders = defineCrudApi({
  name: "orders",
  entityName: "Order",
  partitionKey: "/customer",
  schema: { customer: "string", total: "number" },
});
const invoices = defineFunction({
  name: "invoices",
  entry,
  trigger: { type: "blob", path: "uploads/{name}" },
});
const mails = defineQueueProcessor({ name: "mails", entry });

export const components = { orders, invoices, mails };

const anywhere: BackendOptions = {
  project: "shop",
  location: "westeurope",
  subscriptionId: identity.subscriptionId,
  notes: "silent",
};

/** What a pipeline signs in as, and a value that Terraform alone keeps. */
function ownConstructs({ stacks: { platform } }: Backend): void {
  new UserAssignedIdentity(platform, "pipeline", { ...platform.place, name: "id-shop-pipeline" });
  new KeptByTerraform(platform, "revision", { input: "1" });
}

/** Without network, locks and `prevent_destroy`; with two resources of the user's own. */
export const dev: Base = {
  name: "dev",
  components,
  options: { ...anywhere, environment: "dev" },
  own: ownConstructs,
  resourceProviders: ["Microsoft.ManagedIdentity"],
};

/** With a network, two regions, locks and `prevent_destroy`; without alerts and most logs, so that it stays small. */
export const prod: Base = {
  name: "prod",
  components,
  options: {
    ...anywhere,
    environment: "prod",
    cosmos: { containers: { audits: { partitionKey: "/day" } } },
    monitoring: { alerts: false, savedQueries: false },
    storage: {
      hostAccount: "shared",
      packageAccount: "shared",
      queues: { notifications: false, deadletter: false },
      tables: { logs: false },
    },
    logs: {
      diagnostics: {
        AllMetrics: false,
        DDoSProtectionNotifications: false,
        DDoSMitigationFlowLogs: false,
        DDoSMitigationReports: false,
        NetworkSecurityGroupEvent: false,
        NetworkSecurityGroupRuleCounter: false,
        StorageRead: false,
        StorageWrite: false,
        StorageDelete: false,
        VMProtectionAlerts: false,
      },
    },
  },
};
