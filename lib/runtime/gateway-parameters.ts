/** What gateways and the Functions host take from the query of any request: a CRUD API lets them pass. */
export const GATEWAY_PARAMETERS: readonly string[] = ["code", "clientId", "subscription-key", "api-version"];
