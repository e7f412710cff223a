import type { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import { ServicebusSubscription } from "@cdktf/provider-azurerm/lib/servicebus-subscription";
import { ServicebusSubscriptionRule } from "@cdktf/provider-azurerm/lib/servicebus-subscription-rule";
import type { ServicebusTopic } from "@cdktf/provider-azurerm/lib/servicebus-topic";
import type { Construct } from "constructs";
import { constructId } from "../../kit/construct-id";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { ResourceReference } from "../contract/reference";
import { apiVersionOf } from "../../azure/api-versions";
import { buildTemplateDeployment } from "../../kit/template-deployment";
import { receiverArguments } from "./receiver-arguments";
import type { RulePlan, SubscriptionPlan } from "./plan";

/** Where a subscription is, and what it may forward to. */
export interface SubscriptionPlace {
  readonly namespace: ResourceReference;
  /** Begins the names of deployments. */
  readonly deploymentPrefix: string;
  readonly topic: ServicebusTopic;
  /** A queue or topic as Terraform refers to it. */
  readonly targetNamed: (name: string) => string;
}

/** A subscription with its rules, by `<topic>/<subscription>`. */
export interface BuiltSubscription {
  readonly key: string;
  readonly subscription: ServicebusSubscription;
  readonly rules: readonly (readonly [key: string, rule: ServicebusSubscriptionRule])[];
  readonly defaultRule: ResourceGroupTemplateDeployment;
}

export function buildSubscription(
  scope: Construct,
  { namespace, deploymentPrefix, topic, targetNamed }: SubscriptionPlace,
  plan: SubscriptionPlan,
  transformed: Transformed,
): BuiltSubscription {
  const key = `${plan.topic}/${plan.name}`;
  const id = constructId("service_bus_subscription", key);
  const { defaultMessageTimeToLive, autoDeleteOnIdle } = plan;
  const subscription = new ServicebusSubscription(
    scope,
    id,
    transformed("serviceBusSubscriptions", id, {
      name: plan.name,
      topicId: topic.id,
      ...receiverArguments(plan, targetNamed),
      // Left out, azurerm would switch it off.
      batchedOperationsEnabled: true,
      deadLetteringOnFilterEvaluationError: plan.deadLetteringOnFilterEvaluationExceptions ?? true,
      ...(defaultMessageTimeToLive === undefined ? {} : { defaultMessageTtl: defaultMessageTimeToLive }),
      ...(autoDeleteOnIdle === undefined ? {} : { autoDeleteOnIdle }),
    }),
  );
  return {
    key,
    subscription,
    rules: plan.rules.map((rule) => [
      `${key}/${rule.name}`,
      buildRule(
        scope,
        subscription,
        constructId("service_bus_rule", `${key}/${rule.name}`),
        rule,
        transformed,
      ),
    ]),
    defaultRule: buildDefaultRule(scope, { namespace, deploymentPrefix, subscription }, plan, transformed),
  };
}

function buildRule(
  scope: Construct,
  subscription: ServicebusSubscription,
  id: string,
  { name, sqlFilter, correlationFilter, action }: RulePlan,
  transformed: Transformed,
): ServicebusSubscriptionRule {
  return new ServicebusSubscriptionRule(
    scope,
    id,
    transformed("serviceBusRules", id, {
      name,
      subscriptionId: subscription.id,
      filterType: sqlFilter === undefined ? "CorrelationFilter" : "SqlFilter",
      ...(sqlFilter === undefined ? {} : { sqlFilter: escapeTerraform(sqlFilter) }),
      ...(correlationFilter === undefined ? {} : { correlationFilter: literals(correlationFilter) }),
      ...(action === undefined ? {} : { action: escapeTerraform(action) }),
    }),
  );
}

function literals({ properties, ...system }: NonNullable<RulePlan["correlationFilter"]>) {
  const each = (values: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escapeTerraform(value)]));
  return { ...each(system), ...(properties === undefined ? {} : { properties: each(properties) }) };
}

/**
 * Azure makes a rule `$Default` with each subscription, which lets everything through beside any other rule, and azurerm
 * takes it for one that is somebody else's. A deployment says what it lets through: nothing where there are rules. It is
 * there without rules too, so that those which are taken away leave a subscription that gets everything.
 */
function buildDefaultRule(
  scope: Construct,
  {
    namespace,
    deploymentPrefix,
    subscription,
  }: Pick<SubscriptionPlace, "namespace" | "deploymentPrefix"> & {
    readonly subscription: ServicebusSubscription;
  },
  { topic, name, rules }: SubscriptionPlan,
  transformed: Transformed,
): ResourceGroupTemplateDeployment {
  const lets = rules.length === 0 ? "everything" : "nothing";
  const deployment = {
    // Under another name it is another deployment, which runs again.
    name: `${deploymentPrefix}service-bus-rule-${topic}-${name}-${lets}`,
    resourceGroupName: namespace.resourceGroupName,
    resource: {
      type: "Microsoft.ServiceBus/namespaces/topics/subscriptions/rules",
      apiVersion: apiVersionOf("Microsoft.ServiceBus"),
      name: `${namespace.name}/${topic}/${name}/$Default`,
      properties: {
        filterType: "SqlFilter",
        sqlFilter: { sqlExpression: lets === "everything" ? "1=1" : "1=0" },
      },
    },
    parents: [subscription],
  };
  return buildTemplateDeployment(
    scope,
    constructId("service_bus_default_rule", `${topic}/${name}`),
    deployment,
    (id, config) => transformed("serviceBusDefaultRules", id, config),
  );
}
