import azure from "./azure-ends.json";
import node from "./node-releases.json";
import pages from "./pages.json";

/** When something ends, and who says so. */
interface RecordedEnd {
  readonly date: string;
  readonly source: string;
}

/** A row of Microsoft's list of ends of life, by its number there. */
export function listed(row: keyof typeof azure.ends): RecordedEnd {
  return { date: azure.ends[row], source: azure.source };
}

/** The last day of a version of Node with long-term support, by Node's own calendar. */
export function nodeEnd(major: keyof typeof node.ends): RecordedEnd {
  return { date: node.ends[major], source: node.source };
}

/** Versions of Node with long-term support, with their last days. */
export const nodeEnds: Readonly<Record<string, string>> = node.ends;

/** Lists that the calendar is made from, each with the commit that was read. */
export const calendarSources = [azure, node].map(({ source, commit, date, read }) => ({
  source,
  commit,
  date,
  read,
}));

/** Pages that rows of the calendar cite, each with the day on which it was read. */
export const calendarPages: Readonly<Record<string, string>> = pages.pages;
