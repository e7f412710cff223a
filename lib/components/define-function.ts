import { frozen } from "./component";
import type { Only } from "./known-fields";
import type { SecretReference } from "./secret-reference";
import type { Trigger } from "./triggers";

/** What a component that runs code has, whatever starts it. */
export interface CodeOptions {
  /** Lower-case letters, digits and hyphens; the name that the handler registers its function under. */
  readonly name: string;
  /** The handler's source file, relative to the project. Terraform never reads it. */
  readonly entry: string;
  /**
   * App settings of this function: plain text, or a secret by reference.
   * @default {}
   */
  readonly environment?: Readonly<Record<string, string | SecretReference>>;
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
  options: Only<FunctionComponent, Options> & { readonly trigger: OnlyTrigger<Options["trigger"]> },
): Options & FunctionComponent {
  return frozen({ ...(options as Options), kind: "function" });
}
