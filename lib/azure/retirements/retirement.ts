/**
 * What Azure does. `notCreated`: there is no new one. `unsupported`: existing ones go on or not, and nobody at
 * Microsoft cares for it. `retires`: it works until the date.
 */
export type RetirementState = "notCreated" | "unsupported" | "retires";

/** Where in this library it holds. */
export type RetirementPlace =
  /** Options that lead there, all of them together, each with its value. */
  | { readonly options: Readonly<Record<string, string>> }
  /** An option that is checked where its service is decided. */
  | { readonly decidedBy: string }
  /** An option whose newest value it is: nobody is warned, since there is nothing to use instead. */
  | { readonly newest: string }
  /** Nothing leads there, and why. */
  | { readonly by: string };

/** Something that Azure no longer creates, no longer supports, or will end. */
export interface Retirement {
  /** Begins a sentence: `Node 20 in Azure Functions`. */
  readonly what: string;
  readonly state: RetirementState;
  /** The day from which that holds, `2026-04-30`; the month alone where Azure says no more, `2027-03`. */
  readonly date: string;
  /** Whom it does not hold for: nobody can tell that from options. */
  readonly except?: string;
  /** Ends a sentence: `use node:24`. */
  readonly replacement: string;
  /** A page of Microsoft's, Microsoft's list of ends of life, or Node's own calendar. */
  readonly source: string;
  readonly place: RetirementPlace;
}
