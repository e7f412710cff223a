import { codeOf } from "../../components/code";
import { derivedSettings } from "../../components/requirements";
import type { Draft } from "../contract/draft";
import type { ComponentPath, OptionPath } from "../option-path";

/** Linux was seen to cut longer names, without an error: github.com/Azure/azure-functions-host/issues/6855 */
const LONGEST = 53;

/** Where app settings are given by name. */
type NamingPath = "functionApp.settings" | `functionApp.slotSettings.${string}` | ComponentPath;

/** Warns of app settings whose names Linux cuts, so that nothing finds them. */
export function warnOfLongNames(draft: Draft): void {
  const { os, settings, slotSettings } = draft.settings.functionApp;
  if (os !== "linux") return;
  const given = (path: NamingPath, names: object): void => {
    for (const name of Object.keys(names))
      if (name.length > LONGEST) warn(`${path}.${name}`, name, "choose a shorter name");
  };
  given("functionApp.settings", settings);
  for (const [slot, own] of Object.entries(slotSettings)) given(`functionApp.slotSettings.${slot}`, own);
  for (const required of draft.requirements.components) {
    given(`${required.path}.environment`, codeOf(required.component)?.environment ?? {});
    const [longest] = Object.keys(derivedSettings(required, "")).sort(
      (one, other) => other.length - one.length,
    );
    if (longest !== undefined && longest.length > LONGEST)
      warn(`${required.path}.name`, longest, "choose a shorter name for the component");
  }

  function warn(path: OptionPath, name: string, fix: string): void {
    draft.warn(
      path,
      `the app setting ${name} has ${name.length} characters, and Linux may truncate it after ${LONGEST}: ${fix}`,
    );
  }
}
