import { type JsonObject, listAt, objectAt, textAt } from "../../../lib/stand-in/json";
import type { StandIn } from "../../../lib/stand-in/stand-in";

export const SITES = "Microsoft.Web/sites";
export const SLOTS = `${SITES}/slots`;

/** The app and its slots, as Azure was last asked to make them. */
export function askedSites(standIn: StandIn): readonly JsonObject[] {
  const all = standIn.resources.filter(({ type }) => [SITES, SLOTS].includes(type));
  return all.map(({ type, name }) => standIn.asked(type, name));
}

/** What an app or slot was asked to have as its `siteConfig`. */
export function siteConfigOf(site: JsonObject): JsonObject {
  return objectAt(site, "properties.siteConfig");
}

/** An app setting, as Azure has it; of the app whose name begins so, where there are several. */
export function settingOf(standIn: StandIn, type: string, name: string, app = ""): string {
  const site = standIn.resources.find((each) => each.type === type && each.name.startsWith(app));
  const settings = listAt(site?.body, "properties.siteConfig.appSettings");
  return textAt(
    settings.find((each) => textAt(each, "name") === name),
    "value",
  );
}
