import { codeOf } from "../../components/code";
import { derivedSettings } from "../../components/requirements";
import type { Draft } from "../contract/draft";
import { checkSettingName, checkSettingValue, connectionOf } from "./app-settings";
import { reservedSetting } from "./reserved-settings";
import type { SettingPath } from "../option-path";

const SLOT_SETTINGS = "functionApp.slotSettings";

/** Checks what slots have instead of the app's own settings. */
export function checkSlotSettings(draft: Draft): void {
  const { slots, slotSettings } = draft.settings.functionApp;
  const { derived, given } = appSettingNames(draft);
  const spelling = new Map([...derived, ...given].map((name) => [name.toUpperCase(), name] as const));
  for (const [slot, settings] of Object.entries(slotSettings)) {
    if (!slots.includes(slot))
      draft.problemWithoutValue(
        `${SLOT_SETTINGS}.${slot}`,
        `functionApp.slots has ${slots.length === 0 ? "no slot" : slots.map((each) => `"${each}"`).join(", ")}`,
        "use a slot of functionApp.slots, or remove it",
      );
    for (const [name, value] of Object.entries(settings)) check(slot, name, value);
  }

  function check(slot: string, name: string, value: string): void {
    const path = `${SLOT_SETTINGS}.${slot}.${name}` as const;
    checkSettingName(draft, path, name);
    const reserved = reservedSetting(name, draft.settings.functionApp);
    if (reserved !== undefined) {
      draft.problemWithoutValue(path, "the backend sets this app setting", reserved.instead);
      return;
    }
    checkSettingValue(draft, path, name, value);
    checkSpelling(path, name);
    checkConnection(path, name);
  }

  /** Another value of a connection's setting is another connection; another setting of it would be read beside those. */
  function checkConnection(path: SettingPath, name: string): void {
    const same = derived.filter((each) => each.includes("__") && connectionOf(each) === connectionOf(name));
    if (same.length > 0 && !same.includes(name))
      draft.problemWithoutValue(
        path,
        "the Functions host would read it as part of the connection of a component",
        `use one of ${same.join(", ")}`,
      );
  }

  /** Azure takes names of another case for the same; a setting by both spellings is there twice. */
  function checkSpelling(path: SettingPath, name: string): void {
    const other = spelling.get(name.toUpperCase());
    if (other === undefined) spelling.set(name.toUpperCase(), name);
    else if (other !== name)
      draft.problemWithoutValue(path, `is spelled ${other} elsewhere`, `write it ${other}`);
  }
}

/** Names of settings that follow from components, and of those that the user says for the app. */
function appSettingNames({ settings, requirements: { components } }: Draft) {
  return {
    derived: components.flatMap((required) => Object.keys(derivedSettings(required, ""))),
    given: [
      ...Object.keys(settings.functionApp.settings),
      ...components.flatMap(({ component }) => Object.keys(codeOf(component)?.environment ?? {})),
    ],
  };
}
