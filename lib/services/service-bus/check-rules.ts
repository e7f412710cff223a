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
      "without a rule no message would come through",
      "leave it out for every message, or give a rule",
    );
  for (const { path: at, name, given: rule } of rules) {
    const fault = entityFault("rule", name);
    if (fault !== undefined) draft.problem(at, `${fault}, got ${redacted(name)}`, "choose another name");
    const { sqlFilter, correlationFilter } = rule;
    if ((sqlFilter === undefined) === (correlationFilter === undefined))
      draft.problem(
        at,
        "has sqlFilter or correlationFilter, and one of them",
        'write it like { sqlFilter: "quantity > 10" }, or { correlationFilter: { label: "paid" } }',
      );
    else if (correlationFilter !== undefined && isEmpty(correlationFilter))
      draft.problem(
        `${at}.correlationFilter`,
        "names no property, or one without a value",
        'write it like { label: "paid" }, or { properties: { region: "eu" } }',
      );
  }
}

function isEmpty({ properties = {}, ...system }: NonNullable<DeclaredRule["correlationFilter"]>): boolean {
  const values: readonly string[] = [...Object.values(system), ...Object.values(properties)];
  return values.length === 0 || values.includes("");
}

type DeclaredRule = Exclude<NonNullable<DeclaredSubscription["given"]["rules"]>[string], false>;
