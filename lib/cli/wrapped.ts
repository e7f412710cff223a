import { Help } from "commander";

/** Lines as the help is wrapped; a terminal that is narrower than 40 columns wraps by itself. */
export function wrapped(text: string, width: number): readonly string[] {
  return new Help().boxWrap(text, width).split("\n");
}
