import type { StackRole } from "../../../lib/services/contract/service";
import type { SpecifiedBackend } from "./backends";

/** Where something is, a resource or an output: `platform: azurerm_storage_account.storage`. */
export type Carrier = `${StackRole}: ${`azurerm_${string}.` | "output."}${string}`;

export type Value = string | number | boolean | readonly Value[] | { readonly [argument: string]: Value };

/** A test by the path of its file in `__tests__`, without `.test.ts`, and its title. */
export type Proof = readonly [file: string, title: string];

export type SpecifiedOn = readonly SpecifiedBackend[];

/** One thing that the specification says. */
export interface Row {
  /** Its own words, as short as they go. */
  readonly says: string;
  /** The option that changes it, as `docs/reference/configuration.md` has it. */
  readonly option?: string;
  /** The backends in which it is so. */
  readonly on: SpecifiedOn;
  /** The resources that carry it. */
  readonly carriedBy?: readonly Carrier[];
  /** Arguments of each of them, nested ones with dots: `site_config.application_stack.node_version`. */
  readonly has?: Readonly<Record<string, Value>>;
  /** What is somewhere in the text of an argument of each of them. */
  readonly contains?: Readonly<Record<string, string>>;
  /** Arguments that none of them has. */
  readonly hasNo?: readonly string[];
  /** Resources that are not there. */
  readonly without?: readonly Carrier[];
  /** The property of `Backend` that is the one resource of `carriedBy`; without one, the property is undefined. */
  readonly property?: string;
  readonly proof: Proof;
  /** The cell "Specification" of a row of `specification/deviations.md`, where something else is done. */
  readonly differs?: string;
  /** What it costs here, of what the specification says it costs. */
  readonly estimate?: string;
}

/** One part of the specification. */
export interface Chapter {
  readonly title: string;
  readonly rows: readonly Row[];
}
