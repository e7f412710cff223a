import { resolve } from "node:path";
import type { App } from "cdktf";
import { checkComponents } from "../components/check-components";
import { type Components, isComponent } from "../components/component";
import { missingEntries } from "../components/missing-entries";
import type { AmbientInputs } from "../services/contract/ambient-inputs";
import { type Layer, isDataObject } from "../settings/merge";
import { BackendConfigError, type Problem } from "../settings/problems";
import { appFault, callFaults, isAppOrNone, named, noOptions, swapped } from "./check-call";
import { projectFolder, readAmbientInputs } from "./options/ambient";
import type { BackendOptions } from "./options/backend-options";
import { callOptions } from "./options/call-options";
import { asLayer, environmentLayers, problemOf } from "./options/layers";
import { unsetValues } from "./options/unset-values";
import type { NotTakenOver } from "./pull-requests/not-taken-over";

/** One call of `defineBackend` as it was written: nothing is merged or decided. */
export interface Call {
  readonly app: App | undefined;
  /** Those of the components that are sound. */
  readonly components: Components;
  readonly ambient: AmbientInputs;
  /** A text, unless somebody wrote something else. */
  readonly project: unknown;
  /** True where the call itself says the project. */
  readonly saysProject: boolean;
  readonly environment: unknown;
  readonly environmentSource: string;
  /** How errors name the backend, `shop (prod)`. */
  readonly subject: string;
  /** Whether the environment leads to layers of its own. */
  readonly hasEnvironment: boolean;
  /** The environment and the options of the call, weakest first. */
  readonly written: readonly Layer[];
  /** What an environment of a pull request leaves out of the environments that it extends. */
  readonly notTakenOver: readonly NotTakenOver[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a call.
 *
 * @throws {@link BackendConfigError} where its arguments are not components and options
 */
export function readCall(components: Components, options: BackendOptions): Call {
  if (!isDataObject(options)) throw new BackendConfigError("backend", [noOptions(options)]);
  if (Object.entries(options).some(([name, value]) => name !== "app" && isComponent(value)))
    throw new BackendConfigError("backend", [swapped]);
  const { app, project: ownProject, environment: ownEnvironment, environments = {}, ...rest } = options;
  const { notes, root = ".", $schema, ...given } = rest;
  if (!isAppOrNone(app)) throw new BackendConfigError("backend", [appFault(app)]);
  const ambient = readAmbientInputs(app);
  const project: unknown = ownProject ?? ambient.project;
  const environment: unknown = ownEnvironment ?? ambient.environment ?? "dev";
  const asked: unknown = Object.hasOwn(options, "environment") ? ownEnvironment : environment;
  const environmentSource = ownEnvironment === undefined ? "BACKEND_ENVIRONMENT" : "your options";

  const { sound, problems: componentProblems } = checkComponents(components);
  const chain = environmentLayers(environment, environmentSource, environments);
  const yours = asLayer("your options", true, given, callOptions, "");
  return {
    app,
    components: sound,
    ambient,
    project,
    saysProject: ownProject !== undefined,
    environment,
    environmentSource,
    subject: `${typeof project === "string" ? project : "backend"} (${String(asked)})`,
    hasEnvironment: chain.layers !== undefined,
    written: [...(chain.layers ?? []), yours.layer],
    notTakenOver: chain.notTakenOver,
    problems: [
      ...componentProblems,
      ...missingEntries(sound, resolve(projectFolder(), typeof root === "string" ? root : ".")),
      ...callFaults(notes, root, $schema),
      ...unsetValues(named(options)).map((fault) => problemOf(fault, "your options", "")),
      ...chain.problems,
      ...yours.problems,
    ],
  };
}
