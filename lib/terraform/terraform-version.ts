import { OLDEST_OPENTOFU, OLDEST_TERRAFORM, TERRAFORM_VERSION, compareVersions } from "../provider/version";
import { run } from "./command";
import { OPENTOFU, PROGRAM_VARIABLE, TERRAFORM } from "./program";

/** A program that runs the stacks. */
export interface TerraformProgram {
  readonly version: string;
  /** Its providers come from another registry. */
  readonly isOpenTofu: boolean;
}

/** The program, or what is wrong with it and what helps. */
export type ExaminedTerraform = TerraformProgram | { readonly fault: string; readonly fix: string };

/** What helps against most faults. */
export const TERRAFORM_FIX = `install Terraform ${OLDEST_TERRAFORM} or later and put it on the PATH, or set its path with --terraform`;

/**
 * Asks a program for its version.
 *
 * @param program - a name on the PATH, or an absolute path
 */
export async function terraformVersion(program: string, signal?: AbortSignal): Promise<ExaminedTerraform> {
  const { status, stdout } = await run(program, ["version"], {
    cwd: process.cwd(),
    environment: { CHECKPOINT_DISABLE: "1" },
    ...(signal === undefined ? {} : { signal }),
  }).catch(() => ({ status: -1, stdout: "" }));
  if (status < 0) return notFound(program, signal);
  const [, name, version] = status === 0 ? (SAYS.exec(stdout) ?? []) : [];
  if (version === undefined) return { fault: `${program} does not print its version`, fix: TERRAFORM_FIX };
  // What comes before a release is taken for the release.
  const [plain = ""] = version.split(/[-+]/);
  if (name === OPENTOFU_NAME)
    return compareVersions(plain, OLDEST_OPENTOFU) < 0
      ? {
          fault: `OpenTofu ${version} (${program}) does not read lifecycle in removed blocks`,
          fix: `install OpenTofu ${OLDEST_OPENTOFU} or later`,
        }
      : { version, isOpenTofu: true };
  return compareVersions(plain, OLDEST_TERRAFORM) < 0
    ? {
        fault: `${version} (${program}), which does not match ${TERRAFORM_VERSION}`,
        fix: TERRAFORM_FIX,
      }
    : { version, isOpenTofu: false };
}

/** A machine may have OpenTofu alone. It is offered, and not taken: which of the two writes a state is the user's choice. */
async function notFound(program: string, signal?: AbortSignal): Promise<ExaminedTerraform> {
  const fault = `the program ${program} was not found`;
  const other = program === TERRAFORM ? await terraformVersion(OPENTOFU, signal) : undefined;
  return other !== undefined && "version" in other
    ? {
        fault: `${fault}, but ${productName(other)} ${other.version} was`,
        fix: `use it with --terraform ${OPENTOFU} or ${PROGRAM_VARIABLE}=${OPENTOFU}, or ${TERRAFORM_FIX}`,
      }
    : { fault, fix: TERRAFORM_FIX };
}

const OPENTOFU_NAME = "OpenTofu";

/** What people call the program. */
export function productName({ isOpenTofu }: Pick<TerraformProgram, "isOpenTofu">): string {
  return isOpenTofu ? OPENTOFU_NAME : "Terraform";
}

/** The first line: as JSON both say the same. */
const SAYS = /^(Terraform|OpenTofu) v(\d\S*)/;

/**
 * To be called before anything is started or written for it.
 *
 * @returns the program
 * @throws Error with what is wrong with the program, and which one is needed
 */
export async function checkTerraform(program: string, signal?: AbortSignal): Promise<TerraformProgram> {
  const examined = await terraformVersion(program, signal);
  signal?.throwIfAborted();
  if ("version" in examined) return examined;
  throw new Error(`Terraform: ${examined.fault}. To fix it, ${examined.fix}.`);
}
