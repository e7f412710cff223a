import { codeOf } from "../components/code";
import { APP_SETTING, EVERY_APP, appOf } from "../components/component-app";
import type { Components } from "../components/component";
import { type ComponentRequirements, derivedSettings, ownSettings } from "../components/requirements";
import type { Facts } from "../components/references";
import { BackendConfigError, type Problem } from "../settings/problems";
import type { SettingValue } from "../components/setting-value";
import { type Emulators, localConnection, localOutput, storageConnectionString } from "./emulators";
import type { LocalSettingsOptions } from "./local-options";
import { type LocalModel, readLocal } from "./read-local";

/**
 * local.settings.json, as the Functions host reads it on a developer's machine.
 * Source: learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file
 */
export interface SettingsFile {
  readonly IsEncrypted: false;
  /** Texts only: the host reads sections from `__` in a name, and no nested object. */
  readonly Values: Readonly<Record<string, string>>;
}

/** A setting whose value nobody but its user knows. */
export interface MissingSetting {
  readonly name: string;
  /** The component that declares it, `components.invoices`. */
  readonly by: string;
  /** What it stands for on Azure: `the secret "jwt-secret"`, or an output of a service. */
  readonly standsFor: string;
}

/** What {@link localSettings} makes of declarations. */
export interface LocalSettings {
  readonly content: SettingsFile;
  /** Not in `content`: the developer who runs the functions must set them. */
  readonly missing: readonly MissingSetting[];
}

/**
 * The content of local.settings.json as plain data: each component's settings, with connections to emulators instead of
 * Azure, and without any secret. The same declarations give the same content.
 *
 * @param components - those of `defineBackend`
 * @throws {@link BackendConfigError} with every problem of components and options
 */
export function localSettings(components: Components, options: LocalSettingsOptions = {}): LocalSettings {
  return settingsFrom(readLocal(components, options, "settings"));
}

/** One setting on its way into the file. */
type Setting = { readonly name: string; readonly path: string } & (
  { readonly value: string } | { readonly standsFor: string }
);

export function settingsFrom({ requirements, facts, settings, emulators }: LocalModel): LocalSettings {
  const host: Readonly<Record<string, string>> = {
    FUNCTIONS_WORKER_RUNTIME: "node",
    AzureWebJobsStorage: storageConnectionString(emulators),
    // One host runs the functions of all apps.
    ...(requirements.components.some(({ component }) => appOf(component) !== undefined)
      ? { [APP_SETTING]: EVERY_APP }
      : {}),
  };
  const all: readonly Setting[] = [
    ...texts(host, () => "the Functions host"),
    ...requirements.components.flatMap((required) => [
      ...connected(required, facts.cosmosDatabase, emulators),
      ...own(required, facts, emulators),
    ]),
    ...texts(settings, (name) => `settings.${name}`),
  ];
  const taken = new Map<string, Setting>();
  const problems: Problem[] = [];
  for (const setting of all) {
    // Windows takes names of another case for the same.
    const other = taken.get(setting.name.toUpperCase());
    // What only its user knows may be given by the options.
    const given = other !== undefined && "standsFor" in other && setting.path.startsWith("settings.");
    if (other === undefined || given) taken.set(setting.name.toUpperCase(), setting);
    else if (textOf(other) !== textOf(setting)) problems.push(clash(setting, other));
  }
  if (problems.length > 0) throw new BackendConfigError("local", problems);
  const values: [string, string][] = [];
  const missing: MissingSetting[] = [];
  for (const { name, path, ...rest } of taken.values())
    if ("value" in rest) values.push([name, rest.value]);
    else missing.push({ name, by: path.replace(/\.environment\..*$/, ""), standsFor: rest.standsFor });
  return { content: { IsEncrypted: false, Values: Object.fromEntries(values) }, missing };
}

function texts(
  values: Readonly<Record<string, string>>,
  pathOf: (name: string) => string,
): readonly Setting[] {
  return Object.entries(values).map(([name, value]) => ({ name, path: pathOf(name), value }));
}

function textOf(setting: Setting): string {
  return "value" in setting ? `value ${setting.value}` : setting.standsFor;
}

function clash({ name, path }: Setting, other: Setting): Problem {
  return {
    path,
    message: `${other.path} sets ${name} to another value`,
    from: [path.startsWith("settings.") ? "your options" : "your components"],
    fix: "choose another name for one of them",
  };
}

/** Settings that follow from a declaration: a connection by identity becomes one to an emulator. */
function connected(
  required: ComponentRequirements,
  database: string,
  emulators: Emulators,
): readonly Setting[] {
  const { path } = required;
  const derived = Object.entries(derivedSettings(required, database));
  const connections = new Map<string, Setting>();
  for (const [name, value] of derived) {
    const [connection, part] = split(name);
    const service = part === undefined ? undefined : serviceOf(value);
    if (service === undefined || connections.has(connection)) continue;
    const local = localConnection(service, emulators);
    connections.set(connection, {
      name: connection,
      path,
      ...(local === undefined ? { standsFor: `a connection to ${service}` } : { value: local }),
    });
  }
  // The parts of one connection all become that one; who collects settings takes equal ones for one.
  return derived.map(([name, value]) => {
    const [key, part] = split(name);
    const connection = part === undefined ? undefined : connections.get(key);
    return connection ?? localised(name, path, value, emulators);
  });
}

/** `UPLOAD_STORAGE__blobServiceUri` is a part of the connection `UPLOAD_STORAGE`. */
function split(name: string): readonly [connection: string, part?: string] {
  const [connection = name, part] = name.split("__", 2);
  return part === undefined ? [connection] : [connection, part];
}

function serviceOf(value: SettingValue): string | undefined {
  if (typeof value === "string") return undefined;
  return value.flatMap((each) => (typeof each === "object" && "service" in each ? [each.service] : []))[0];
}

/** Settings that a declaration names itself. */
function own(required: ComponentRequirements, facts: Facts, emulators: Emulators): readonly Setting[] {
  const environment = codeOf(required.component)?.environment ?? {};
  return Object.entries(ownSettings(required, facts)).map(([name, value]) => {
    const path = `${required.path}.environment.${name}`;
    const said = environment[name];
    if (typeof said === "object") {
      if (said.kind === "secret") return { name, path, standsFor: `the secret ${JSON.stringify(said.name)}` };
      if (said.kind === "fact" && value === "") return { name, path, standsFor: said.fact };
    }
    return localised(name, path, value, emulators);
  });
}

function localised(name: string, path: string, value: SettingValue, emulators: Emulators): Setting {
  if (typeof value === "string") return { name, path, value };
  const parts = value.map((each) => {
    if (typeof each === "string") return each;
    return "service" in each ? localOutput(each.service, each.output, emulators) : undefined;
  });
  if (parts.every((each) => each !== undefined)) return { name, path, value: parts.join("") };
  const abroad = value.flatMap((each) => {
    if (typeof each === "string") return [];
    return "service" in each ? [`${each.service}.${each.output}`] : [each.fact];
  });
  return { name, path, standsFor: abroad.join(", ") };
}
