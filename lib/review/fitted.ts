/** A part of a report that can be shown in part: rows that do not fit are counted. */
export interface Section {
  /** What comes before the rows. */
  readonly head: string;
  readonly rows: readonly string[];
  /** What comes after them. */
  readonly foot?: string;
  /** What a row is, in one word: `finding`. */
  readonly row: string;
  /** Between rows. @default "\n" */
  readonly between?: string;
}

const BETWEEN_SECTIONS = "\n\n";

/**
 * Sections in their order, within a number of characters. Every section keeps its head and the number of its rows. Space goes to the rows of
 * the first section first, whole rows only, and what does not fit is counted.
 *
 * @param limit - characters
 */
export function fitted(sections: readonly Section[], limit: number): string {
  const least = sections.map((section) => textOf(section, 0)).join(BETWEEN_SECTIONS).length;
  let left = limit - least;
  return sections
    .map((section) => {
      const count = fittingRows(section, left);
      const text = textOf(section, count);
      left -= text.length - textOf(section, 0).length;
      return text;
    })
    .join(BETWEEN_SECTIONS);
}

function fittingRows(section: Section, space: number): number {
  const least = textOf(section, 0).length;
  const { rows, between = "\n" } = section;
  // Without the line that counts the others.
  if (textOf(section, rows.length).length - least <= space) return rows.length;
  let used = 0;
  const end = rows.findIndex((row) => {
    used += row.length + between.length;
    return used > space;
  });
  if (end < 0) return rows.length;
  // The line that counts the others grows and shrinks with their number.
  let count = end;
  while (count > 0 && textOf(section, count).length - least > space) count -= 1;
  return count;
}

function textOf({ head, rows, foot, row, between = "\n" }: Section, count: number): string {
  const hidden = rows.length - count;
  const others = count === 0 ? "" : "more ";
  const body = [head, ...(count === 0 ? [] : [rows.slice(0, count).join(between)])].join(
    head.endsWith("|") ? "\n" : BETWEEN_SECTIONS,
  );
  const more =
    hidden === 0
      ? []
      : [
          `_${hidden} ${others}${row}${hidden === 1 ? "" : "s"} not shown here: see the report as text or JSON._`,
        ];
  return [body, ...more, ...(foot === undefined ? [] : [foot])].join(BETWEEN_SECTIONS);
}
