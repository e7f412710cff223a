import type { Data } from "../settings/data";
import type { AllSettings, GroupName, OptionalName, ServiceExternals, SingleKind } from "./words";

/** An option, and whatever is below it: a key of a record, an index of a list. */
export type From<Path extends string> = Path | `${Path}.${string}`;

/** The settings of one service by name. */
type NameOf<Settings> = keyof Settings & string;

/** One setting of a service by its whole path: `cosmos.regions`, `optional.apim.sku`. */
type Setting =
  | { [Group in GroupName]: `${Group}.${NameOf<AllSettings[Group]>}` }[GroupName]
  | { [Name in OptionalName]: `optional.${Name}.${NameOf<AllSettings["optional"][Name]>}` }[OptionalName];

/** A setting of a service, which is exact, or anything below it: `cosmos.regions`, `storage.containers.uploads.access`. */
export type SettingPath = From<Setting>;

/** What has all settings of a service: `cosmos`, `optional.apim`. */
type GroupPath = GroupName | "optional" | `optional.${OptionalName}`;

/** Options that are one value. `__tests__/decide/option-paths.test.ts` holds both lists against what a call can say. */
export type PlainOption =
  | "$schema"
  | "apim"
  | "app"
  | "environment"
  | "expires"
  | "ignoreTags"
  | "location"
  | "logRetention"
  | "nameSuffix"
  | "naming"
  | "notes"
  | "organization"
  | "privateEndpoints"
  | "project"
  | "requiredTags"
  | "root"
  | "samples"
  | "subscriptionId"
  | "tenantId"
  | "vnet";

/** Options that have others below them. */
export type OptionRecord =
  | "defaults"
  | "environments"
  | "external"
  | "importFrom"
  | "names"
  | "provider"
  | "state"
  | "tags"
  | "transform";

/** What exists already and is used: `external.cosmos.subnets.apim`. */
export type ExternalPath =
  From<`external.${NameOf<ServiceExternals> | "privateDnsZones" | "resourceGroups"}`>;

/** What becomes the backend's own: `importFrom.storage`. */
export type ImportPath = `importFrom.${string}`;

/** What a user declares: `components.items.trigger`. */
export type ComponentPath = `components.${string}`;

/** A name of the user's own: `names.functionApp`. */
type NamePath = `names.${SingleKind}` | From<"names.resourceGroups">;

/** An option that belongs to no service. */
type OwnPath =
  | PlainOption
  | OptionRecord
  | ExternalPath
  | ImportPath
  | NamePath
  | `${Exclude<OptionRecord, "external" | "importFrom" | "names">}.${string}`;

/** What messages name and decisions are about: one that is misspelt does not compile. */
export type OptionPath = SettingPath | GroupPath | OwnPath | "components" | ComponentPath;

/** What stands at `Path`, as far as its type says; any data where it does not. */
type At<Value, Path extends string> = Path extends `${infer Key}.${infer Rest}`
  ? Key extends keyof Value
    ? At<NonNullable<Value[Key]>, Rest>
    : Data
  : Path extends keyof Value
    ? Value[Path]
    : Data;

/** The value of a setting, or of what is below it. */
export type ValueOf<Path extends SettingPath> = At<AllSettings, Path>;
