import { pullRequestOf } from "../azure/names/pull-request";
import type { BackendPlan } from "../decide/backend-plan";
import { isDataObject } from "../settings/data";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";

const FIX =
  'use one for all of them, for example containerName: environment.startsWith("pr-") ? "tfstate-pr" : …';

/** What two environments of pull requests have each of its own, and all of them have to share: where state is, and the subscription. */
export function notSharedProblems(one: BackendPlan, other: BackendPlan): readonly Problem[] {
  const values = (plan: BackendPlan): Readonly<Record<string, unknown>> => ({
    subscriptionId: plan.subscriptionId,
    tenantId: plan.tenantId,
    ...Object.fromEntries(
      Object.entries(plan.state).map(([name, value]) => [`state.${name}`, value as unknown]),
    ),
  });
  const [first, second] = [values(one), values(other)];
  return [...new Set([...Object.keys(first), ...Object.keys(second)])].flatMap((path) => {
    if (isSame(first[path], second[path])) return [];
    return [
      {
        path,
        message:
          `depends on the number of the pull request: ${shown(first[path])} in ${one.environment}, ` +
          `${shown(second[path])} in ${other.environment}. One identity deploys all of them`,
        from: [],
        fix: FIX,
      },
    ];
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : isDataObject(value) ? "an object" : redacted(value);
}

/** Anyone who may push a branch could change and delete the state of an environment that is in the same container. */
export function sharedContainerProblems(
  pullRequest: BackendPlan,
  plans: readonly BackendPlan[],
): readonly Problem[] {
  const { state } = pullRequest;
  if (state.type !== "azurerm") return [];
  const others = plans.filter(
    ({ environment, state: theirs }) =>
      pullRequestOf(environment) === undefined &&
      theirs.type === "azurerm" &&
      theirs.storageAccountName === state.storageAccountName &&
      theirs.containerName === state.containerName,
  );
  if (others.length === 0) return [];
  const names = [...new Set(others.map(({ environment }) => environment))].join(", ");
  return [
    {
      path: "state.containerName",
      message: `is ${redacted(state.containerName)} for pull requests and for ${names}: anyone who may push a branch could change and delete the state of ${names}`,
      from: [],
      fix: 'keep the state of pull requests in a container of its own, for example containerName: environment.startsWith("pr-") ? "tfstate-pr" : …',
    },
  ];
}
