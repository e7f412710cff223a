/** One thing that is wrong with a body. */
export interface Fault {
  /** A JSON Pointer as the fragment of a URI, `#/rating`. */
  readonly pointer: string;
  readonly detail: string;
}

/** What is listed of one body; an answer must not grow with what is wrong with the question. */
export const MOST_FAULTS = 20;
/** In characters; a name that makes a pointer longer is left out of it. */
const LONGEST_POINTER = 200;
/** Half of a pair of UTF-16 code units, which no text of Unicode has. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The names and positions that lead to a value. */
export type Way = readonly (string | number)[];

/** What is wrong with one body. The search for faults stops when it is full. */
export class FaultList {
  readonly #faults: Fault[] = [];
  #full = false;

  /** Adds one fault, unless there is no room or the same was said before. */
  add(way: Way, detail: string): void {
    const { pointer, whole } = pointerTo(way);
    const told = whole ? detail : `${detail}, in a nested field whose name is too long to show`;
    if (this.#faults.some((each) => each.pointer === pointer && each.detail === told)) return;
    if (this.#faults.length < MOST_FAULTS) this.#faults.push({ pointer, detail: told });
    else this.#full = true;
  }

  get faults(): readonly Fault[] {
    return this.#faults;
  }

  /** There are more faults than are listed. */
  get full(): boolean {
    return this.#full;
  }

  /** To be added to a sentence about the whole body. */
  get remark(): string {
    return this.#full ? ` Only the first ${MOST_FAULTS} faults are listed.` : "";
  }
}

/** A JSON Pointer as the fragment of a URI: to the value, or to the last one above it that is not too far away. */
function pointerTo(way: Way): { readonly pointer: string; readonly whole: boolean } {
  let pointer = "#";
  for (const step of way) {
    const name = String(step);
    if (name.length > LONGEST_POINTER || LONE_SURROGATE.test(name)) return { pointer, whole: false };
    const next = `${pointer}/${escaped(name)}`;
    if (next.length > LONGEST_POINTER) return { pointer, whole: false };
    pointer = next;
  }
  return { pointer, whole: true };
}

function escaped(name: string): string {
  return encodeURI(name.replaceAll("~", "~0").replaceAll("/", "~1")).replaceAll("#", "%23");
}
