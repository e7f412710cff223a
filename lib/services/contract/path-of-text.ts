import type { OptionPath } from "../option-path";

/**
 * The one place where text becomes the path of an option: what is read from a table of Azure's facts, or reported by what
 * knows no option by name. Nothing checks it, so code that can write the path out does that.
 */
export function pathOfText(text: string): OptionPath {
  return text as OptionPath;
}
