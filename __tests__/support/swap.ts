import { type JsonObject, at } from "../../lib/stand-in/json";
import { settingsOf } from "../../lib/stand-in/types/running-site";
import { PLAN, STORAGE } from "./asked";
import { Manager, inGroup } from "./manager";

const APP = inGroup("Microsoft.Web/sites/app");
const SLOT = `${APP}/slots/staging`;

export type Settings = Readonly<Record<string, string>>;

export interface Site {
  readonly settings: Settings;
  readonly siteConfig?: JsonObject;
}

/** An app and its slot, swapped; or why Azure would not. */
export function swapped(app: Site, slot: Site, sticky: readonly string[] = [], storage: JsonObject = {}) {
  const manager = new Manager();
  manager.put(PLAN, { sku: { name: "EP1" }, properties: { reserved: true } });
  manager.put(STORAGE, { properties: storage });
  manager.put(`${STORAGE}/fileServices/default/shares/app-content`, {});
  for (const [id, { settings, siteConfig = {} }] of [
    [APP, app],
    [SLOT, slot],
  ] as const) {
    const appSettings = Object.entries(settings).map(([name, value]) => ({ name, value }));
    manager.put(id, { properties: { serverFarmId: PLAN, siteConfig: { ...siteConfig, appSettings } } });
  }
  manager.put(`${APP}/config/slotconfignames`, { properties: { appSettingNames: sticky } });
  const refused = manager.refusal("POST", `${SLOT}/slotsswap`, { targetSlot: "production" });
  const site = (id: string) => {
    const found = manager.manager.store.get(id);
    if (found === undefined) throw new Error(`there is no ${id}`);
    return {
      settings: settingsOf(found),
      config: (name: string) => at(found.body, `properties.siteConfig.${name}`),
    };
  };
  return { refused, app: site(APP), slot: site(SLOT) };
}
