/** The role that API Management logs requests by. */
export const PUBLISHER = {
  role: "Monitoring Metrics Publisher",
  reason: "log requests by identity: Application Insights takes no keys",
} as const;
