import { type AwaitedOutput, awaitOutputs } from "../kit/await-outputs";
import { KNOWN_ONCE_APPLIED } from "../kit/known-once-applied";
import type { BackendPlan } from "../decide/backend-plan";
import { appsOf } from "./apps";
import { foreseenOf } from "./foreseen";
import type { WorkloadsBuild } from "./workloads-context";

/** Adds preconditions, so that no app is applied with placeholder outputs. */
export function awaitAppSettings(build: WorkloadsBuild): void {
  const { appSettings, furtherAppSettings = {} } = build.plan;
  for (const { app, name } of appsOf(build))
    awaitOutputs(app, awaitedBy(build, name === undefined ? appSettings : (furtherAppSettings[name] ?? {})));
}

function awaitedBy(
  { stack, plan, outputs }: WorkloadsBuild,
  settings: BackendPlan["appSettings"],
): readonly AwaitedOutput[] {
  return Object.entries(settings).flatMap(([setting, value]) =>
    [value].flat().flatMap((part): readonly AwaitedOutput[] => {
      if (typeof part === "string" || "fact" in part) return [];
      const all = foreseenOf(plan, part.service, () => stack.subscriptionId);
      const foreseen = all.find(({ output }) => output === part.output);
      if (foreseen?.value !== KNOWN_ONCE_APPLIED) return [];
      const producer = plan.stackIds[foreseen.stack];
      const message = `Azure computes what ${setting} says: apply ${producer} first.`;
      return [{ value: outputs.read(part), message }];
    }),
  );
}
