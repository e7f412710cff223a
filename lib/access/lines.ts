import type { AccessChange, AccessDifference, AccessEntry } from "./access-difference";
import type { AccessRow } from "./access-row";
import { needsText, networkText } from "./words";

/** One line of a report: accesses that differ in nothing but what they are on share one. */
export interface AccessLine {
  readonly change: "gained" | "lost" | "changed";
  /** Somebody may do more, or gets there from more places. */
  readonly grows: boolean;
  readonly who: string;
  readonly may: string;
  readonly on: readonly string[];
  readonly from: string;
}

/** Every difference in one line, what grows first. */
export function linesOf({ gained, lost, changed }: AccessDifference): readonly AccessLine[] {
  const all = [
    ...gained.map((entry) => entryLine("gained", entry)),
    ...changed.map(changeLine),
    ...lost.map((entry) => entryLine("lost", entry)),
  ];
  const grouped = new Map<string, AccessLine>();
  for (const line of all) {
    const { on: _on, ...others } = line;
    const key = JSON.stringify(others);
    const known = grouped.get(key);
    grouped.set(key, known === undefined ? line : { ...known, on: [...known.on, ...line.on] });
  }
  const lines = [...grouped.values()];
  return [...lines.filter(({ grows }) => grows), ...lines.filter(({ grows }) => !grows)];
}

function entryLine(change: "gained" | "lost", entry: AccessEntry): AccessLine {
  return {
    change,
    grows: entry.grows,
    who: whoText(entry),
    may: mayText(entry),
    on: [entry.on],
    from: networkText(entry.from),
  };
}

function changeLine({ before, after, grows }: AccessChange): AccessLine {
  const from =
    after.kind === "network"
      ? arrow(networkText(before.from), networkText(after.from))
      : networkText(after.from);
  return {
    change: "changed",
    grows,
    who: whoText(after),
    may: arrow(mayText(before), mayText(after)),
    on: [after.on],
    from,
  };
}

function arrow(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}

function whoText({ kind, who }: AccessRow): string {
  return kind === "component" ? `component ${who}` : who;
}

function mayText({ kind, may, needs }: AccessRow): string {
  if (kind === "network") return "reach it";
  const named = may.map(({ name }) => name).join(", ");
  return needs === undefined ? named : `${named} with ${needsText(needs)}`;
}

/** What each role that grows allows, by its name; what a caller does is no role. */
export function rolesIn({
  gained,
  changed,
}: AccessDifference): readonly (readonly [string, readonly string[]])[] {
  const rows = [
    ...gained,
    ...changed.filter(({ wider }) => wider.includes("roles")).map(({ after }) => after),
  ];
  const rights = rows.flatMap(({ may }) =>
    may.flatMap(({ name, allows }) => (allows === undefined ? [] : [{ name, allows }])),
  );
  const byName = new Map(
    rights.map(({ name, allows: { actions, notActions, dataActions, notDataActions } }) => [
      name,
      [...dataActions, ...actions, ...[...notDataActions, ...notActions].map((each) => `not ${each}`)],
    ]),
  );
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1));
}
