import { createHash } from "node:crypto";

/** A part of a file: generated between markers, or the text with which a part of the user's begins. */
export type Part =
  { readonly generated: string; readonly text: string; readonly below: Below } | { readonly yours: string };

/** What the user can write below a generated part, and how deep it is in the file. */
export interface Below {
  readonly hint: string;
  readonly depth: number;
}

/** Why a file that is there cannot be written again, with what to do about it. */
export interface RegionFault {
  readonly kind: "foreign" | "broken" | "edited" | "orphaned";
  /** Begins with the number of a line where it is about one. */
  readonly message: string;
  readonly fix: string;
}

/** A file as it should be, or why that cannot be said. */
export type Merged = { readonly text: string } | { readonly faults: readonly RegionFault[] };

/** Edits are found by it: it is no protection against anybody. */
const HASH_LENGTH = 16;
const BEGIN = /^[ \t]*# >>> generated: (\S+) ([0-9a-f]{16})$/;
const END = /^[ \t]*# <<< generated: (\S+?)(?:\..*)?$/;

/** A new file. */
export function fileText(parts: readonly Part[]): string {
  return `${parts.flatMap((part) => ("yours" in part ? linesOf(part.yours) : regionLines(part))).join("\n")}\n`;
}

/**
 * A file that is there, with its generated parts as they are now. The text of others stays below the part that it was below.
 *
 * @param force - also replaces generated parts that were edited
 */
export function mergedText(existing: string, parts: readonly Part[], force: boolean): Merged {
  const lineEnd = existing.includes("\r\n") ? "\r\n" : "\n";
  const read = regionsIn(existing.replaceAll("\r\n", "\n"));
  if ("faults" in read) return read;
  const regions = new Map(read.regions.map((region) => [region.id, region]));
  const generated = parts.filter((part) => "generated" in part);
  const faults = [
    ...(force ? [] : generated.flatMap((part) => editedFault(regions.get(part.generated), part.text))),
    ...read.regions
      .filter(({ id }) => !generated.some((part) => part.generated === id))
      .flatMap((region) => [...(force ? [] : editedFault(region, undefined)), ...orphanedFault(region)]),
  ];
  if (faults.length > 0) return { faults };
  const lines = [
    ...read.before,
    ...parts.flatMap((part, index) => mergedLines(part, parts[index - 1], regions)),
  ];
  return { text: `${lines.join("\n")}\n`.replaceAll("\n", lineEnd) };
}

type Generated = Extract<Part, { readonly generated: string }>;

interface Region {
  readonly id: string;
  readonly hash: string;
  /** Of its first line, counted from 1. */
  readonly line: number;
  readonly lines: readonly string[];
  /** The user's, up to the next region. */
  readonly after: readonly string[];
}

/** Initial text of the user's comes with a region that is new, and is theirs from then on. */
function mergedLines(
  part: Part,
  before: Part | undefined,
  regions: ReadonlyMap<string, Region>,
): readonly string[] {
  if ("generated" in part) return [...regionLines(part), ...(regions.get(part.generated)?.after ?? [])];
  const isThere = before !== undefined && "generated" in before && regions.has(before.generated);
  return isThere ? [] : linesOf(part.yours);
}

function regionLines({ generated, text, below: { hint, depth } }: Generated): readonly string[] {
  const lines = linesOf(text);
  const indent = /^ */.exec(lines.find((line) => line.trim() !== "") ?? "")?.[0] ?? "";
  return [
    `${indent}# >>> generated: ${generated} ${hashOf(lines)}`,
    ...lines,
    `${" ".repeat(depth)}# <<< generated: ${generated}. ${hint}`,
  ];
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, "").split("\n");
}

function hashOf(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, HASH_LENGTH);
}

function editedFault(region: Region | undefined, wanted: string | undefined): readonly RegionFault[] {
  if (region === undefined || hashOf(region.lines) === region.hash) return [];
  // Somebody has written what would be written now, or has merged it.
  if (wanted !== undefined && hashOf(linesOf(wanted)) === hashOf(region.lines)) return [];
  const shown = wanted === undefined ? [] : differingLines(region, linesOf(wanted));
  return [
    {
      kind: "edited",
      message: [`${region.line}: the generated part "${region.id}" was edited`, ...shown].join("\n"),
      fix: "move your lines out of it, below a line with # <<<, or replace them with --force",
    },
  ];
}

const MOST_SHOWN = 12;

/** Lines that only one of the two has: where both begin and end alike, what is between. */
function differingLines({ lines, line }: Region, wanted: readonly string[]): readonly string[] {
  const unlike = lines.findIndex((each, index) => each !== wanted[index]);
  const start = unlike === -1 ? lines.length : unlike;
  let end = 0;
  const shortest = Math.min(lines.length, wanted.length) - start;
  while (end < shortest && lines.at(-1 - end) === wanted.at(-1 - end)) end += 1;
  const theirs = lines
    .slice(start, lines.length - end)
    .map((each, index) => `${line + 1 + start + index} - ${each}`);
  const ours = wanted.slice(start, wanted.length - end).map((each) => `  + ${each}`);
  return [...shortened(theirs), ...shortened(ours)];
}

function shortened(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_SHOWN;
  return more <= 0 ? lines : [...lines.slice(0, MOST_SHOWN), `  … ${more} more lines`];
}

/** What stands below a part that goes would come below another one: steps of one job would become those of another. */
function orphanedFault({ id, line, lines, after }: Region): readonly RegionFault[] {
  if (after.every((each) => each.trim() === "")) return [];
  const first = line + lines.length + 2;
  return [
    {
      kind: "orphaned",
      message: `${first}: the generated part "${id}" is not needed any more, and lines of yours are below it`,
      fix: "move or delete these lines",
    },
  ];
}

/** The regions of a file, and what is before the first one. */
function regionsIn(
  text: string,
):
  | { readonly before: readonly string[]; readonly regions: readonly Region[] }
  | { readonly faults: readonly RegionFault[] } {
  const lines = linesOf(text);
  const before: string[] = [];
  const regions: { id: string; hash: string; line: number; lines: string[]; after: string[] }[] = [];
  const faults: RegionFault[] = [];
  let open: (typeof regions)[number] | undefined;
  for (const [index, each] of lines.entries()) {
    const [, begun, hash] = BEGIN.exec(each) ?? [];
    const [, ended] = END.exec(each) ?? [];
    if (begun !== undefined && hash !== undefined) {
      if (open !== undefined) faults.push(broken(open.line, `the part "${open.id}" has no line # <<<`));
      if (regions.some(({ id }) => id === begun))
        faults.push(broken(index + 1, `the part "${begun}" is there twice`));
      open = { id: begun, hash, line: index + 1, lines: [], after: [] };
      regions.push(open);
    } else if (ended !== undefined) {
      if (open?.id !== ended)
        faults.push(broken(index + 1, `the part "${ended}" ends where it has not begun`));
      open = undefined;
    } else if (/^[ \t]*# (?:>>>|<<<) generated\b/.test(each))
      faults.push(broken(index + 1, `a marker was changed: ${each.trim()}`));
    else (open?.lines ?? regions.at(-1)?.after ?? before).push(each);
  }
  if (open !== undefined) faults.push(broken(open.line, `the part "${open.id}" has no line # <<<`));
  if (faults.length > 0) return { faults };
  return regions.length === 0 ? { faults: [FOREIGN] } : { before, regions };
}

const FOREIGN: RegionFault = {
  kind: "foreign",
  message: "the file is there already, and has no generated part",
  fix: "move or rename it: it is never overwritten",
};

function broken(line: number, message: string): RegionFault {
  return {
    kind: "broken",
    message: `${line}: ${message}`,
    fix: "restore the line from your repository's history",
  };
}
