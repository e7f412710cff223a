import { type StackRole, stackRoles } from "../services/contract/service";
import type { BackendStack } from "../stacks/backend-stack";
import { type OutputValues, foreseenIn } from "../stacks/foreseen";
import { KNOWN_ONCE_APPLIED } from "../kit/known-once-applied";
import type { MockedValues } from "./mocked-value";
import { mockedSubscription } from "./mocked-types";
import type { TerraformMocks } from "./terraform-test";

interface RemoteStateInputs {
  readonly external: MockedValues;
  readonly mocks: TerraformMocks;
  readonly configuration: string;
}

/** What a remote state has in a test, where no state is: what is foreseen, and of other stacks what is read. */
export function remoteStateOutputs(
  { plan, role }: BackendStack,
  name: string,
  { external, mocks, configuration }: RemoteStateInputs,
): MockedValues {
  const own = stackRoles.slice(0, stackRoles.indexOf(role)).find((each: StackRole) => each === name);
  const outputs =
    own === undefined
      ? readOf(name, configuration, external)
      : applied(foreseenIn(plan, own, () => plan.subscriptionId ?? mockedSubscription));
  return { ...outputs, ...mocks.remoteStates?.[name] };
}

/** A test is of stacks whose earlier ones were applied: what Azure alone computes is there by then. */
function applied(foreseen: OutputValues): OutputValues {
  return Object.fromEntries(
    Object.entries(foreseen).map(([name, value]) => [name, value === KNOWN_ONCE_APPLIED ? "mocked" : value]),
  );
}

function readOf(name: string, configuration: string, external: MockedValues): MockedValues {
  const read = configuration.matchAll(/data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)/g);
  const outputs = [...read].filter(([, state]) => state === name).map(([, , output = ""]) => output);
  return Object.fromEntries([...new Set(outputs)].sort().map((each) => [each, external[each] ?? "mocked"]));
}
