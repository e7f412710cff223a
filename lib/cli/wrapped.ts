import { Help } from "commander";

/** Lines as the help is wrapped; a terminal that is narrower than 40 columns wraps by itself. */
function wrapped(text: string, width: number): readonly string[] {
  return new Help().boxWrap(text, width).split("\n");
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
