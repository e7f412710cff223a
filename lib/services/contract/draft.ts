import type { Requirements } from "../../components/requirements";
import type { ExistingResources } from "./existing-resource";
import type { NetworkFacts, NetworkNeeds } from "./network-needs";
import type { Data } from "../../settings/data";
import { type Keys, isWithin, keysOf, valueAt, withValue, without } from "../../settings/option-path";
import { type Region, type RegionName, regions } from "../../azure/regions";
import type { AllSettings, GroupName, OptionalName, ServiceName } from "../words";
import type { OptionPath, SettingPath, ValueOf } from "../option-path";
import { type ProviderAbility, providerCan } from "../../provider/since";
import { PROVIDER_VERSION } from "../../provider/version";
import type { ProviderPlan } from "../../provider/provider-plan";
import type { Problem } from "../../settings/problems";
import { redacted } from "../../settings/redacted";
import type { Provenance } from "../../settings/provenance";

/** Something the reader of a plan should know. */
export interface Note {
  /** `warning`: works, but look at it. `adjusted`: decided for the user, who had left it open. */
  readonly level: "warning" | "adjusted" | "note";
  /** True where it is about who reaches what: it is printed at synth, whatever its level. */
  readonly security?: true;
  readonly path: string;
  readonly message: string;
}

/**
 * Settings while they are being decided. Services adjust what was left open and report what was chosen and
 * cannot be; nothing is thrown until all of them have spoken.
 */
export class Draft {
  readonly problems: Problem[] = [];
  readonly notes: Note[] = [];
  private effective: AllSettings;
  private needs: { readonly of: AllSettings; readonly all: NetworkNeeds } | undefined;

  constructor(
    /**
     * The settings as they were given, and never changed: what was left open is open here, `cosmos.regions: []`. Who asks
     * whether something was said asks here or `chosen`, and not the settings.
     */
    readonly given: AllSettings,
    private readonly provenance: Provenance,
    /** Undefined while the location itself is a problem. */
    readonly location: RegionName | undefined,
    readonly requirements: Requirements,
    /** The existing resources that are used instead of making some. */
    readonly existing: ExistingResources,
    private readonly refusedPaths: ReadonlySet<string>,
    private readonly needsOf: (facts: NetworkFacts) => NetworkNeeds,
    private readonly provider: ProviderPlan = { version: PROVIDER_VERSION, lowest: PROVIDER_VERSION },
  ) {
    this.effective = given;
  }

  /** The settings as far as they are decided: another object after each decision. */
  get settings(): AllSettings {
    return this.effective;
  }

  /** What all services need of the network, as far as their settings are decided. */
  get networkNeeds(): NetworkNeeds {
    if (this.needs?.of !== this.effective) this.needs = { of: this.effective, all: this.needsOf(this) };
    return this.needs.all;
  }

  /** The lowest version of azurerm that the stacks allow. */
  get providerVersion(): string {
    return this.provider.lowest;
  }

  /** True where the provider that the stacks require can do it. */
  providerCan(ability: ProviderAbility): boolean {
    return providerCan(ability, this.provider.lowest);
  }

  get region(): Region | undefined {
    return this.location === undefined ? undefined : regions[this.location];
  }

  /** True when a user wrote the value of `path`, or anything below it. */
  chosen(path: OptionPath): boolean {
    return this.provenance.chosen(path);
  }

  /** Decides a value that the user left open against its default, `optional.apim.sku.capacity`, and says why. */
  adjust<Path extends SettingPath>(path: Path, value: ValueOf<Path>, because: string): void {
    if (this.derive(path, value, because))
      this.add({ level: "adjusted", path, message: `${redacted(value)}, because ${because}` });
  }

  /**
   * Fills in a value that follows from others; nothing that a reader would be surprised by. No key of the path has a full
   * stop.
   * @returns whether it is another value than before
   */
  derive<Path extends SettingPath>(path: Path, value: ValueOf<Path>, because: string): boolean {
    return this.put(keysOf(path), value as Data, because);
  }

  private put(keys: Keys, value: Data, because: string): boolean {
    if (JSON.stringify(valueAt(this.effective, keys)) === JSON.stringify(value)) return false;
    this.effective = withValue(this.effective, keys, value);
    this.provenance.derived(keys, value, because);
    return true;
  }

  /** True when what was written at `path` is a problem already: that it is missing is no second one. */
  refused(path: OptionPath): boolean {
    return this.refusedPaths.has(path);
  }

  /** True when `path`, or anything below it, is a problem already. */
  refusedWithin(path: OptionPath): boolean {
    return [...this.refusedPaths].some((refused) => isWithin(refused, path));
  }

  /** The settings of a service that a user wrote. */
  chosenSettings(service: ServiceName): readonly string[] {
    const { optional } = this.settings;
    const [group, settings] = Object.hasOwn(optional, service)
      ? [`optional.${service}`, optional[service as OptionalName]]
      : [service, this.settings[service as GroupName]];
    return Object.keys(settings).filter((setting) => this.provenance.chosen(`${group}.${setting}`));
  }

  /** Takes an app setting back that says what is written anyway. */
  dropSetting(name: string, why: string): void {
    const group = ["functionApp", "settings"];
    const others = without(this.effective.functionApp.settings, [name]);
    this.effective = withValue(this.effective, group, others);
    this.provenance.dropped(group, name, others);
    this.note(`functionApp.settings.${name}`, why);
  }

  /** Reports what cannot be, with the values that contradict each other and where they came from. */
  problem(path: OptionPath, message: string, fix: string, ...contradicting: readonly OptionPath[]): void {
    const from = [path, ...contradicting].flatMap((each) => this.provenance.withValues(each));
    this.report({ path, message, from: [...new Set(from)], fix });
  }

  /** Reports what is missing: nobody wrote it, and what asks for it did. */
  missing(path: OptionPath, message: string, fix: string, asking: OptionPath): void {
    this.report({ path, message, from: this.provenance.withValues(asking), fix });
  }

  /** Reports without saying values: they may be secrets. */
  problemWithoutValue(path: OptionPath, message: string, fix: string): void {
    this.report({ path, message, from: this.provenance.withPath(path), fix });
  }

  warn(path: OptionPath, message: string): void {
    this.add({ level: "warning", path, message });
  }

  note(path: OptionPath, message: string): void {
    this.add({ level: "note", path, message });
  }

  /** Says that an environment goes without what others say. */
  leftOut(path: OptionPath, message: string): void {
    this.add({ level: "adjusted", path, message });
  }

  /** Warns of who reaches something. */
  warnOfAccess(path: OptionPath, message: string): void {
    this.add({ level: "warning", security: true, path, message });
  }

  /** Notes who reaches something. */
  noteAccess(path: OptionPath, message: string): void {
    this.add({ level: "note", security: true, path, message });
  }

  /** No message is repeated: a second pass over the same draft adds nothing. */
  private add(note: Note): void {
    const isSame = (other: Note): boolean =>
      other.level === note.level && other.path === note.path && other.message === note.message;
    if (!this.notes.some(isSame)) this.notes.push(note);
  }

  private report(problem: Problem): void {
    const isSame = ({ path, message, fix }: Problem): boolean =>
      path === problem.path && message === problem.message && fix === problem.fix;
    if (!this.problems.some(isSame)) this.problems.push(problem);
  }
}
