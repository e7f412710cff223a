/** Every backend has it. */
export const JWT_SECRET = "jwt-secret";
export const COSMOS_CONNECTION_STRING = "cosmos-connection-string";
export const STORAGE_CONNECTION_STRING = "storage-connection-string";
/** What a function app with a content share signs in to its host storage with. */
export const HOST_CONNECTION_STRING = "host-storage-connection-string";
export const CONNECTION_STRINGS = [COSMOS_CONNECTION_STRING, STORAGE_CONNECTION_STRING];
