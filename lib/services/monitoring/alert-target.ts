/** What alerts can be about. */
export type AlertTarget =
  "appInsights" | "functionApp" | "cosmos" | "storage" | "keyVault" | "serviceBus" | "redis" | "apim";
