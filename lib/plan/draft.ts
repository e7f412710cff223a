import { type Problem, shown } from "./problems";
import { type Data, type Origin, type Origins, forget, isDataObject, isWithin } from "../options/merge";
import { type Region, type RegionName, regions } from "../regions";
import type { Requirements } from "../components/requirements";
import type { AllSettings, ServiceName } from "../services";

/** Something the reader of a plan should know. */
export interface Note {
  /** `warning`: works, but look at it. `adjusted`: decided for the user, who had left it open. */
  readonly level: "warning" | "adjusted" | "note";
  readonly path: string;
  readonly message: string;
}

type SettingOf<Group extends ServiceName> = keyof AllSettings[Group] & string;

/**
 * Settings while they are being decided. Services adjust what was left open and report what was chosen and
 * cannot be; nothing is thrown until all of them have spoken.
 */
export class Draft {
  readonly problems: Problem[] = [];
  readonly notes: Note[] = [];

  constructor(
    readonly settings: AllSettings,
    readonly origins: Origins,
    /** Undefined while the location itself is a problem. */
    readonly location: RegionName | undefined,
    readonly requirements: Requirements,
  ) {}

  get region(): Region | undefined {
    return this.location === undefined ? undefined : regions[this.location];
  }

  /** True when a user wrote the value of `path`, or anything below it. */
  chosen(path: string): boolean {
    return this.originsBelow(path).some((origin) => origin.chosen);
  }

  /** Decides a value that the user left open against its default, and says why. */
  adjust<Group extends ServiceName, Setting extends SettingOf<Group>>(
    path: `${Group}.${Setting}`,
    value: AllSettings[Group][Setting],
    because: string,
  ): void {
    if (this.derive(path, value, because))
      this.notes.push({ level: "adjusted", path, message: `${shown(value)}, because ${because}` });
  }

  /** Fills in a value that follows from others; nothing that a reader would be surprised by. */
  derive<Group extends ServiceName, Setting extends SettingOf<Group>>(
    path: `${Group}.${Setting}`,
    value: AllSettings[Group][Setting],
    because: string,
  ): boolean {
    const [group, setting] = path.split(".") as [Group, Setting];
    const settings = this.settings[group] as Record<Setting, AllSettings[Group][Setting]>;
    if (shown(settings[setting]) === shown(value)) return false;
    forget(this.origins, path);
    settings[setting] = value;
    this.origins[path] = { layer: "derived", chosen: false, path, because };
    return true;
  }

  /** Takes an app setting back that says what is written anyway. */
  absorb(name: string, why: string): void {
    const path = `functionApp.settings.${name}`;
    Reflect.deleteProperty(this.settings.functionApp.settings, name);
    forget(this.origins, path);
    this.note(path, why);
  }

  /** Reports what cannot be, with the values that contradict each other and where they came from. */
  problem(path: string, message: string, fix: string, ...contradicting: readonly string[]): void {
    const from = [path, ...contradicting].flatMap((each) => this.provenance(each));
    this.problems.push({ path, message, from: [...new Set(from)], fix });
  }

  /** Reports without saying values: they may be secrets. */
  problemWithoutValue(path: string, message: string, fix: string): void {
    const from = this.originsBelow(path).map((origin) => `${origin.layer} (${origin.path})`);
    this.problems.push({ path, message, from: [...new Set(from)], fix });
  }

  warn(path: string, message: string): void {
    this.notes.push({ level: "warning", path, message });
  }

  note(path: string, message: string): void {
    this.notes.push({ level: "note", path, message });
  }

  private originsBelow(path: string): readonly Origin[] {
    return Object.entries(this.origins)
      .filter(([known]) => isWithin(known, path))
      .map(([, origin]) => origin);
  }

  private provenance(path: string): readonly string[] {
    const value = valueAt(this.settings as unknown as Data, path.split("."));
    return [...new Set(this.originsBelow(path).map((origin) => origin.layer))].map((layer) => {
      const origin = this.originsBelow(path).find((each) => each.layer === layer);
      const written = this.origins[path] === undefined ? path : (origin?.path ?? path);
      const because = origin?.because === undefined ? "" : `, because ${origin.because}`;
      return `${layer} (${written} = ${shown(value)}${because})`;
    });
  }
}

export function valueAt(value: Data, keys: readonly string[]): Data {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  return isDataObject(value) ? valueAt(value[key], rest) : undefined;
}
