import type { BackendPlan } from "../../decide/backend-plan";
import { isInBackend } from "../../decide/state-backends";
import { messageOf } from "../../settings/message-of";
import type { Deployment } from "../../terraform/deployment/deployment";
import type { Surroundings } from "../surroundings";
import { type Connect, signedIn, subscriptionOf } from "./connect";
import { removeStates } from "./destroyed-states";
import { type KeptName, freeNames } from "./kept-names";

/** What was left of a destroyed environment of a pull request, and what became of it. */
export interface AfterDestroy {
  readonly names: readonly KeptName[];
  /** Where the states were that were removed. */
  readonly states: readonly string[];
  /** What is still there, and what to do. */
  readonly problems: readonly string[];
}

/** Frees names and removes states. One failure leaves the rest to be tried. */
export async function afterDestroy(
  plan: BackendPlan,
  deployment: Pick<Deployment, "commands" | "states">,
  surroundings: Surroundings,
  connect: Connect,
): Promise<AfterDestroy> {
  const problems: string[] = [];
  const names = await namesOf(plan, surroundings, connect).catch((error: unknown) => {
    surroundings.signal.throwIfAborted();
    problems.push(`names: ${messageOf(error)}`);
    return [];
  });
  problems.push(
    ...names.flatMap(({ what, problem }) => (problem === undefined ? [] : [`${what}: ${problem}`])),
  );
  const states = await removeStates(plan, deployment, surroundings, connect).catch((error: unknown) => {
    surroundings.signal.throwIfAborted();
    problems.push(`states: ${messageOf(error)}`);
    return [];
  });
  return { names, states, problems };
}

async function namesOf(
  plan: BackendPlan,
  { variables }: Surroundings,
  connect: Connect,
): Promise<readonly KeptName[]> {
  if (plan.names.keyVault === undefined && plan.names.apiManagement === undefined) return [];
  const subscriptionId = subscriptionOf(plan, variables);
  if (subscriptionId === undefined)
    throw new Error(
      "not checked, since no subscription is set: set ARM_SUBSCRIPTION_ID, and run the same command again",
    );
  const connection = connect(variables, plan.tenantId);
  return freeNames(plan, subscriptionId, await signedIn(connection, variables), connection.clock);
}

/** As people read it, one line each. */
export function afterDestroyLines(
  plan: BackendPlan,
  { names, states, problems }: AfterDestroy,
): readonly string[] {
  return [
    ...names.filter(({ result }) => result !== "taken").map(({ what, result }) => `${what}: ${result}`),
    ...states.map((path) => `state ${path}: removed`),
    ...(plan.state.type === "cloud"
      ? [
          `workspaces ${Object.values(plan.stackIds).join(", ")}: empty, delete them in ${plan.state.hostname}`,
        ]
      : []),
    ...(isInBackend(plan.state)
      ? [
          `states of ${Object.values(plan.stackIds).join(", ")}: empty, delete them in the backend ${plan.state.type}`,
        ]
      : []),
    ...problems.map((problem) => `still there: ${problem}`),
  ];
}
