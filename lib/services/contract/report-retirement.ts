import { type ApiNoticeName, apiNotices } from "../../azure/api-notices";
import { spokenApiVersions } from "../../provider/spoken-api-versions";
import { type Data, isDataObject } from "../../settings/merge";
import type { Draft } from "./draft";
import {
  RETIREMENTS_AS_OF,
  type RetirementName,
  retirementNames,
  retirements,
} from "../../azure/retirements";
import type { Retirement } from "../../azure/retirements/retirement";
import { pathOfText } from "./path-of-text";
import type { OptionPath } from "../option-path";

/** What has ended or will, when, what to use instead, and who says so, in one sentence. */
export function retirementNote(name: RetirementName): string {
  const { what, replacement, source } = retirements[name];
  return `${what}: ${ending(retirements[name])}; ${replacement} (${source}, as of ${RETIREMENTS_AS_OF})`;
}

/** `no support since 2026-04-30` */
export function ending({ state, date, except }: Retirement): string {
  switch (state) {
    case "notCreated":
      return `Azure creates no new ones since ${date}${except === undefined ? "" : `, except for ${except}`}`;
    case "unsupported":
      return `no support since ${date}`;
    case "retires":
      return `ends ${/^\d{4}-\d\d$/.test(date) ? "in" : "on"} ${date}`;
  }
}

/** An error at `path` where Azure makes none of it for anybody, else a warning. */
export function reportRetirement(draft: Draft, name: RetirementName, path: OptionPath): void {
  const { what, state, except, replacement, source } = retirements[name];
  if (state !== "notCreated" || except !== undefined) {
    draft.warn(path, retirementNote(name));
    return;
  }
  draft.problem(
    path,
    `${what}: ${ending(retirements[name])} (${source}, as of ${RETIREMENTS_AS_OF})`,
    replacement,
  );
}

/** A warning where the provider that stacks require manages a part of Azure by API versions that Azure has announced the end of. */
export function reportOldApi(draft: Draft, name: ApiNoticeName): void {
  const { part, oldest } = apiNotices[name];
  if (spokenApiVersions(part, draft.providerVersion).some((version) => version < oldest))
    reportRetirement(draft, name, "provider.version");
}

/** Reports whatever the settings lead to, once they are settled. */
export function checkRetirements(draft: Draft): void {
  for (const name of retirementNames) {
    const { place } = retirements[name];
    if (!("options" in place)) continue;
    const options = Object.entries(place.options);
    const [path] = options[0] ?? [];
    if (path !== undefined && options.every(([option, value]) => settingAt(draft, option) === value))
      reportRetirement(draft, name, pathOfText(path));
  }
}

function settingAt({ settings }: Draft, path: string): Data {
  return path
    .split(".")
    .reduce<Data>((at, key) => (isDataObject(at) ? at[key] : undefined), settings as unknown as Data);
}
