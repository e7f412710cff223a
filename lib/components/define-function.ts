import { frozen } from "./component";
import type { Only } from "./known-fields";
import type { SecretReference } from "./secret-reference";

/** Runs the function for each blob that is written to a container. */
export interface BlobTrigger {
  readonly type: "blob";
  /** `<container>/<blob name pattern>`, for example `uploads/{name}`. The container is made by the backend. */
  readonly path: string;
}

/** What {@link defineFunction} takes. */
export interface FunctionOptions {
  /** Lower-case letters, digits and hyphens; the name that the handler registers its function under. */
  readonly name: string;
  /** The handler's source file, relative to the project. Terraform never reads it. */
  readonly entry: string;
  readonly trigger: BlobTrigger;
  /**
   * App settings of this function: plain text, or a secret by reference.
   * @default {}
   */
  readonly environment?: Readonly<Record<string, string | SecretReference>>;
}

/** A declared function. */
export interface FunctionComponent extends FunctionOptions {
  readonly kind: "function";
}

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
  options: Only<FunctionComponent, Options>,
): Options & FunctionComponent {
  return frozen({ ...options, kind: "function" });
}
