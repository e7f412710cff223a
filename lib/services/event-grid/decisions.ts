import { topicNameFault } from "../../components/topic-name";
import type { Draft } from "../contract/draft";
import { didYouMean, nearest } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import { PACKAGE_CONTAINER } from "../storage";

/** Every rule that a combination of `eventGrid` options and components can break. */
export function decideEventGrid(draft: Draft): void {
  checkTopics(draft);
  checkSources(draft);
  checkDeadLetters(draft);
  noteExpected(draft);
}

function checkTopics(draft: Draft): void {
  for (const [name, wanted] of Object.entries(draft.settings.eventGrid.topics)) {
    const path = `eventGrid.topics.${name}` as const;
    const fault = topicNameFault(name);
    if (fault !== undefined) draft.problem(path, `${fault}, got ${redacted(name)}`, "choose another name");
    if (wanted) continue;
    for (const { by } of draft.requirements.eventSubscriptions.filter(({ source }) => source.topic === name))
      draft.problem(path, `${by} receives its events`, `remove ${path}`);
  }
}

function checkSources(draft: Draft): void {
  const { topics } = draft.settings.eventGrid;
  const listed = Object.keys(topics);
  const isMisspelt = (topic: string): boolean =>
    !listed.includes(topic) && nearest(topic, listed) !== undefined;
  for (const { path, source } of draft.requirements.eventSubscriptions) {
    if (source.topic !== undefined && isMisspelt(source.topic))
      draft.missing(
        `${path}.source.topic`,
        `eventGrid.topics has no topic ${redacted(source.topic)}${didYouMean(source.topic, listed)}`,
        `use an existing topic, or add eventGrid.topics: { ${redacted(source.topic)}: true }`,
        "eventGrid.topics",
      );
    // learn.microsoft.com/azure/event-grid/system-topics
    if (source.blobs !== undefined && draft.existing.storage !== undefined)
      draft.problem(
        `${path}.source.blobs`,
        "a storage account can have one system topic, and the existing account of external.storage may already have it",
        'start the function by a blob trigger, { type: "blob" }, or remove external.storage',
        "external.storage",
      );
  }
}

/** Events tell who has done what. */
function checkDeadLetters(draft: Draft): void {
  for (const { by, path, deadLetter } of draft.requirements.eventSubscriptions) {
    if (deadLetter === PACKAGE_CONTAINER)
      draft.problem(
        `${path}.deadLetter`,
        "the container has the code of the function app, and the topic would get write access to it",
        "use another container",
      );
    const container = deadLetter === undefined ? undefined : draft.settings.storage.containers[deadLetter];
    if (deadLetter === undefined || container === undefined || container === false) continue;
    if (container.publicAccess === "Blob")
      draft.problem(
        `storage.containers.${deadLetter}.publicAccess`,
        `it is the dead-letter container of ${by}, which must not be public`,
        'set it to "None"',
      );
  }
}

/** What an existing account must allow. */
function noteExpected(draft: Draft): void {
  const { storage } = draft.existing;
  const subscriptions = draft.requirements.eventSubscriptions;
  if (storage === undefined || subscriptions.length === 0) return;
  draft.note(
    storage.option,
    "if it has a firewall, it must allow trusted Azure services, so that Event Grid can deliver events",
  );
  if (storage.roleAssignments) return;
  for (const { source, queue, deadLetter } of subscriptions)
    draft.note(
      storage.option,
      `its owner must assign to the identity of topic ${source.topic ?? ""} the role Storage Queue Data Message Sender on queue ${queue}` +
        (deadLetter === undefined ? "" : `, and Storage Blob Data Contributor on container ${deadLetter}`),
    );
}
