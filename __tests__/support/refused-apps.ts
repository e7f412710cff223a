import {
  APP,
  BUS,
  CONTRIBUTOR,
  ENDPOINTS_SUBNET,
  ME,
  PLAN,
  REGISTRY,
  SENDER,
  alert,
  app,
  assignment,
  bus,
  endpoints,
  joined,
  plan,
  subnet,
  vault,
  vnet,
  type Row,
} from "./asked";
import { inGroup } from "./manager";

/** Apps, roles, alerts and messaging. */
export const refusedOfApps: Readonly<Record<string, Row>> = {
  "an app's plan is there": {
    given: [plan("EP1")],
    right: app(),
    wrong: app({ serverFarmId: `${PLAN}2` }),
    message: "404 NotFound: Cannot find ServerFarm",
  },
  "an app on Consumption takes no part in a network": {
    given: [vnet, subnet, plan("Y1")],
    right: app(),
    wrong: joined,
    message: "400 BadRequest: VNet integration is not supported on the Consumption plan",
  },
  "the subnet of an app is delegated to its kind of plan": {
    given: [vnet, subnet, endpoints, plan("EP1")],
    right: joined,
    wrong: app({ virtualNetworkSubnetId: ENDPOINTS_SUBNET }),
    message: "400 SubnetMissingDelegation: Subnet endpoints is delegated to nobody, and needs",
  },
  "Always On is of plans that run all the time": {
    given: [plan("Y1")],
    right: app(),
    wrong: app({ siteConfig: { alwaysOn: true } }),
    message: "409 Conflict: There was a conflict. AlwaysOn cannot be set",
  },
  "a plan allows so many slots": {
    given: [plan("Y1"), app(), [`${APP}/slots/one`, {}]],
    right: [`${APP}/slots/one`, {}],
    wrong: [`${APP}/slots/two`, {}],
    message: "400 BadRequest: Plan Y1 allows 1 slots",
  },
  "an app moves between Consumption and other plans by being made anew": {
    given: [plan("EP1"), app()],
    right: plan("EP1"),
    wrong: plan("Y1"),
    message: "409 Conflict: This region/plan does not allow a change from EP1 to Y1",
  },
  "an app's name has 2 to 60 letters, digits and hyphens": {
    given: [plan("Y1")],
    right: app(),
    wrong: [inGroup("Microsoft.Web/sites/-app"), { properties: { serverFarmId: PLAN } }],
    message: "400 BadRequest: Site name -app is invalid",
  },
  "a role assignment gives a role that Azure has": {
    given: [vault()],
    right: assignment("one", SENDER, ME),
    wrong: assignment("one", CONTRIBUTOR, ME),
    message: `400 RoleDefinitionDoesNotExist: The specified role definition with ID '${CONTRIBUTOR}'`,
  },
  "a role assignment is for a principal that is there": {
    given: [vault()],
    right: assignment("one", SENDER, ME),
    wrong: assignment("one", SENDER, CONTRIBUTOR),
    message: "400 PrincipalNotFound: Principal",
  },
  "a role is assigned to one principal on one scope once": {
    given: [vault(), assignment("one", SENDER, ME)],
    right: assignment("one", SENDER, ME),
    wrong: assignment("two", SENDER, ME),
    message: "409 RoleAssignmentExists",
  },
  "an alert looks at a metric that its resource has": {
    right: alert({}),
    wrong: alert({
      criteria: {
        allOf: [{ metricNamespace: "Microsoft.Web/sites", metricName: "FunctionExecutionErrors" }],
      },
    }),
    message: "400 BadRequest: Couldn't find a metric named FunctionExecutionErrors",
  },
  "an alert looks back further than it waits between two looks": {
    right: alert({}),
    wrong: alert({ windowSize: "PT1M" }),
    message: "400 BadRequest: Window PT1M has to be longer than frequency PT1M",
  },
  "an alert tells groups that are there": {
    given: [[inGroup("Microsoft.Insights/actionGroups/ops"), { properties: { groupShortName: "ops" } }]],
    right: alert({ actions: [{ actionGroupId: inGroup("Microsoft.Insights/actionGroups/ops") }] }),
    wrong: alert({ actions: [{ actionGroupId: inGroup("Microsoft.Insights/actionGroups/other") }] }),
    message: "400 BadRequest: Action group",
  },
  "an action group's short name has 1 to 12 characters": {
    right: [inGroup("Microsoft.Insights/actionGroups/ops"), { properties: { groupShortName: "ops-team" } }],
    wrong: [
      inGroup("Microsoft.Insights/actionGroups/ops"),
      { properties: { groupShortName: "operations-team" } },
    ],
    message: "400 BadRequest: A short name has 1 to 12 characters, got 15",
  },
  "a Basic namespace has no topics": {
    given: [
      bus("Basic"),
      [inGroup("Microsoft.ServiceBus/namespaces/sbns-two"), { sku: { name: "Standard" } }],
    ],
    right: [inGroup("Microsoft.ServiceBus/namespaces/sbns-two/topics/orders"), {}],
    wrong: [`${BUS}/topics/orders`, {}],
    message: "400 BadRequest: Topics are not available on the Basic tier",
  },
  "a queue of a Basic namespace has no sessions and detects no duplicates": {
    given: [bus("Basic")],
    right: [`${BUS}/queues/mail`, { properties: { requiresSession: false } }],
    wrong: [`${BUS}/queues/mail`, { properties: { requiresDuplicateDetection: true } }],
    message: "400 BadRequest: requiresDuplicateDetection is not available on the Basic tier",
  },
  "a namespace below Premium is open to the internet": {
    right: bus("Premium", { publicNetworkAccess: "Disabled" }),
    wrong: bus("Standard", { publicNetworkAccess: "Disabled" }),
    message: "400 BadRequest: Public network access can be disabled on the Premium tier only",
  },
  "a namespace's name does not end in -sb or -mgmt": {
    right: bus("Basic"),
    wrong: [inGroup("Microsoft.ServiceBus/namespaces/feedback-sb"), { sku: { name: "Basic" } }],
    message: "400 BadRequest: The namespace name feedback-sb is invalid",
  },
  "network rules of a registry, and closing it, need Premium": {
    right: [REGISTRY, { sku: { name: "Basic" } }],
    wrong: [REGISTRY, { sku: { name: "Basic" }, properties: { networkRuleSet: { defaultAction: "Deny" } } }],
    message: "400 BadRequest: Network rules and private access are available on the Premium tier only",
  },
};
