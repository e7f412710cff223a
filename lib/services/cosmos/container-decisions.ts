import { codeOf } from "../../components/code";
import { checkContainerOptions } from "../../components/cosmos-container/check-container-options";
import { isIndexed } from "../../components/cosmos-container/index-paths";
import { hasOperation } from "../../components/crud-routes";
import { sortableFields } from "../../components/sortable-fields";
import type { Draft } from "../contract/draft";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import { fieldOf } from "../../components/item-schema";
import { checkLeases } from "./check-leases";
import { type DeclaredContainer, type Disagreement, declaredContainers } from "./declared-containers";
import { partitionKeyPaths } from "./settings";
import type { ComponentPath } from "../option-path";

/** A path of a partition key. */
const KEY_PATH = /^(\/[^/"\s*]+)+$/;

/** Every rule of Azure that containers can break, and everything that those who name one have to agree about. */
export function decideContainers(draft: Draft): void {
  const { containers: own } = draft.settings.cosmos;
  const required = draft.requirements.cosmosContainers;
  const soundOnes = Object.entries(own).filter(([name]) => checkOwn(draft, name));
  const { containers, disagreements } = declaredContainers(Object.fromEntries(soundOnes), required);
  for (const disagreement of disagreements) refuseDisagreement(draft, disagreement);
  for (const container of containers.values()) warnOfUniqueKeys(draft, container);
  checkSorting(draft, containers);
  checkAllThere(draft, containers);
  checkLeases(draft);
}

/** @returns whether others can be compared with it */
function checkOwn(draft: Draft, name: string): boolean {
  const path = `cosmos.containers.${name}` as const;
  const container = draft.settings.cosmos.containers[name];
  const needed = draft.requirements.cosmosContainers.filter((required) => required.name === name);
  if (container === undefined) return false;
  if (container === false) {
    if (needed[0] !== undefined)
      draft.problem(path, `${needed[0].by} keeps its items there`, `remove ${path}`);
    return false;
  }
  let sound = true;
  const refuse = (at: string, message: string, fix: string): void => {
    sound = false;
    draft.problem(`${path}.${at}`, message, fix);
  };
  checkContainerOptions(container, refuse);
  const { partitionKey } = container;
  if (partitionKey !== undefined) {
    const paths = partitionKeyPaths(partitionKey);
    if (paths.length < 1 || paths.length > 3 || !paths.every((each) => KEY_PATH.test(each)))
      refuse(
        "partitionKey",
        "a partition key must be a path such as /id, or up to three of them",
        "begin every path with /",
      );
  }
  return sound;
}

function refuseDisagreement(draft: Draft, { name, setting, here, there }: Disagreement): void {
  if (setting === "partitionKey")
    draft.problem(
      here.path,
      `container "${name}" has the partition key ${listed(here.value)} here and ${listed(there.value)} in ${there.by}`,
      "set the same partition key in both, or give one of them another name",
    );
  else
    draft.problem(
      here.path,
      `container "${name}" has ${redacted(here.value)} here and ${redacted(there.value)} in ${there.path}`,
      "set the same value in both, or remove one of them",
      there.path,
    );
}

function listed(paths: unknown): string {
  return (paths as readonly string[]).join(", ");
}

/** learn.microsoft.com/azure/cosmos-db/unique-keys: unique within a partition, and by /id each has one item. */
function warnOfUniqueKeys(
  draft: Draft,
  { name, given: { partitionKey, uniqueKeys } }: DeclaredContainer,
): void {
  if (uniqueKeys === undefined || uniqueKeys.value.length === 0) return;
  if (partitionKey?.value.join() !== "/id") return;
  draft.warn(
    uniqueKeys.path,
    `container "${name}" has the partition key /id, and values are unique only within a partition: these unique keys have no effect`,
  );
}

/** An API knows its own policy, and offers no other fields to sort by. */
function checkSorting(draft: Draft, containers: ReadonlyMap<string, DeclaredContainer>): void {
  for (const { path, component } of draft.requirements.components) {
    if (component.kind !== "crud-api" || !hasOperation(component, "list")) continue;
    const policy = containers.get(component.name)?.given.indexingPolicy;
    if (policy === undefined || component.indexingPolicy !== undefined) continue;
    const types = new Map(
      Object.entries(component.schema).map(([name, field]) => [name, fieldOf(field).type]),
    );
    const left = sortableFields(types, undefined).filter((name) => !isIndexed(policy.value, name));
    if (left.length > 0)
      draft.problem(
        policy.path,
        `does not index ${left.join(", ")}, by which ${path} can be sorted: Cosmos DB sorts only by indexed paths`,
        `index them, or move this policy to ${path}.indexingPolicy, so that lists are sorted only by indexed fields`,
      );
  }
}

/** Each has a partition key, and those that are only worked on are made by somebody. */
function checkAllThere(draft: Draft, containers: ReadonlyMap<string, DeclaredContainer>): void {
  for (const name of Object.keys(draft.settings.cosmos.containers)) {
    const path = `cosmos.containers.${name}` as const;
    const container = containers.get(name);
    if (container === undefined || container.given.partitionKey !== undefined) continue;
    if (!draft.refused(`${path}.partitionKey`))
      draft.problem(path, "partitionKey is missing", "add partitionKey");
  }
  // An existing resource without createChildren has containers that are not known here.
  if (draft.existing.cosmos?.createChildren === false) return;
  const made = [...containers.values()].filter(({ given }) => given.partitionKey !== undefined);
  const known = made.map(({ name }) => name);
  for (const { path, name } of [...draft.requirements.cosmosContainers, ...referred(draft)])
    if (!known.includes(name) && !Object.hasOwn(draft.settings.cosmos.containers, name))
      draft.problem(
        path,
        `the backend has no container "${name}"${didYouMean(name, known)}`,
        `add it to cosmos.containers: { "${name}": { partitionKey: "/id" } }, or set partitionKey`,
      );
}

/** Containers that a setting of a component names by a reference. */
function referred({
  requirements,
}: Draft): readonly { readonly path: ComponentPath; readonly name: string }[] {
  return requirements.components.flatMap(({ path, component }) =>
    Object.entries(codeOf(component)?.environment ?? {}).flatMap(([setting, value]) =>
      typeof value === "object" && value.kind === "container"
        ? [{ path: `${path}.environment.${setting}`, name: value.name }]
        : [],
    ),
  );
}
