import type { AllSettings } from "../words";

/** The sample of the specification. */
export const JWT_SECRET = "jwt-secret";
export const COSMOS_CONNECTION_STRING = "cosmos-connection-string";
export const STORAGE_CONNECTION_STRING = "storage-connection-string";
/** What a function app with a content share signs in to its host storage with. */
export const HOST_CONNECTION_STRING = "host-storage-connection-string";
export const CONNECTION_STRINGS = [COSMOS_CONNECTION_STRING, STORAGE_CONNECTION_STRING];

/** Every secret that a component can refer to. */
export function secretNames({ keyVault }: AllSettings): readonly string[] {
  const own = Object.entries(keyVault.secrets).flatMap(([name, given]) => (given === false ? [] : [name]));
  return [...own, ...(keyVault.connectionStrings ? CONNECTION_STRINGS : [])];
}
