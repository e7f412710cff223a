export type { StoragePorts } from "./emulators";
export type { LocalSettingsOptions, StartLocalOptions, WriteLocalSettingsOptions } from "./local-options";
export { type LocalSettings, type MissingSetting, type SettingsFile, localSettings } from "./local-settings";
export { type WrittenSettings, writeLocalSettings } from "./settings-file";
export { type LocalServices, startLocal } from "./start-local";
export type { NeededStorage } from "./storage";
