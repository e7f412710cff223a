import type { SettingValue } from "../components/setting-value";
import type { BackendPlan } from "../decide/backend-plan";
import { escapeTerraform } from "../kit/escape";
import type { Resolve } from "../services/contract/reference";
import type { ServiceShape, WorkloadsContext } from "../services/contract/service";
import type { Transformed } from "../services/contract/transforms";
import type { ServiceName } from "../services/words";
import type { BackendStack } from "./backend-stack";
import { appsOf } from "./apps";
import type { BuiltResources } from "./built";
import type { SharedOutputs } from "./outputs";

/** The workloads stack while it is built. */
export interface WorkloadsBuild {
  readonly stack: BackendStack;
  readonly plan: BackendPlan;
  /** What earlier stacks share with it. */
  readonly outputs: SharedOutputs;
  readonly built: BuiltResources;
  readonly transformed: Transformed;
  readonly reference: Resolve;
}

/** What the builder of one service gets. */
export function contextOf(build: WorkloadsBuild, name: ServiceName): WorkloadsContext<ServiceShape> {
  const { stack, plan, outputs, built, transformed, reference } = build;
  return {
    scope: stack,
    place: stack.place,
    resourceGroupId: stack.resourceGroupId,
    plan: plan.services[name],
    get tenantId() {
      return stack.tenantId;
    },
    get appSettings() {
      return textsOf(build, plan.appSettings);
    },
    settingsOf: (app) => textsOf(build, plan.furtherAppSettings?.[app] ?? {}),
    groupIds: () => ({
      network: stack.groupIdOf("network"),
      platform: stack.groupIdOf("platform"),
      workloads: stack.resourceGroupId,
    }),
    grants: plan.grants,
    apps: () => appsOf(build),
    transformed,
    reference,
    providerOf: (subscriptionId) => stack.providerOf(subscriptionId),
    built: (other) => built.of(other),
    shared: (other) => outputs.shared(other),
    text: (value) => textOf(build, value),
  };
}

function textsOf(
  build: WorkloadsBuild,
  settings: BackendPlan["appSettings"],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [escapeTerraform(key), textOf(build, value)]),
  );
}

/** The text of an app setting, references resolved. */
function textOf({ stack, outputs }: WorkloadsBuild, value: SettingValue): string {
  if (typeof value === "string") return escapeTerraform(value);
  return value
    .map((part) => {
      if (typeof part === "string") return escapeTerraform(part);
      return "fact" in part ? stack[part.fact] : outputs.read(part);
    })
    .join("");
}
