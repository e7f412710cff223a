import { relative, resolve } from "node:path";
import { LOCAL_HOST, storageServices } from "./emulators";
import type { StartLocalOptions } from "./local-options";
import type { LocalModel } from "./read-local";
import type { WrittenSettings } from "./settings-file";
import { type NeededStorage, storageKinds } from "./storage";

interface Started {
  readonly storage: NeededStorage;
  readonly settings: WrittenSettings;
  readonly data: NonNullable<StartLocalOptions["data"]>;
  readonly root: string;
}

/** What runs, what does not, and what is left to do: line by line. */
export function shownStart(model: LocalModel, { storage, settings, data, root }: Started): readonly string[] {
  const { ports } = model.emulators;
  const at = storageServices.map((name) => `${name}s http://${LOCAL_HOST}:${ports[name]}`);
  return [
    `Azurite runs: ${at.join(", ")}; ${data === "memory" ? "data in memory" : `data in ${data.folder}`}`,
    ...storageKinds.flatMap((kind) =>
      storage[kind].length === 0 ? [] : [`  ${kind}: ${storage[kind].join(", ")}`],
    ),
    ...shownSettings(settings, root),
    ...shownCosmos(model),
    "Functions are not started: func start runs a package (docs/guides/local-development.md)",
    "Ctrl-C stops Azurite",
  ];
}

function shownSettings({ file, added, kept, missing }: WrittenSettings, root: string): readonly string[] {
  const name = relative(resolve(root), file);
  return [
    `${name}: ${added.length === 0 ? "nothing to add" : `added ${added.join(", ")}`}`,
    ...(kept.length === 0 ? [] : [`  kept, although declared with another value: ${kept.join(", ")}`]),
    ...missing.map(
      (each) => `  missing: ${each.name}, ${each.standsFor} of ${each.by}: add a value to Values`,
    ),
  ];
}

function shownCosmos({ requirements, facts, emulators }: LocalModel): readonly string[] {
  const partitions = new Map<string, string | undefined>();
  for (const { name, partitionKey } of requirements.cosmosContainers)
    partitions.set(name, partitions.get(name) ?? partitionKey);
  if (partitions.size === 0) return [];
  const containers = [...partitions].map(([name, key]) => (key === undefined ? name : `${name} (${key})`));
  return [
    `Cosmos DB is not started: start its emulator at ${emulators.cosmosEndpoint}, with the database ${facts.cosmosDatabase}`,
    `  and containers: ${containers.join(", ")}`,
  ];
}
