import { type FoundSecret, type Verdict, verdicts } from "./found-secret";

/** How many there are of each verdict. */
export function secretCounts(found: readonly FoundSecret[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict): number => found.filter((each) => each.verdict === verdict).length;
  return { usable: count("usable"), unknown: count("unknown"), closed: count("closed") };
}

const TITLES: Readonly<Record<Verdict, string>> = {
  usable: "Usable: anyone who reads the file can",
  unknown: "Unknown: it may give access",
  closed: "Closed: it opens nothing as the resource is configured",
};

/** For a terminal: the serious ones line by line, those that open nothing by resource. No secret is in it. */
export function scanText(found: readonly FoundSecret[], files: number): string {
  const counts = secretCounts(found);
  const heading =
    `${files} ${files === 1 ? "file" : "files"}: ${counts.usable} usable, ${counts.unknown} unknown, ` +
    `${counts.closed} closed`;
  const blocks = verdicts.flatMap((verdict) => {
    const own = found.filter((each) => each.verdict === verdict);
    if (own.length === 0) return [];
    const lines = verdict === "closed" ? closedLines(own) : own.flatMap(linesOf);
    return [[TITLES[verdict], ...lines].join("\n")];
  });
  return [heading, ...blocks].join("\n\n");
}

function linesOf({ file, address, attribute, opens, fix }: FoundSecret): readonly string[] {
  const place = [file, [address, attribute].filter(Boolean).join(".")].join(": ");
  return [`  ${place}`, `    opens  ${opens}`, ...(fix === undefined ? [] : [`    fix    ${fix}`])];
}

/** One line for all keys of a resource. */
function closedLines(found: readonly FoundSecret[]): readonly string[] {
  const byPlace = new Map<string, number>();
  for (const { file, address = "", closedBy = "" } of found) {
    const place = `${file}: ${address}: ${closedBy}`;
    byPlace.set(place, (byPlace.get(place) ?? 0) + 1);
  }
  return [...byPlace].map(([place, count]) => `  ${place} (${count})`);
}
