import { builtInRoles } from "../access/built-in-roles";

/** Built-in roles that a backend assigns: no other may be assigned by the identity that applies it. */
const ASSIGNED = [
  "AcrPull",
  "Azure Event Hubs Data Receiver",
  "Azure Event Hubs Data Sender",
  "Azure Service Bus Data Owner",
  "Azure Service Bus Data Receiver",
  "Azure Service Bus Data Sender",
  "Key Vault Secrets Officer",
  "Key Vault Secrets User",
  "Monitoring Metrics Publisher",
  "Monitoring Reader",
  "Storage Account Contributor",
  "Storage Blob Data Contributor",
  "Storage Blob Data Owner",
  "Storage Blob Data Reader",
  "Storage Queue Data Contributor",
  "Storage Queue Data Message Processor",
  "Storage Queue Data Message Sender",
  "Storage Queue Data Reader",
  "Storage Table Data Contributor",
  "Storage Table Data Reader",
] as const;

/** Their ids, by name. */
export const roleIds: Readonly<Record<string, string>> = Object.fromEntries(
  ASSIGNED.map((name) => [name, builtInRoles[name].id]),
);
