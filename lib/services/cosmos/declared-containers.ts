import type { CosmosContainerOptions } from "./container-options";
import { containerOptionsOf } from "../../components/cosmos-container/container-options-of";
import { canonicalPath, completePolicy } from "../../components/cosmos-container/index-paths";
import type { ComponentRequirement } from "../../components/requirements";
import { type CosmosSettings, partitionKeyPaths } from "./settings";
import type { OptionPath } from "../option-path";

/** What can be said of a container, by anybody who names it. */
interface Sayings extends CosmosContainerOptions {
  readonly partitionKey?: readonly string[];
}
type Setting = keyof Sayings;

/** A place that names a container, and what it says of it. */
interface Declaration extends Sayings {
  readonly name: string;
  /** Where it is named, for messages: `cosmos.containers.orders`. */
  readonly by: OptionPath;
  /** Where a setting of it stands. */
  readonly pathOf: (setting: Setting) => OptionPath;
}

/** A setting, and who said it first. */
interface Declared<Name extends Setting = Setting> {
  readonly value: NonNullable<Sayings[Name]>;
  readonly by: OptionPath;
  readonly path: OptionPath;
}

/** Two who say different things of one container. */
export interface Disagreement {
  readonly name: string;
  readonly setting: Setting;
  readonly here: Declared;
  readonly there: Declared;
}

/** A container with all its options. */
export interface DeclaredContainer {
  readonly name: string;
  readonly given: { readonly [Name in Setting]?: Declared<Name> };
}

/** All containers by name: what only one says holds, and what several say has to be the same. */
export function declaredContainers(
  own: CosmosSettings["containers"],
  required: readonly ComponentRequirement<"cosmosContainers">[],
): {
  readonly containers: ReadonlyMap<string, DeclaredContainer>;
  readonly disagreements: readonly Disagreement[];
} {
  const containers = new Map<string, DeclaredContainer>();
  const disagreements: Disagreement[] = [];
  for (const declaration of [...ofSettings(own), ...required.map(ofComponent)]) {
    const { name, by } = declaration;
    const given: Partial<Record<Setting, Declared>> = { ...containers.get(name)?.given };
    for (const setting of Object.keys(SAME) as Setting[]) {
      const value = declaration[setting];
      if (value === undefined) continue;
      const here = { value, by, path: declaration.pathOf(setting) };
      const there = given[setting];
      if (there === undefined) given[setting] = here;
      else if (SAME[setting](value) !== SAME[setting](there.value))
        disagreements.push({ name, setting, here, there });
    }
    containers.set(name, { name, given } as DeclaredContainer);
  }
  return { containers, disagreements };
}

function ofSettings(own: CosmosSettings["containers"]): readonly Declaration[] {
  return Object.entries(own).flatMap(([name, container]) => {
    if (container === false) return [];
    const by = `cosmos.containers.${name}` as const;
    const { partitionKey } = container;
    return [
      {
        name,
        by,
        pathOf: (setting: Setting) => `${by}.${setting}` as const,
        ...(partitionKey !== undefined && { partitionKey: partitionKeyPaths(partitionKey) }),
        ...containerOptionsOf(container),
      },
    ];
  });
}

function ofComponent(required: ComponentRequirement<"cosmosContainers">): Declaration {
  const { name, by, path, partitionKey } = required;
  return {
    name,
    by,
    pathOf: (setting) => (setting === "partitionKey" ? path : `${by}.${setting}`),
    ...(partitionKey !== undefined && { partitionKey: [partitionKey] }),
    ...containerOptionsOf(required),
  };
}

/** One text for everything that means the same to Azure. */
const SAME: Readonly<Record<Setting, (value: Declared["value"]) => string>> = {
  partitionKey: (value) => JSON.stringify(value),
  defaultTtl: (value) => JSON.stringify(value),
  uniqueKeys: (value) =>
    JSON.stringify(
      (value as NonNullable<Sayings["uniqueKeys"]>).map((key) => [...key].sort().join(" ")).sort(),
    ),
  indexingPolicy: (value) => {
    const policy = completePolicy(value as NonNullable<Sayings["indexingPolicy"]>);
    return JSON.stringify([
      policy.includedPaths.map(canonicalPath).sort(),
      policy.excludedPaths.map(canonicalPath).sort(),
      policy.compositeIndexes
        .map((index) => JSON.stringify(index.map(({ path, order }) => [canonicalPath(path), order])))
        .sort(),
    ]);
  },
};
