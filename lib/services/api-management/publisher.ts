/** The role that API Management logs requests by. */
export const PUBLISHER = {
  id: "monitoring_metrics_publisher",
  role: "Monitoring Metrics Publisher",
  reason: "log requests by identity: Application Insights takes no keys",
} as const;

/** Begins the address of its assignment. */
export const PUBLISHING_PRINCIPAL = "apim";
