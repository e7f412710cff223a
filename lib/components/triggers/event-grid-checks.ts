import { nameFault } from "../../azure/names/azure-names";
import { isDataObject } from "../../settings/merge";
import { didYouMean } from "../../settings/nearest";
import { redacted } from "../../settings/redacted";
import type { Fields, Report } from "../needs";
import { topicNameFault } from "../topic-name";
import { checkUnknownFields } from "../unknown-fields";
import type {
  BlobEventType,
  BlobSource,
  EventFilter,
  EventGridTrigger,
  EventRetry,
  TopicSource,
} from "./event-subscription";

const sourceFields: Fields<TopicSource & BlobSource> = { topic: true, blobs: true };
const filterFields: Fields<EventFilter> = {
  eventTypes: true,
  subjectBeginsWith: true,
  subjectEndsWith: true,
};
const retryFields: Fields<EventRetry> = { maxDeliveryAttempts: true, eventTimeToLiveInMinutes: true };

const BLOB_EVENTS: Readonly<Record<BlobEventType, true>> = {
  "Microsoft.Storage.BlobCreated": true,
  "Microsoft.Storage.BlobDeleted": true,
  "Microsoft.Storage.BlobTierChanged": true,
};
/** learn.microsoft.com/azure/event-grid/delivery-and-retry#retry-policy */
export const MOST_RETRIES = { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 } as const;

/** Reports what is wrong with an event subscription; what it was given may be anything. @returns false when it cannot be gone on with */
export function checkEvents(path: string, trigger: Partial<EventGridTrigger>, report: Report): boolean {
  const { source, filter, retry, deadLetter } = trigger as Readonly<Record<string, unknown>>;
  const ofBlobs = isDataObject(source) && source["blobs"] !== undefined;
  return [
    checkSource(`${path}.source`, source, report),
    checkFilter(`${path}.filter`, filter, ofBlobs, report),
    checkRetry(`${path}.retry`, retry, report),
    checkDeadLetter(`${path}.deadLetter`, deadLetter, report),
  ].every(Boolean);
}

function checkSource(path: string, source: unknown, report: Report): boolean {
  const example = 'write it like { topic: "orders" }, or { blobs: "uploads" }';
  const given = isDataObject(source) ? source : {};
  const { topic, blobs } = given;
  if ((topic === undefined) === (blobs === undefined)) {
    report(path, `must have either a topic or a blob container, got ${redacted(source)}`, example);
    return false;
  }
  checkUnknownFields(path, source, sourceFields, report);
  if (topic !== undefined) {
    const fault = typeof topic === "string" ? topicNameFault(topic) : "the name of the topic is missing";
    if (fault === undefined) return true;
    report(`${path}.topic`, `${fault}, got ${redacted(topic)}`, 'choose a name such as "orders"');
    return false;
  }
  const fault =
    typeof blobs === "string"
      ? nameFault("storageContainer", blobs)
      : "the name of the blob container is missing";
  if (fault === undefined) return true;
  report(`${path}.blobs`, `${fault}, got ${redacted(blobs)}`, 'choose a name such as "uploads"');
  return false;
}

function checkFilter(path: string, filter: unknown, ofBlobs: boolean, report: Report): boolean {
  if (filter === undefined) return true;
  if (!isDataObject(filter)) {
    report(
      path,
      `must be an object with filters, got ${redacted(filter)}`,
      'write it like { subjectEndsWith: ".jpg" }',
    );
    return false;
  }
  checkUnknownFields(path, filter, filterFields, report);
  const texts = (["subjectBeginsWith", "subjectEndsWith"] as const).filter((each) => {
    const given = filter[each];
    return given !== undefined && (typeof given !== "string" || given === "");
  });
  for (const each of texts)
    report(
      `${path}.${each}`,
      `must be a part of the subject, got ${redacted(filter[each])}`,
      "give a string, or remove it",
    );
  const begins = filter["subjectBeginsWith"];
  const isPath = ofBlobs && typeof begins === "string" && begins.startsWith("/");
  if (isPath)
    report(
      `${path}.subjectBeginsWith`,
      `must be the beginning of a blob name, got ${redacted(begins)}`,
      'write it like "invoices/"',
    );
  return (
    checkTypes(`${path}.eventTypes`, filter["eventTypes"], ofBlobs, report) && texts.length === 0 && !isPath
  );
}

function checkTypes(path: string, types: unknown, ofBlobs: boolean, report: Report): boolean {
  if (types === undefined) return true;
  if (!Array.isArray(types) || types.length === 0) {
    report(path, `must be a list of event types, got ${redacted(types)}`, "list at least one, or remove it");
    return false;
  }
  const given = types as readonly unknown[];
  const known = Object.keys(BLOB_EVENTS);
  const foreign = given.filter((type) =>
    ofBlobs ? !known.includes(type as string) : typeof type !== "string" || type === "",
  );
  for (const type of foreign)
    report(
      path,
      ofBlobs
        ? `unknown blob event ${redacted(type)}${typeof type === "string" ? didYouMean(type, known) : ""}`
        : `must be the name of an event type, got ${redacted(type)}`,
      ofBlobs ? `use ${known.join(", ")}` : 'write it like "Order.Placed"',
    );
  const isRepeated = new Set(given).size < given.length;
  if (isRepeated) report(path, "lists an event type twice", "list each event type once");
  return foreign.length === 0 && !isRepeated;
}

function checkRetry(path: string, retry: unknown, report: Report): boolean {
  if (retry === undefined) return true;
  if (!isDataObject(retry)) {
    report(
      path,
      `must be an object with retry settings, got ${redacted(retry)}`,
      "write it like { maxDeliveryAttempts: 10 }",
    );
    return false;
  }
  checkUnknownFields(path, retry, retryFields, report);
  const wrong = Object.entries(MOST_RETRIES).filter(([name, most]) => {
    const given = retry[name];
    return given !== undefined && !(Number.isInteger(given) && Number(given) >= 1 && Number(given) <= most);
  });
  for (const [name, most] of wrong)
    report(
      `${path}.${name}`,
      `must be a whole number from 1 to ${most}, got ${redacted(retry[name])}`,
      "correct or remove it",
    );
  return wrong.length === 0;
}

function checkDeadLetter(path: string, container: unknown, report: Report): boolean {
  if (container === undefined || container === false) return true;
  const fault =
    typeof container === "string"
      ? nameFault("storageContainer", container)
      : "must be a blob container or false";
  if (fault === undefined) return true;
  report(path, `${fault}, got ${redacted(container)}`, 'choose a name such as "event-dead-letters"');
  return false;
}
