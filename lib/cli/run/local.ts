import type { BackendPlan } from "../../decide/backend-plan";
import type { StartLocalOptions } from "../../local/local-options";
import { type WrittenSettings, writeLocalSettings } from "../../local/settings-file";
import { startLocal } from "../../local/start-local";
import { oneEnvironment } from "../../terraform/select-stacks";
import type { Result } from "../command";
import { type Surroundings, shownPath } from "../surroundings";
import { componentsOf, oneProject } from "./one-project";
import { definedBackends } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: string | undefined;
  readonly "in-memory": boolean;
  readonly "settings-only": boolean;
}

/** Starts what the components of one environment work on, until it is interrupted. */
export async function local(given: Given, surroundings: Surroundings): Promise<Result> {
  const environment = given.environment === undefined ? [] : [given.environment];
  const synthesis = await definedBackends({ app: given.app, environment }, surroundings);
  const [{ plan }] = oneProject(oneEnvironment(synthesis, environment));
  const components = componentsOf(plan);
  const options = { ...settingsOf(plan), root: surroundings.cwd };
  if (given["settings-only"]) return written(writeLocalSettings(components, options), surroundings);
  const services = await startLocal(components, {
    ...options,
    storage: storageOf(plan),
    data: given["in-memory"] ? "memory" : { folder: ".azurite" },
    log: surroundings.say,
  });
  await services.ended;
  return { ...written(services.settings, surroundings), text: "" };
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
