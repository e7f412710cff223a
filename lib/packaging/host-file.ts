/**
 * host.json: what the Functions host loads, and how it logs.
 * learn.microsoft.com/azure/azure-functions/functions-host-json
 */
export function hostFile(): string {
  const host = {
    version: "2.0",
    // Triggers of storage, Cosmos DB and Service Bus, for everything that is no .NET.
    extensionBundle: { id: "Microsoft.Azure.Functions.ExtensionBundle", version: "[4.*, 5.0.0)" },
    // Application Insights samples by itself, as logs.samplingPercentage says.
    logging: { applicationInsights: { samplingSettings: { isEnabled: false } } },
  };
  return `${JSON.stringify(host, undefined, 2)}\n`;
}
