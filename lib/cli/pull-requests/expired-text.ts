import type { ExpiredEnvironment } from "./expired-environment";

const DAY = 86_400_000;
/** What may stand in a command to copy: names of locks and groups may have more. */
const PLAIN = /^[\w\-./()]+$/;

/** What nobody has destroyed in time, and what to do about each. */
export function expiredText(
  environments: readonly ExpiredEnvironment[],
  current: readonly string[],
  today: string,
): string {
  const others =
    current.length === 0
      ? []
      : [
          `${current.join(", ")}: ${current.length === 1 ? "its last day is" : "their last days are"} not over.`,
        ];
  if (environments.length === 0) return ["No environment has outlived its last day.", ...others].join("\n");
  return [...environments.map((each) => blockOf(each, today)), ...others].join("\n\n");
}

function blockOf(each: ExpiredEnvironment, today: string): string {
  const { environment, pullRequest, subscriptionId, groups, command } = each;
  const of = pullRequest === undefined ? "" : ` (pull request ${pullRequest})`;
  return [
    `${environment}${of}: ${standingText(each, today)}`,
    `  subscription ${subscriptionId}, resource groups ${groups.join(", ")}`,
    `  cost: ${costText(each)}`,
    ...lockLines(each),
    `  to destroy it: ${command}`,
  ].join("\n");
}

function standingText({ standing, expires = "" }: ExpiredEnvironment, today: string): string {
  switch (standing) {
    case "expired": {
      const days = Math.round((Date.parse(today) - Date.parse(expires)) / DAY);
      return `its last day was ${expires}, ${days === 1 ? "1 day" : `${days} days`} ago`;
    }
    case "no last day":
      return "it has no last day: deploy it with --expires, or destroy it";
    case "not a day":
      return `its tag expires is ${JSON.stringify(expires)}, which is no day: deploy it with --expires, or destroy it`;
    case "current":
      return `its last day is ${expires}`;
  }
}

function costText({ cost, costProblem = "" }: ExpiredEnvironment): string {
  if (cost === null) return `unknown, because the app does not define it: ${costProblem}`;
  return `${cost.low.toFixed(2)} to ${cost.high.toFixed(2)} USD a month, by the options of today`;
}

function lockLines({ locks }: ExpiredEnvironment): readonly string[] {
  if (locks === null)
    return [
      "  locks: unknown, the login needs Microsoft.Authorization/locks/read, which the role Reader has",
    ];
  return locks.map(({ id, name, level, scope }) => {
    const removal = PLAIN.test(id) ? `az lock delete --ids "${id}"` : "delete it in the portal";
    return (
      `  locked: ${level} lock ${JSON.stringify(name)} on ${scope}. ` +
      `An Owner or User Access Administrator deletes it first: ${removal}`
    );
  });
}
