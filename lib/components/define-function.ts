import type { Access, Binding } from "./bindings";
import { frozen } from "./component";
import type { Only, OnlyParts } from "./known-fields";
import type { Reference } from "./references";
import type { Trigger } from "./triggers";

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

/** What {@link defineFunction} takes. */
export interface FunctionOptions extends CodeOptions {
  readonly trigger: Trigger;
}

/** A declared function. */
export interface FunctionComponent extends FunctionOptions {
  readonly kind: "function";
}

/** Makes a field that this kind of trigger does not have a compile error. */
type OnlyTrigger<Given extends Trigger> = Only<Extract<Trigger, { readonly type: Given["type"] }>, Given>;

/**
 * Declares one function: plain data, checked when it is handed to `defineBackend`.
 *
 * @example
 * ```ts
 * const processUpload = defineFunction({
 *   name: "process-upload",
 *   entry: "./src/process-upload.ts",
 *   trigger: { type: "blob", path: "uploads/{name}" },
 * });
 * ```
 */
export function defineFunction<const Options extends FunctionOptions>(
  options: Only<FunctionComponent, Options> &
    OnlyParts<Options> & { readonly trigger: OnlyTrigger<Options["trigger"]> },
): Options & FunctionComponent {
  return frozen({ ...(options as Options), kind: "function" });
}
