import { codeOf } from "../../components/code";
import { ncrontabFault } from "../../components/triggers/ncrontab";
import { scheduleSetting } from "../../components/triggers/timer";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { OptionPath } from "../option-path";

/** An app setting as somebody wrote it. */
interface Given {
  readonly path: OptionPath;
  readonly value: unknown;
}

/** Timers whose schedule is in an app setting: the host would not start a function whose setting is missing or no schedule. */
export function checkScheduleSettings(draft: Draft): void {
  for (const { path, component } of draft.requirements.components) {
    const trigger = codeOf(component)?.trigger;
    if (trigger?.type !== "timer") continue;
    const name = scheduleSetting(trigger.schedule);
    if (name === undefined) continue;
    const given = settingsNamed(draft, name);
    if (given.length === 0)
      draft.problem(
        `${path}.trigger.schedule`,
        `there is no app setting ${name}`,
        `add it to functionApp.settings or to ${path}.environment: { ${name}: "0 */5 * * * *" }`,
      );
    for (const each of given) checkSchedule(draft, path, each);
  }
}

function checkSchedule(draft: Draft, component: string, { path, value }: Given): void {
  const fault = typeof value === "string" ? ncrontabFault(value) : "must be a schedule as a string";
  if (fault !== undefined)
    draft.problem(
      path,
      `is the schedule of ${component}: ${fault}, got ${redacted(value)}`,
      'write it like "0 */5 * * * *"',
    );
}

/** Everything that sets it: each environment, and each slot, can have another value. */
function settingsNamed({ settings, requirements }: Draft, name: string): readonly Given[] {
  const { settings: ofApp, slotSettings } = settings.functionApp;
  const places: readonly (readonly [path: string, settings: Readonly<Record<string, unknown>>])[] = [
    ["functionApp.settings", ofApp],
    ...Object.entries(slotSettings).map(([slot, own]) => [`functionApp.slotSettings.${slot}`, own] as const),
    ...requirements.components.map(
      ({ path, component }) => [`${path}.environment`, codeOf(component)?.environment ?? {}] as const,
    ),
  ];
  return places.flatMap(([path, all]) =>
    Object.hasOwn(all, name) ? [{ path: `${path}.${name}` as OptionPath, value: all[name] }] : [],
  );
}
