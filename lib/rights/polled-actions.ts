/**
 * How far a long operation is, by the resource provider that tells: a client asks where the provider's answer says, which the stand-in
 * has no paths of. Everything that is published for it:
 * learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 */
export const polledActions: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.ApiManagement": ["Microsoft.ApiManagement/service/operationresults/read"],
  "Microsoft.Cache": [
    "Microsoft.Cache/locations/asyncOperations/read",
    "Microsoft.Cache/locations/operationResults/read",
    "Microsoft.Cache/locations/operationsStatus/read",
    "Microsoft.Cache/redisEnterprise/databases/operationResults/read",
    "Microsoft.Cache/redisEnterprise/operationResults/read",
  ],
  "Microsoft.Cdn": [
    "Microsoft.Cdn/operationresults/profileresults/afdendpointresults/read",
    "Microsoft.Cdn/operationresults/profileresults/read",
    "Microsoft.Cdn/operationresults/read",
  ],
  "Microsoft.ContainerRegistry": [
    "Microsoft.ContainerRegistry/locations/operationResults/read",
    "Microsoft.ContainerRegistry/registries/operationStatuses/read",
  ],
  "Microsoft.DocumentDB": ["Microsoft.DocumentDB/locations/operationsStatus/read"],
  "Microsoft.EventGrid": [
    "Microsoft.EventGrid/locations/operationResults/read",
    "Microsoft.EventGrid/locations/operationsStatus/read",
  ],
  "Microsoft.EventHub": ["Microsoft.EventHub/namespaces/operationresults/read"],
  "Microsoft.KeyVault": ["Microsoft.KeyVault/locations/operationResults/read"],
  "Microsoft.Network": [
    "Microsoft.Network/locations/operationResults/read",
    "Microsoft.Network/locations/operations/read",
    "Microsoft.Network/privateDnsOperationStatuses/read",
  ],
  "Microsoft.OperationalInsights": ["Microsoft.OperationalInsights/locations/operationstatuses/read"],
  "Microsoft.Resources": [
    "Microsoft.Resources/deployments/operationstatuses/read",
    "Microsoft.Resources/subscriptions/operationresults/read",
  ],
  "Microsoft.ServiceBus": ["Microsoft.ServiceBus/namespaces/operationresults/read"],
  "Microsoft.Storage": ["Microsoft.Storage/operations/read"],
  "Microsoft.Web": [
    "microsoft.web/locations/operationResults/read",
    "microsoft.web/locations/operations/read",
    "microsoft.web/serverfarms/operationresults/read",
    "microsoft.web/sites/operationresults/read",
    "microsoft.web/sites/operations/read",
    "microsoft.web/sites/slots/operationresults/read",
    "microsoft.web/sites/slots/operations/read",
  ],
};
