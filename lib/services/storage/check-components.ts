import { codeOf } from "../../components/code";
import type { Draft } from "../contract/draft";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import { PACKAGE_CONTAINER } from "./package-container";

/** Every rule that what components name in a storage account can break. */
export function checkComponentsInStorage(draft: Draft): void {
  checkKept(draft);
  checkTables(draft);
  checkReferredQueues(draft);
}

/** Containers and queues that the Functions host makes for itself, or runs from. */
function checkKept(draft: Draft): void {
  const { blobContainers, queues } = draft.requirements;
  for (const { path, name } of [...blobContainers, ...queues])
    if (name.startsWith("azure-webjobs-"))
      draft.problem(
        path,
        `${redacted(name)} is reserved for the Functions host`,
        "choose a name with another beginning",
      );
  for (const { path, name, action } of blobContainers)
    // Dead letters are reported by what puts them there.
    if (name === PACKAGE_CONTAINER && action !== "none")
      draft.problem(path, "the code of the function app is released to it", "use another container");
}

/** Azure takes names of another case for the same table. */
function checkTables(draft: Draft): void {
  const { tables } = draft.settings.storage;
  const first = new Map<string, { readonly name: string; readonly by: string }>();
  for (const [name, wanted] of Object.entries(tables))
    if (wanted) first.set(name.toLowerCase(), { name, by: `storage.tables.${name}` });
  for (const { path, name, by } of draft.requirements.tables) {
    const other = first.get(name.toLowerCase());
    if (other === undefined) first.set(name.toLowerCase(), { name, by });
    else if (other.name !== name)
      draft.problem(
        path,
        `${redacted(name)} is the same name as ${redacted(other.name)} of ${other.by}: Azure ignores the case of table names`,
        `write it ${redacted(other.name)}, or choose another name`,
      );
  }
}

/** A reference stands for a queue that there is. */
function checkReferredQueues(draft: Draft): void {
  const { requirements, settings, existing } = draft;
  // An existing resource without createChildren has queues that are not known here.
  if (existing.storage?.createChildren === false) return;
  const own = Object.entries(settings.storage.queues).flatMap(([name, wanted]) => (wanted ? [name] : []));
  const known = [
    ...own,
    ...[...requirements.queues, ...requirements.serviceBusQueues].map(({ name }) => name),
  ];
  for (const { path, component } of requirements.components)
    for (const [setting, value] of Object.entries(codeOf(component)?.environment ?? {}))
      if (typeof value === "object" && value.kind === "queue" && !known.includes(value.name))
        draft.problem(
          `${path}.environment.${setting}`,
          `the backend has no queue ${redacted(value.name)}${didYouMean(value.name, known)}`,
          `pass the processor as a component, or add it to storage.queues: { ${redacted(value.name)}: true }`,
        );
}
