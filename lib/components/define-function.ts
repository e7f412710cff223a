import { frozen } from "./frozen";
import type { Only, OnlyParts } from "./only-known";
import type { CodeOptions } from "./code-options";
import type { Trigger } from "./triggers";

/** Options of {@link defineFunction}. */
export interface FunctionOptions extends CodeOptions {
  /** What starts the function: `http`, `timer`, `blob`, `queue`, `cosmosDB`, `eventGrid`, `eventHub` or `serviceBus`. */
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
