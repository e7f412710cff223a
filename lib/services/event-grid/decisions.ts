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
      draft.problem(path, `${by} takes its events`, `leave ${path} out`);
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
        `name that one, or add eventGrid.topics: { ${redacted(source.topic)}: true }`,
        "eventGrid.topics",
      );
    // learn.microsoft.com/azure/event-grid/system-topics
    if (source.blobs !== undefined && draft.existing.storage !== undefined)
      draft.problem(
        `${path}.source.blobs`,
        "an account has one system topic, in its own region, and external.storage brings an account that may have it already",
        'start the function by a blob trigger, { type: "blob" }, or leave external.storage out',
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
        "the function app's code is released into it, and a topic would have the right to write it",
        "name another container",
      );
    const container = deadLetter === undefined ? undefined : draft.settings.storage.containers[deadLetter];
    if (deadLetter === undefined || container === undefined || container === false) continue;
    if (container.publicAccess === "Blob")
      draft.problem(
        `storage.containers.${deadLetter}.publicAccess`,
        `what cannot be delivered to ${by} goes into it, and is not for everybody`,
        'set it to "None"',
      );
  }
}

/** What an existing account has to let in. */
function noteExpected(draft: Draft): void {
  const { storage } = draft.existing;
  const subscriptions = draft.requirements.eventSubscriptions;
  if (storage === undefined || subscriptions.length === 0) return;
  draft.note(
    storage.option,
    "expected of it: where it has a firewall, trusted Azure services pass, so that Event Grid delivers",
  );
  if (storage.roleAssignments) return;
  for (const { source, queue, deadLetter } of subscriptions)
    draft.note(
      storage.option,
      `expected in it: for the identity of topic ${source.topic ?? ""} the role Storage Queue Data Message Sender on queue ${queue}` +
        (deadLetter === undefined ? "" : `, and Storage Blob Data Contributor on container ${deadLetter}`),
    );
}
