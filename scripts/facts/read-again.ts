import type { Clone } from "../arm-schemas/clone";
import type { clonesIn } from "./clones";
import { type Json, differences } from "./differences";
import type { FactSources, FactTable } from "./fact-table";

/** What may be read: no pages of the web where `page` is undefined. */
interface Reachable {
  readonly clones: ReturnType<typeof clonesIn>;
  readonly page: FactSources["page"] | undefined;
  readonly today: string;
}

/** Reads a table again: what has changed, or why it was not read, as lines; and the new text of its file. */
export async function readAgain(
  table: FactTable,
  committed: string,
  { clones, page, today }: Reachable,
): Promise<{ readonly lines: readonly string[]; readonly text?: string }> {
  const missing = table.repositories.map(clones).flatMap((each) => ("fix" in each ? [each.fix] : []));
  if (missing.length > 0) return { lines: missing.map((fix) => `not read: ${fix}`) };
  if (table.online && page === undefined) return { lines: ["not read: it needs --online"] };
  const clone = (repository: string): Clone => {
    const found = table.repositories.includes(repository) ? clones(repository) : { fix: "" };
    if ("fix" in found) throw new Error(`${table.name} reads ${repository} and does not name it`);
    return found.clone;
  };
  const before = JSON.parse(committed) as Json;
  const unread = (): Promise<undefined> => Promise.resolve(undefined);
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const after = await table.read({ clone, page: page ?? unread, say, today }, before);
  return {
    lines: [...differences(before, after), ...said],
    text: `${JSON.stringify(after, undefined, 2)}\n`,
  };
}
