import type { Access, Binding } from "./bindings";
import type { Reference } from "./references";

/** What a component that runs code has, whatever starts it. */
export interface CodeOptions {
  /** Lower-case letters, digits and hyphens; the name that the handler registers its function under. */
  readonly name: string;
  /** The handler's source file, relative to the project. Terraform never reads it. */
  readonly entry: string;
  /**
   * App settings of this function: plain text, a secret with `secret(name)`, or a name or endpoint of the backend with
   * `reference`.
   * @default {}
   */
  readonly environment?: Readonly<Record<string, string | Reference>>;
  /**
   * What the host reads before the function runs, and writes when it is done.
   * @default []
   */
  readonly bindings?: readonly Binding[];
  /**
   * What the handler works on through clients of its own: it may do that and nothing else.
   * @default []
   */
  readonly access?: readonly Access[];
}
