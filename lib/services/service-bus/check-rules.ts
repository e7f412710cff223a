import { entityFault } from "../../components/service-bus-entity";
import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { type DeclaredSubscription, wanted } from "./entities";

/** Every rule that filters of a subscription can break: learn.microsoft.com/azure/service-bus-messaging/topic-filters */
export function checkRules(draft: Draft, { path, given }: DeclaredSubscription): void {
  const rules = wanted(given.rules ?? {}, `${path}.rules`);
  if (given.rules !== undefined && rules.length === 0)
    draft.problem(
      `${path}.rules`,
      "without a rule, the subscription would receive no messages",
      "remove it to receive every message, or add a rule",
    );
  for (const { path: at, name, given: rule } of rules) {
    const fault = entityFault("rule", name);
    if (fault !== undefined) draft.problem(at, `${fault}, got ${redacted(name)}`, "choose another name");
    const { sqlFilter, correlationFilter } = rule;
    if ((sqlFilter === undefined) === (correlationFilter === undefined))
      draft.problem(
        at,
        "must have either sqlFilter or correlationFilter",
        'write it like { sqlFilter: "quantity > 10" }, or { correlationFilter: { label: "paid" } }',
      );
    else if (correlationFilter !== undefined && isEmpty(correlationFilter))
      draft.problem(
        `${at}.correlationFilter`,
        "must have at least one property, each with a value",
        'write it like { label: "paid" }, or { properties: { region: "eu" } }',
      );
  }
}

function isEmpty({ properties = {}, ...system }: NonNullable<DeclaredRule["correlationFilter"]>): boolean {
  const values: readonly string[] = [...Object.values(system), ...Object.values(properties)];
  return values.length === 0 || values.includes("");
}

type DeclaredRule = Exclude<NonNullable<DeclaredSubscription["given"]["rules"]>[string], false>;
