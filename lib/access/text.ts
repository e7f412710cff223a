import { code, escaped, row, tableHead } from "../settings/markdown";
import { type AccessDifference, isSameAccess } from "./access-difference";
import type { Exposure } from "./exposures";
import { type AccessLine, linesOf, rolesIn } from "./lines";

const SAME = "nobody may do more or less";

/** For a terminal: exposures first, then each difference in one line. */
export function accessText(difference: AccessDifference): string {
  const heading = `${difference.environment}: access`;
  if (isSameAccess(difference)) return `${heading}: ${SAME}`;
  const { exposed, notJudged } = difference;
  const state = stateText(difference);
  return [
    state === "" ? heading : `${heading} of an environment that ${state}`,
    ...section("Exposed", exposed.flatMap(exposureLines)),
    ...section("Access", linesOf(difference).map(plainLine)),
    ...section(
      "What these roles allow",
      rolesIn(difference).flatMap(([role, actions]) => [role, ...actions.map((each) => `  ${each}`)]),
    ),
    ...section("Not judged", notJudged),
  ].join("\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

function exposureLines({ what, why, origin, fix }: Exposure): readonly string[] {
  return [what, `  ${why}${origin === undefined ? "" : ` (${origin})`}`, `  fix: ${fix}`];
}

/** One line as text. */
export function plainLine(line: AccessLine): string {
  const { who, may, on, from } = line;
  return `${markOf(line).padEnd(LONGEST_MARK)}  ${who}: ${may}, on ${on.join("; ")}, from ${from}`;
}

/** For a pull request: the same as tables, with what roles allow folded. */
export function accessMarkdown(difference: AccessDifference): string {
  const heading = `## Access: ${escaped(difference.environment)}`;
  if (isSameAccess(difference)) return `${heading}\n\nNobody may do more or less.`;
  const { exposed, notJudged } = difference;
  const lines = linesOf(difference);
  const state = stateText(difference);
  return [
    heading,
    ...(state === "" ? [] : [`The environment ${state}.`]),
    ...(exposed.length === 0 ? [] : ["### Exposed", exposed.map(exposureItem).join("\n")]),
    ...(lines.length === 0 ? [] : [tableOf(lines)]),
    ...folded("What these roles allow", rolesIn(difference).map(roleItem)),
    ...folded(
      "Not judged",
      notJudged.map((each) => `- ${escaped(each)}`),
    ),
  ].join("\n\n");
}

function exposureItem({ what, why, origin, fix }: Exposure): string {
  const by = origin === undefined ? "" : ` (${escaped(origin)})`;
  return `- **${escaped(what)}**: ${code(why)}${by}. To avoid it: ${escaped(fix)}.`;
}

function tableOf(lines: readonly AccessLine[]): string {
  return [ACCESS_HEAD, ...lines.map(accessRow)].join("\n");
}

/** The head of a table of {@link accessRow}. */
export const ACCESS_HEAD = tableHead(["", "Who", "May", "On", "From"]);

/** One line as a row of a Markdown table. */
export function accessRow(line: AccessLine): string {
  const mark = line.grows ? `**${markOf(line)}**` : markOf(line);
  return row([
    mark,
    escaped(line.who),
    escaped(line.may),
    line.on.map(escaped).join("<br>"),
    escaped(line.from),
  ]);
}

function roleItem([role, actions]: readonly [string, readonly string[]]): string {
  return `- ${escaped(role)}: ${actions.map(code).join(", ")}`;
}

function folded(title: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  return [`<details><summary>${title} (${items.length})</summary>\n\n${items.join("\n")}\n\n</details>`];
}

const MARKS = {
  gained: "new",
  lost: "gone",
} as const;

/** What becomes of an access: the reader looks for what grows. */
function markOf({ change, grows }: AccessLine): string {
  if (change === "changed") return grows ? "grows" : "shrinks";
  return grows ? `${MARKS[change]}, grows` : MARKS[change];
}

const LONGEST_MARK = "new, grows".length;

function stateText({ only }: AccessDifference): string {
  if (only === undefined) return "";
  return only === "after" ? "is new" : "is gone";
}
