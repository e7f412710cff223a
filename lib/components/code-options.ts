import type { Access, Binding } from "./bindings";
import type { Reference } from "./references";

/** Options of every component that runs code. */
export interface CodeOptions {
  /** The name of the function: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** The source file of the handler, relative to the folder of cdktf.json or to the option `root`. Terraform never reads it. */
  readonly entry: string;
  /**
   * The function app that runs it: the name of one in `functionApp.apps`.
   * @default - the app of `functionApp`
   */
  readonly app?: string;
  /**
   * App settings of this function: a string, a secret with `secret(name)`, or a name or endpoint of the backend with `reference`.
   * @default {}
   */
  readonly environment?: Readonly<Record<string, string | Reference>>;
  /**
   * Input and output bindings: what the host reads before the function runs, and writes afterwards.
   * @default []
   */
  readonly bindings?: readonly Binding[];
  /**
   * Resources that the handler accesses through clients of its own. Each entry becomes one role assignment.
   * @default []
   */
  readonly access?: readonly Access[];
}
