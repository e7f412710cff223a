import { groupNames, optionGroups, optionalNames, serviceNamed } from "../services";
import type { AmbientInputs } from "../services/contract/ambient-inputs";
import type { AllSettings, ServiceName } from "../services/words";
import { type Data, type DataObject, type Layer, isDataObject, mergeLayers } from "../settings/merge";
import { type OutsideValue, Provenance } from "../settings/provenance";
import type { BackendSettings } from "./options/backend-settings";
import type { Call } from "./read-call";

/** All layers of a call as one. */
export interface MergedCall {
  /** Of the services, free to be adjusted. */
  readonly settings: AllSettings;
  /** Of the backend as a whole. */
  readonly common: BackendSettings;
  readonly external: Data;
  readonly transform: Data;
  readonly importFrom: Data;
  /** How names are composed: the name of a preset, or a function. */
  readonly naming: Data;
  readonly provenance: Provenance;
}

/** Merges what a call says with the defaults of the services. */
export function mergeCall(call: Call): MergedCall {
  const layers = [serviceDefaults(!leavesSamplesOut(call)), ambientLayer(call), ...call.written];
  const { value, origins } = mergeLayers(layers);
  const { external, transform, importFrom, naming, ...merged } = value;
  const { settings, common } = split(merged);
  const values = { ...common, ...settings, external, transform, importFrom, naming };
  if (!hasEveryGroup(settings))
    throw new Error("internal error: a layer of options has removed the defaults of a service");
  const provenance = new Provenance(origins, values, outsideValues(call));
  return { settings, common, external, transform, importFrom, naming, provenance };
}

/**
 * The defaults of every service.
 *
 * @param samples - whether the samples of the specification are part of it
 */
export function serviceDefaults(samples: boolean): Layer {
  const layer = (value: DataObject): Layer => ({ name: "service defaults", chosen: false, value });
  const defaults = layer(inOptionGroups((name) => serviceNamed(name).defaults as Data));
  if (!samples) return defaults;
  const withSamples = [defaults, layer(inOptionGroups((name) => serviceNamed(name).samples as Data))];
  return layer(mergeLayers(withSamples).value);
}

/** As the merge of the layers will say: it decides what they are merged with. */
function leavesSamplesOut({ written }: Call): boolean {
  const saying = written.filter(({ value }) => value["samples"] !== undefined);
  return saying.at(-1)?.value["samples"] === false;
}

/** What the context says of services, for all backends of a repository. */
function ambientLayer({ ambient, written }: Call): Layer {
  const value = inOptionGroups((name) => ambientSettings(name, ambient, written));
  return { name: ambient.source, chosen: true, value };
}

function ambientSettings(name: ServiceName, inputs: AmbientInputs, written: readonly Layer[]): Data {
  const service = serviceNamed(name);
  const resources = Object.keys(service.external ?? {});
  const isExisting = written.some(({ value: { external } }) =>
    resources.some((resource) => isDataObject(external) && external[resource] !== undefined),
  );
  return isExisting ? undefined : (service.ambient?.(inputs) as Data);
}

/** What each service says, where its options are. */
function inOptionGroups(of: (name: ServiceName) => Data): DataObject {
  const valuesOf = (names: readonly ServiceName[]): DataObject =>
    Object.fromEntries(names.map((name) => [name, of(name)]));
  return { ...valuesOf(groupNames), optional: valuesOf(optionalNames) };
}

/** The settings of services, as a copy of their own, and those of the backend as a whole. */
function split(value: DataObject): { readonly settings: DataObject; readonly common: DataObject } {
  const entries = Object.entries(structuredClone(value));
  const groups: readonly string[] = optionGroups;
  return {
    settings: Object.fromEntries(entries.filter(([key]) => groups.includes(key))),
    common: Object.fromEntries(entries.filter(([key]) => !groups.includes(key))),
  };
}

/** The defaults are complete, and no layer holds anything but valid options: what is left to see is that all are there. */
function hasEveryGroup(value: DataObject): value is AllSettings & DataObject {
  const { optional } = value;
  return (
    isDataObject(optional) &&
    optionalNames.every((name) => isDataObject(optional[name])) &&
    groupNames.every((name) => isDataObject(value[name]))
  );
}

/** What no layer holds. */
function outsideValues(call: Call): Readonly<Record<string, OutsideValue>> {
  const { ambient, project, saysProject, environment, environmentSource } = call;
  return {
    ...(!saysProject && ambient.project === undefined
      ? {}
      : { project: { source: saysProject ? "your options" : ambient.source, value: project } }),
    environment: { source: environmentSource, value: environment },
    ...(ambient.expires === undefined ? {} : { expires: { source: ambient.source, value: ambient.expires } }),
    ...(ambient.location === undefined
      ? {}
      : { location: { source: ambient.source, value: ambient.location } }),
  };
}
