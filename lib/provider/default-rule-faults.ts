import { type Json, isObject } from "./written-resources";

const SUBSCRIPTION = "azurerm_servicebus_subscription";
const RULE = "azurerm_servicebus_subscription_rule";

/**
 * The subscriptions that would get no message, each as a sentence with what to write: the provider of the stack takes the rule
 * `$Default` away from every new subscription, and they have no other rule.
 */
export function defaultRuleFaults({ resource }: Json): readonly string[] {
  const all: Json = isObject(resource) ? resource : {};
  const rules = Object.values(namedOf(all, RULE)).map((each) =>
    isObject(each) ? String(each["subscription_id"]) : "",
  );
  return Object.keys(namedOf(all, SUBSCRIPTION))
    .filter((name) => !rules.some((id) => id.includes(`${SUBSCRIPTION}.${name}.`)))
    .map(
      (name) =>
        `${SUBSCRIPTION}.${name} has no rule, so it gets no messages: the provider of this stack deletes the rule $Default of ` +
        `new subscriptions; add an ${RULE} whose subscriptionId is that of the subscription`,
    );
}

function namedOf(all: Json, type: string): Json {
  const named = all[type];
  return isObject(named) ? named : {};
}
