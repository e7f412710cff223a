import { ResourceGroupTemplateDeployment } from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import { ServicebusSubscription } from "@cdktf/provider-azurerm/lib/servicebus-subscription";
import {
  ServicebusSubscriptionRule,
  type ServicebusSubscriptionRuleConfig,
} from "@cdktf/provider-azurerm/lib/servicebus-subscription-rule";
import type { ServicebusTopic } from "@cdktf/provider-azurerm/lib/servicebus-topic";
import type { Construct } from "constructs";
import { constructId } from "../../kit/construct-id";
import { escapeTerraform } from "../../kit/escape";
import { carryOver } from "../../kit/other-form";
import type { ResourceForm } from "../../provider/resource-form";
import type { Transformed } from "../contract/transforms";
import type { ResourceReference } from "../contract/reference";
import { apiVersionOf } from "../../azure/api-versions";
import { buildTemplateDeployment } from "../../kit/template-deployment";
import { receiverArguments } from "./receiver-arguments";
import type { RulePlan, SubscriptionPlan } from "./plan";
import { serviceBusIds } from "./resources";

/** Where a subscription is, and what it may forward to. */
export interface SubscriptionPlace {
  readonly namespace: ResourceReference;
  readonly defaultRuleForm: ResourceForm;
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
  readonly defaultRule: ServicebusSubscriptionRule | ResourceGroupTemplateDeployment;
}

export function buildSubscription(
  scope: Construct,
  { topic, targetNamed, ...place }: SubscriptionPlace,
  plan: SubscriptionPlan,
  transformed: Transformed,
): BuiltSubscription {
  const key = `${plan.topic}/${plan.name}`;
  const id = serviceBusIds.subscription(plan.topic, plan.name);
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
    defaultRule: buildDefaultRule(scope, { ...place, subscription }, plan, transformed),
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

const DEFAULT_RULE = "$Default";

/** What the rule `$Default` lets through besides other rules. */
function defaultFilter({ rules }: SubscriptionPlan): { readonly lets: string; readonly sql: string } {
  return rules.length === 0 ? { lets: "everything", sql: "1=1" } : { lets: "nothing", sql: "1=0" };
}

/**
 * Azure makes a rule `$Default` with each subscription, which lets everything through besides any other rule. It lets nothing
 * through where there are rules, and everything where there are none: also where they are taken away later.
 */
function buildDefaultRule(
  scope: Construct,
  place: DefaultRulePlace,
  plan: SubscriptionPlan,
  transformed: Transformed,
): ServicebusSubscriptionRule | ResourceGroupTemplateDeployment {
  return place.defaultRuleForm === "template"
    ? buildDefaultRuleDeployment(scope, place, plan, transformed)
    : buildDefaultRuleResource(scope, place, plan, transformed);
}

type DefaultRulePlace = Pick<SubscriptionPlace, "namespace" | "defaultRuleForm" | "deploymentPrefix"> & {
  readonly subscription: ServicebusSubscription;
};

/** The provider takes Azure's own rule away with a feature of its configuration, so that this one can be made. */
function buildDefaultRuleResource(
  scope: Construct,
  { subscription, defaultRuleForm }: DefaultRulePlace,
  plan: SubscriptionPlan,
  transformed: Transformed,
): ServicebusSubscriptionRule {
  const id = defaultRuleId(plan);
  const config: ServicebusSubscriptionRuleConfig = {
    name: DEFAULT_RULE,
    subscriptionId: subscription.id,
    filterType: "SqlFilter",
    sqlFilter: defaultFilter(plan).sql,
  };
  const resource = new ServicebusSubscriptionRule(
    scope,
    id,
    transformed("serviceBusDefaultRules", id, config) as ServicebusSubscriptionRuleConfig,
  );
  carryOver({
    resource,
    otherType: ResourceGroupTemplateDeployment.tfResourceType,
    importId: defaultRuleForm === "import" ? `${subscription.id}/rules/${DEFAULT_RULE}` : undefined,
  });
  return resource;
}

/** azurerm before 4.81 takes the rule for one that is somebody else's. */
function buildDefaultRuleDeployment(
  scope: Construct,
  { namespace, deploymentPrefix, subscription }: DefaultRulePlace,
  plan: SubscriptionPlan,
  transformed: Transformed,
): ResourceGroupTemplateDeployment {
  const { topic, name } = plan;
  const { lets, sql } = defaultFilter(plan);
  const deployment = {
    // Under another name it is another deployment, which runs again.
    name: `${deploymentPrefix}service-bus-rule-${topic}-${name}-${lets}`,
    resourceGroupName: namespace.resourceGroupName,
    resource: {
      type: "Microsoft.ServiceBus/namespaces/topics/subscriptions/rules",
      apiVersion: apiVersionOf("Microsoft.ServiceBus"),
      name: `${namespace.name}/${topic}/${name}/${DEFAULT_RULE}`,
      properties: { filterType: "SqlFilter", sqlFilter: { sqlExpression: sql } },
    },
    parents: [subscription],
  };
  const resource = buildTemplateDeployment(
    scope,
    defaultRuleId(plan),
    deployment,
    (id, config) => transformed("serviceBusDefaultRules", id, config) as typeof config,
  );
  carryOver({ resource, otherType: ServicebusSubscriptionRule.tfResourceType });
  return resource;
}

function defaultRuleId({ topic, name }: SubscriptionPlan): string {
  return constructId("service_bus_default_rule", `${topic}/${name}`);
}
