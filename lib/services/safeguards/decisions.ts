import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { checkEmails } from "../monitoring";
import { stackRoles } from "../contract/service";
import { knowsActionGroups } from "./plan";

const BUDGETS = "safeguards.budgets";

/** learn.microsoft.com/rest/api/consumption/budgets/create-or-update */
const MOST_THRESHOLDS = 5;
const HIGHEST_THRESHOLD = 1000;
const EARLIEST_MONTH = "2017-06-01";
const FIRST_OF_MONTH = /^\d{4}-(0[1-9]|1[0-2])-01$/;
const MOST_BUDGET_EMAILS = 50;

/** Every rule of Azure that `safeguards` can break, and what locks mean for later changes. */
export function decideSafeguards(draft: Draft): void {
  if (draft.settings.safeguards.locks)
    draft.note(
      "safeguards.locks",
      "Azure refuses, with ScopeLocked, to delete child resources of a locked account: a container or queue that was removed from " +
        "the options, and role assignments of a removed component or slot. Set safeguards.locks to false for such a change",
    );
  decideBudgets(draft);
}

function decideBudgets(draft: Draft): void {
  const { budgets } = draft.settings.safeguards;
  const { startDate, amounts, emails } = budgets;
  const wanted = stackRoles.filter((stack) => amounts[stack] !== undefined);
  if (wanted.length === 0) {
    const asking = Object.keys(budgets).find((setting) => draft.chosen(`${BUDGETS}.${setting}`));
    if (asking !== undefined && !draft.refusedWithin(BUDGETS))
      draft.missing(
        `${BUDGETS}.amounts`,
        "has no amounts, so no budget would be created",
        `add ${BUDGETS}.amounts, such as { platform: 500 }, or remove ${BUDGETS}`,
        `${BUDGETS}.${asking}`,
      );
    return;
  }
  if (startDate !== undefined) checkStartDate(draft, startDate);
  else if (!draft.refused(`${BUDGETS}.startDate`))
    draft.missing(
      `${BUDGETS}.startDate`,
      "is not set: a budget needs a start month that has not ended",
      `set ${BUDGETS}.startDate to the first day of this month, such as "2026-12-01"`,
      `${BUDGETS}.amounts`,
    );
  checkThresholds(draft);
  if (draft.chosen(`${BUDGETS}.emails`)) checkEmails(draft, `${BUDGETS}.emails`, emails, MOST_BUDGET_EMAILS);
  checkReceivers(draft);
}

function checkStartDate(draft: Draft, startDate: string): void {
  if (!FIRST_OF_MONTH.test(startDate))
    draft.problem(
      `${BUDGETS}.startDate`,
      `must be the first day of a month as YYYY-MM-01, got ${redacted(startDate)}`,
      'write it like "2026-12-01"',
    );
  else if (startDate < EARLIEST_MONTH)
    draft.problem(
      `${BUDGETS}.startDate`,
      `Azure allows no start date before ${EARLIEST_MONTH}, got ${redacted(startDate)}`,
      "use the month in which the budgets are created, or a later one",
    );
}

function checkThresholds(draft: Draft): void {
  const { thresholds } = draft.settings.safeguards.budgets;
  for (const kind of ["actual", "forecast"] as const) {
    const path = `${BUDGETS}.thresholds.${kind}` as const;
    for (const threshold of thresholds[kind])
      if (!Number.isInteger(threshold) || threshold < 0 || threshold > HIGHEST_THRESHOLD)
        draft.problem(
          path,
          `must have whole numbers from 0 to ${HIGHEST_THRESHOLD}, in percent of the amount, got ${redacted(threshold)}`,
          "use a number in this range",
        );
    const twice = thresholds[kind].find((each, index) => thresholds[kind].indexOf(each) < index);
    if (twice !== undefined) draft.problem(path, `lists ${twice} twice`, "list each threshold once");
  }
  const count = thresholds.actual.length + thresholds.forecast.length;
  if (count === 0 || count > MOST_THRESHOLDS)
    draft.problem(
      `${BUDGETS}.thresholds`,
      `a budget must have 1 to ${MOST_THRESHOLDS} thresholds, got ${count}`,
      "change actual and forecast, or remove them",
    );
}

/** Azure takes no budget that tells roles alone. */
function checkReceivers(draft: Draft): void {
  const { amounts, emails } = draft.settings.safeguards.budgets;
  if (emails.length > 0 || draft.refusedWithin(`${BUDGETS}.emails`)) return;
  for (const stack of stackRoles)
    if (amounts[stack] !== undefined && !knowsActionGroups(draft.settings, stack))
      draft.problem(
        `${BUDGETS}.amounts.${stack}`,
        stack === "network"
          ? "the network stack has no action group yet, and Azure does not accept roles as the only receivers"
          : "there is no action group, because there is no alert, and Azure does not accept roles as the only receivers",
        `add an address to ${BUDGETS}.emails`,
      );
}
