import type { Origins } from "./merge";
import { isWithin } from "./option-path";

/** Who decided a setting, or what it is part of: `your options`; undefined where that is not known. */
export function originText(origins: Origins, path: string): string | undefined {
  const nearest = Object.keys(origins)
    .filter((each) => isWithin(path, each))
    .sort((one, other) => other.length - one.length)[0];
  const origin = nearest === undefined ? undefined : origins[nearest];
  return origin?.because === undefined ? origin?.layer : `${origin.layer}: ${origin.because}`;
}
