import { resolve } from "node:path";

/** Names the program where no option does. The command lines of both engines read it too. */
export const PROGRAM_VARIABLE = "TERRAFORM_BINARY_NAME";

/** The program where nobody names one. */
export const TERRAFORM = "terraform";

/** OpenTofu's program. It is used where it is named: a state that one of the two has written, the other may refuse to read. */
export const OPENTOFU = "tofu";

/** OpenTofu reads its encryption from here too, and from here first: opentofu.org/docs/language/state/encryption */
export const ENCRYPTION_VARIABLE = "TF_ENCRYPTION";

/**
 * The program that runs the stacks: the one that is named, that of the variable, `terraform`.
 *
 * @param named - with an option of the command
 * @returns a name on the PATH, or an absolute path
 */
export function terraformProgram(
  named: string | undefined,
  variables: Readonly<Record<string, string | undefined>>,
  cwd: string,
): string {
  // A variable that is set to nothing is not set.
  const program = [named, variables[PROGRAM_VARIABLE]].find(Boolean) ?? TERRAFORM;
  // It runs in folders of its own, so that a relative path would lead elsewhere.
  return /[/\\]/.test(program) ? resolve(cwd, program) : program;
}
