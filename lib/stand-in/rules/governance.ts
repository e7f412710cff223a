import { asText, at, listAt, objectAt, textAt } from "../json";
import { key } from "../resource-path";
import { EVERYTHING, type Rule } from "../rule";
import type { Store } from "../store";

const LOCKS = "Microsoft.Authorization/locks";
const BUDGETS = "Microsoft.Consumption/budgets";
const LOCKING = "learn.microsoft.com/azure/azure-resource-manager/management/lock-resources";

export const governance: readonly Rule[] = [
  {
    says: "a locked resource and its parents cannot be deleted",
    source: LOCKING,
    on: EVERYTHING,
    status: 409,
    code: "ScopeLocked",
    holds({ id, type }, store) {
      if (type === LOCKS) return undefined;
      const lock = locksOf(store).find(({ scope }) => isWithin(id, scope) || isWithin(scope, id));
      return (
        lock &&
        `The scope '${id}' cannot perform delete operation because following scope(s) are locked: ` +
          `'${lock.scope}'. Please remove the lock and try again.`
      );
    },
  },
  {
    says: "a resource with a ReadOnly lock cannot be changed",
    source: LOCKING,
    on: EVERYTHING,
    status: 409,
    code: "ScopeLocked",
    refuse(_asked, { id, store }) {
      const lock = locksOf(store)
        .filter(({ level }) => level === "ReadOnly")
        .find(({ scope }) => isWithin(id, scope));
      if (key(id).includes("/providers/microsoft.authorization/locks/")) return undefined;
      return (
        lock &&
        `The scope '${id}' cannot perform write operation because following scope(s) are locked: ` +
          `'${lock.scope}'. Please remove the lock and try again.`
      );
    },
  },
  {
    says: "a lock's level is CanNotDelete or ReadOnly",
    source: LOCKING,
    on: [LOCKS],
    refuse(asked) {
      const level = textAt(asked, "properties.level");
      return ["CanNotDelete", "ReadOnly"].includes(level) ? undefined : `Lock level '${level}' is invalid`;
    },
  },
  {
    says: "a budget begins with a month",
    source: "learn.microsoft.com/rest/api/consumption/budgets/create-or-update",
    on: [BUDGETS],
    refuse(asked) {
      const start = textAt(asked, "properties.timePeriod.startDate");
      return /^\d{4}-\d\d-01(T|$)/.test(start)
        ? undefined
        : `Start date ${start} is not the first day of a month`;
    },
  },
  {
    says: "a budget's amount is greater than 0",
    source: "learn.microsoft.com/rest/api/consumption/budgets/create-or-update",
    on: [BUDGETS],
    refuse: (asked) =>
      Number(at(asked, "properties.amount")) > 0
        ? undefined
        : `Amount ${asText(at(asked, "properties.amount"))} is not more than 0`,
  },
  {
    says: "a budget has one to five notifications, each for 0 to 1000 percent",
    source: "learn.microsoft.com/rest/api/consumption/budgets/create-or-update",
    on: [BUDGETS],
    refuse(asked) {
      const notifications = Object.values(objectAt(asked, "properties.notifications"));
      if (notifications.length > 5) return "A budget has five notifications at most";
      const odd = notifications.find((each) => {
        const threshold = Number(at(each, "threshold"));
        return !(threshold >= 0 && threshold <= 1000);
      });
      if (odd !== undefined) return `Threshold ${asText(at(odd, "threshold"))} is not between 0 and 1000`;
      const silent = notifications.find((each) =>
        ["contactEmails", "contactGroups"].every((to) => listAt(each, to).length === 0),
      );
      return silent === undefined
        ? undefined
        : "A notification has at least one contact e-mail or contact group";
    },
  },
  {
    says: "a resource has 50 tags at most, of 512 and 256 characters",
    source: "learn.microsoft.com/azure/azure-resource-manager/management/tag-resources",
    on: EVERYTHING,
    code: "InvalidTagNameOrValue",
    refuse(asked) {
      const tags = Object.entries(objectAt(asked, "tags"));
      if (tags.length > 50) return `${tags.length} tags are more than 50`;
      // What Azure's own portal goes by: learn.microsoft.com/azure/azure-monitor/app/availability
      const isLink = (name: string): boolean => name.startsWith("hidden-link:");
      const odd = tags.find(
        ([name, value]) =>
          name.length > 512 || asText(value).length > 256 || (!isLink(name) && /[<>%&\\?/]/.test(name)),
      );
      return odd && `The tag '${odd[0]}' is too long or has a character that names of tags cannot have`;
    },
  },
];

/** Itself, or anything below. */
function isWithin(id: string, scope: string): boolean {
  return key(id) === key(scope) || key(id).startsWith(`${key(scope)}/`);
}

interface Lock {
  /** What it locks, and everything below. */
  readonly scope: string;
  readonly level: string;
}

function locksOf(store: Store): readonly Lock[] {
  return store.ofType(LOCKS).map(({ id, body }) => ({
    scope: id.replace(/\/providers\/Microsoft\.Authorization\/.*$/i, ""),
    level: textAt(body, "properties.level"),
  }));
}
