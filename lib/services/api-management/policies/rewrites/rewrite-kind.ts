import type { Fields, Report } from "../../../../components/needs";
import type { DataObject } from "../../../../settings/merge";
import type { PolicyElement } from "../policy-document";

/** Requests or responses. */
export type Section = "inbound" | "outbound";

/** An operation of an API, as far as its policies ask. */
export interface Operation {
  /** In capitals: `GET`. */
  readonly method: string;
  /** The parameters of its template, `id` of `/items/{id}`. */
  readonly templateParameters: readonly string[];
}

/** Where a rewrite stands. */
export interface RewritePlace {
  readonly section: Section;
  /** Every operation whose calls are rewritten, by its id. */
  readonly operations: Readonly<Record<string, Operation>>;
}

/** Everything there is to one type of rewrite. */
export interface RewriteKind<Rewrite> {
  readonly fields: Fields<Rewrite>;
  /** Where API Management takes it. */
  readonly sections: readonly Section[];
  /** How it is written, for messages. */
  readonly example: string;
  /** Reports what is wrong with it; `said` may have any fields, of any type. */
  readonly check: (path: string, given: DataObject, place: RewritePlace, report: Report) => void;
  readonly element: (rewrite: Rewrite) => PolicyElement;
}
