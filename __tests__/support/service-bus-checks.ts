import type { JsonObject } from "./synth";

const types = ["azurerm_servicebus_namespace"];
const customerKey = (namespace: JsonObject): JsonObject =>
  (namespace["customer_managed_key"] ?? {}) as JsonObject;

/** What checkov 3.3 asks of a namespace of Service Bus; trivy asks nothing. */
export const serviceBusChecks = [
  { id: "CKV_AZURE_202", types, passes: (bus: JsonObject) => bus["identity"] !== undefined },
  { id: "CKV_AZURE_203", types, passes: (bus: JsonObject) => bus["local_auth_enabled"] === false },
  { id: "CKV_AZURE_204", types, passes: (bus: JsonObject) => bus["public_network_access_enabled"] === false },
  { id: "CKV_AZURE_205", types, passes: (bus: JsonObject) => bus["minimum_tls_version"] === "1.2" },
  {
    id: "CKV_AZURE_201",
    types,
    passes: (bus: JsonObject) => customerKey(bus)["key_vault_key_id"] !== undefined,
  },
  {
    id: "CKV_AZURE_199",
    types,
    passes: (bus: JsonObject) => customerKey(bus)["infrastructure_encryption_enabled"] === true,
  },
] as const;
