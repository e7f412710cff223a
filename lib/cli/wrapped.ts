import { Help } from "commander";

/** What is read or copied as a whole: in backticks or quotes, an object, a few words in brackets. */
const WHOLE = /`[^`\n]*`|"[^"\n]*"|\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\}|\([^()\n]{1,30}\)/g;
/** Stands for a space that no line ends at. */
const KEPT = "\u0001";

/** Lines as the help is wrapped; a terminal that is narrower than 40 columns wraps by itself. */
export function wrapped(text: string, width: number): readonly string[] {
  const whole = text.replaceAll(WHOLE, (span) => (span.length > width ? span : span.replaceAll(" ", KEPT)));
  return new Help().boxWrap(whole, width).replaceAll(KEPT, " ").split("\n");
}

/**
 * Texts below each other, with what they are about before the first line.
 *
 * @param head - as wide as `width`, colours apart
 */
export function hanging(
  head: string,
  width: number,
  texts: readonly string[],
  columns: number,
): readonly string[] {
  return texts
    .flatMap((text) => wrapped(text, columns - width))
    .map((line, index) => `${index === 0 ? head : " ".repeat(width)}${line}`);
}

const INDENT = "    ";

/** A line that goes on below itself where it is too long. */
export function folded(line: string, columns: number): readonly string[] {
  if (line.length <= columns) return [line];
  return wrapped(line, columns - INDENT.length).map((each, index) =>
    index === 0 ? each : `${INDENT}${each}`,
  );
}
