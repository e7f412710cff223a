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
      "Azure refuses with ScopeLocked to delete what is below a locked account: a container or queue that was taken " +
        "out, and a role of a component or slot that was taken out. Set safeguards.locks to false for such a change",
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
        "names no amount, so that there would be no budget",
        `add ${BUDGETS}.amounts, such as { platform: 500 }, or leave ${BUDGETS} out`,
        `${BUDGETS}.${asking}`,
      );
    return;
  }
  if (startDate !== undefined) checkStartDate(draft, startDate);
  else if (!draft.refused(`${BUDGETS}.startDate`))
    draft.missing(
      `${BUDGETS}.startDate`,
      "not given: a budget begins with a month that is not over",
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
      `takes the first day of a month as YYYY-MM-01, got ${redacted(startDate)}`,
      'write it like "2026-12-01"',
    );
  else if (startDate < EARLIEST_MONTH)
    draft.problem(
      `${BUDGETS}.startDate`,
      `Azure has no budgets before ${EARLIEST_MONTH}, got ${redacted(startDate)}`,
      "give the month in which the budgets are made, or a later one",
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
          `takes whole numbers from 0 to ${HIGHEST_THRESHOLD}, per cent of the amount, got ${redacted(threshold)}`,
          "choose a number in that range",
        );
    const twice = thresholds[kind].find((each, index) => thresholds[kind].indexOf(each) < index);
    if (twice !== undefined) draft.problem(path, `names ${twice} twice`, "name each threshold once");
  }
  const count = thresholds.actual.length + thresholds.forecast.length;
  if (count === 0 || count > MOST_THRESHOLDS)
    draft.problem(
      `${BUDGETS}.thresholds`,
      `a budget has 1 to ${MOST_THRESHOLDS} thresholds, got ${count}`,
      "change actual and forecast, or leave them out",
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
          ? "there is no action group yet where the network is built, and roles alone are not enough for Azure"
          : "there is no action group, since there is no alert, and roles alone are not enough for Azure",
        `name somebody in ${BUDGETS}.emails`,
      );
}
