import type { ResourceGroupTemplateDeploymentConfig } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { ServicebusNamespaceConfig } from "@cdktf/provider-azurerm/lib/servicebus-namespace";
import type { ServicebusQueueConfig } from "@cdktf/provider-azurerm/lib/servicebus-queue";
import type { ServicebusSubscriptionConfig } from "@cdktf/provider-azurerm/lib/servicebus-subscription";
import type { ServicebusSubscriptionRuleConfig } from "@cdktf/provider-azurerm/lib/servicebus-subscription-rule";
import type { ServicebusTopicConfig } from "@cdktf/provider-azurerm/lib/servicebus-topic";
import type { External, ExternalResource } from "../external-resources";
import type { ServiceBusSettings } from "./settings";

/** What others may know of this service: types alone, so that nothing of it is loaded. */
export interface ServiceBusWords {
  readonly settings: ServiceBusSettings;
  readonly configs: {
    readonly serviceBus: ServicebusNamespaceConfig;
    readonly serviceBusQueues: ServicebusQueueConfig;
    readonly serviceBusTopics: ServicebusTopicConfig;
    readonly serviceBusSubscriptions: ServicebusSubscriptionConfig;
    readonly serviceBusRules: ServicebusSubscriptionRuleConfig;
    readonly serviceBusDefaultRules: ServicebusSubscriptionRuleConfig | ResourceGroupTemplateDeploymentConfig;
  };
  readonly names: { readonly serviceBus: "serviceBusNamespace" };
  readonly external: {
    /** A namespace of Service Bus, which component queues are in. */
    readonly serviceBus?: External<ExternalResource> | undefined;
  };
}
