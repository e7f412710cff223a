import { readAmbientInputs } from "../decide/options/ambient";
import { checkComponents } from "../components/check-components";
import type { Components } from "../components/component";
import type { Facts } from "../components/references";
import { type Requirements, requirementsOf } from "../components/requirements";
import { type CommonNameKind, nameFault } from "../azure/names/azure-names";
import { isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import type { Fields, Report } from "../components/needs";
import { BackendConfigError, type Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import {
  COSMOS_ENDPOINT,
  type Emulators,
  STANDARD_PORTS,
  type StoragePorts,
  storageServices,
} from "./emulators";
import { type NeededStorage, storageKinds } from "./storage";

import type { LocalSettingsOptions, StartLocalOptions, WriteLocalSettingsOptions } from "./local-options";

const settingsFields: Fields<LocalSettingsOptions> = {
  project: true,
  database: true,
  settings: true,
  ports: true,
  cosmosEndpoint: true,
};
const writeFields: Fields<WriteLocalSettingsOptions> = { ...settingsFields, root: true };
const startFields: Fields<StartLocalOptions> = { ...writeFields, data: true, storage: true, log: true };
const portFields: Fields<StoragePorts> = { blob: true, queue: true, table: true };
/** Azure's rule for the name of what can be made in Azurite. */
const nameRules = {
  containers: "storageContainer",
  queues: "storageQueue",
  tables: "storageTable",
} as const satisfies Readonly<Record<keyof NeededStorage, CommonNameKind>>;

const fieldsOf = { settings: settingsFields, write: writeFields, start: startFields };

/** Everything that is said, complete and sound. */
export interface LocalModel {
  readonly components: Components;
  readonly requirements: Requirements;
  readonly facts: Facts;
  readonly settings: Readonly<Record<string, string>>;
  readonly emulators: Emulators;
}

/** @throws {@link BackendConfigError} with everything that is wrong with components and options */
export function readLocal(
  given: Components,
  options: StartLocalOptions,
  call: keyof typeof fieldsOf,
): LocalModel {
  const { sound: components, problems: wrong } = checkComponents(given);
  const problems: Problem[] = [...wrong];
  const report: Report = (path, message, fix) => {
    problems.push({ path, message, from: ["your options"], fix });
  };
  checkFields("", options, fieldsOf[call], report);
  checkFields("ports.", options.ports, portFields, report);
  checkFields("storage.", options.storage, nameRules, report);
  const emulators = {
    ports: { ...STANDARD_PORTS, ...options.ports },
    cosmosEndpoint: options.cosmosEndpoint ?? COSMOS_ENDPOINT,
  };
  checkEmulators(emulators, report);
  checkTexts(options, report);
  checkStorage(options, report);
  const requirements = requirementsOf(components);
  const { project = readAmbientInputs(undefined).project } = options;
  const { database = project === undefined ? undefined : `${project}-db` } = options;
  if (database === undefined && requirements.cosmosContainers.length > 0)
    report(
      "project",
      "is not set",
      "set project, or context.project in cdktf.json: it is part of the name of the database",
    );
  if (problems.length > 0) throw new BackendConfigError("local", problems);
  const facts = { project: project ?? "", environment: "local", cosmosDatabase: database ?? "" };
  return { components, requirements, facts, settings: options.settings ?? {}, emulators };
}

function checkFields(at: string, given: unknown, known: Readonly<Record<string, unknown>>, report: Report) {
  if (!isDataObject(given)) {
    if (given !== undefined)
      report(at.slice(0, -1) || "options", `must be an object, got ${redacted(given)}`, "write it like { }");
    return;
  }
  const names = Object.keys(known);
  for (const name of Object.keys(given))
    if (!Object.hasOwn(known, name))
      report(
        `${at}${name}`,
        `unknown option of this call${didYouMean(name, names)}`,
        `use one of ${names.join(", ")}`,
      );
}

function checkEmulators({ ports, cosmosEndpoint }: Emulators, report: Report): void {
  const taken = new Map<number, string>();
  for (const name of storageServices) {
    const port = ports[name];
    const other = taken.get(port);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      report(`ports.${name}`, `must be a port from 1 to 65535, got ${redacted(port)}`, "choose a free port");
    else if (other !== undefined)
      report(`ports.${name}`, `${port} is also ports.${other}`, "use a different port for each service");
    taken.set(port, name);
  }
  if (!/^https?:\/\/[^/;\s]+\/?$/.test(cosmosEndpoint))
    report(
      "cosmosEndpoint",
      `must be the address of an emulator, got ${redacted(cosmosEndpoint)}`,
      `write it like ${COSMOS_ENDPOINT}`,
    );
}

function checkTexts({ settings = {} }: LocalSettingsOptions, report: Report): void {
  for (const [name, value] of Object.entries(settings as Readonly<Record<string, unknown>>))
    if (typeof value !== "string")
      report(
        `settings.${name}`,
        `must be a string, got ${redacted(value)}`,
        "values in local.settings.json must be strings",
      );
}

function checkStorage({ storage = {}, data }: StartLocalOptions, report: Report): void {
  for (const kind of storageKinds)
    for (const name of storage[kind] ?? []) {
      const fault = nameFault(nameRules[kind], name);
      if (fault !== undefined)
        report(`storage.${kind}`, `${fault}, got ${redacted(name)}`, "choose another name");
    }
  const folder: unknown = isDataObject(data) ? data["folder"] : data;
  if (data !== undefined && data !== "memory" && (!isDataObject(data) || typeof folder !== "string"))
    report(
      "data",
      `must be "memory" or { folder }, got ${redacted(data)}`,
      'write it like { folder: ".azurite" }',
    );
}
