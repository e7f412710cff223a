import { type StackRole, stackRoles } from "../services/service";
import type { BackendStack } from "../stacks/backend-stack";
import { foreseenIn } from "../stacks/foreseen";
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
      : foreseenIn(plan, own, () => plan.subscriptionId ?? mockedSubscription);
  return { ...outputs, ...mocks.remoteStates?.[name] };
}

function readOf(name: string, configuration: string, external: MockedValues): MockedValues {
  const read = configuration.matchAll(/data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)/g);
  const outputs = [...read].filter(([, state]) => state === name).map(([, , output = ""]) => output);
  return Object.fromEntries([...new Set(outputs)].sort().map((each) => [each, external[each] ?? "mocked"]));
}
