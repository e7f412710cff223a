import type { BackendPlan } from "../../decide/backend-plan";
import { type StoragePorts, storageServices } from "../../local/emulators";
import type { StartLocalOptions } from "../../local/local-options";
import { type WrittenSettings, writeLocalSettings } from "../../local/settings-file";
import { startLocal } from "../../local/start-local";
import { oneEnvironment } from "../../terraform/select-stacks";
import { type Result, UsageError } from "../command";
import { type Surroundings, shownPath } from "../surroundings";
import { componentsOf, oneProject } from "./one-project";
import { definedBackends } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: string | undefined;
  readonly "in-memory": boolean;
  readonly ports: readonly string[];
  readonly "settings-only": boolean;
}

/** Starts what the components of one environment work on, until it is interrupted. */
export async function local(given: Given, surroundings: Surroundings): Promise<Result> {
  const ports = portsFrom(given.ports);
  const environment = given.environment === undefined ? [] : [given.environment];
  const synthesis = await definedBackends({ app: given.app, environment }, surroundings);
  const [{ plan }] = oneProject(oneEnvironment(synthesis, environment));
  const components = componentsOf(plan);
  const options = { ...settingsOf(plan), root: surroundings.cwd, ports };
  if (given["settings-only"]) return written(writeLocalSettings(components, options), surroundings);
  surroundings.signal.throwIfAborted();
  const services = await startLocal(components, {
    ...options,
    storage: storageOf(plan),
    data: given["in-memory"] ? "memory" : { folder: ".azurite" },
    log: surroundings.say,
  });
  await services.ended;
  // What it has said last tells which of them.
  const ended = surroundings.signal.aborted ? "interrupted" : "failed";
  return { ...written(services.settings, surroundings), ended, text: "" };
}

/** Of blobs, queues and tables; the standard ones where none are given. */
function portsFrom(given: readonly string[]): Partial<StoragePorts> {
  if (given.length === 0) return {};
  if (given.length !== storageServices.length || !given.every((each) => /^\d+$/.test(each)))
    throw new UsageError(
      `--ports must be three numbers, for blobs, queues and tables, such as 11000,11001,11002; got "${given.join(",")}".`,
    );
  return Object.fromEntries(storageServices.map((service, index) => [service, Number(given[index])]));
}

function written({ file, ...settings }: WrittenSettings, surroundings: Surroundings): Result {
  const name = shownPath(surroundings, file);
  return {
    ended: "done",
    text: [
      name,
      ...settings.missing.map((each) => `missing: ${each.name}, ${each.standsFor} of ${each.by}`),
    ].join("\n"),
    json: { settings: name, ...settings },
  };
}

/** What the environment's own options say of settings. */
function settingsOf({ project, services, settings }: BackendPlan): StartLocalOptions {
  return {
    project,
    database: services.cosmos.databaseName,
    settings: Object.fromEntries(
      Object.entries(settings.functionApp.settings).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value]] : [],
      ),
    ),
  };
}

function storageOf({ services }: BackendPlan): NonNullable<StartLocalOptions["storage"]> {
  const { containers, queues, tables } = services.storage.children;
  return { containers: containers.map(({ name }) => name), queues, tables };
}
