import { OLDEST_TERRAFORM, TERRAFORM_VERSION, compareVersions } from "../provider/version";
import { run } from "./command";

/** A program of Terraform's that runs the stacks, or what is wrong with it. */
export type ExaminedTerraform = { readonly version: string } | { readonly fault: string };

/** What helps against any fault. */
export const TERRAFORM_FIX = `install Terraform ${OLDEST_TERRAFORM} or later and put it on the PATH, or name its program with --terraform`;

/**
 * Asks a program for its version.
 *
 * @param program - a name on the PATH, or an absolute path
 */
export async function terraformVersion(program: string, signal?: AbortSignal): Promise<ExaminedTerraform> {
  const { status, stdout } = await run(program, ["version", "-json"], {
    cwd: process.cwd(),
    environment: { CHECKPOINT_DISABLE: "1" },
    ...(signal === undefined ? {} : { signal }),
  }).catch(() => ({ status: -1, stdout: "" }));
  if (status < 0) return { fault: `there is no program ${program}` };
  const version = status === 0 ? versionIn(stdout) : undefined;
  if (version === undefined) return { fault: `${program} does not say its version` };
  // What comes before a release is taken for the release.
  const [plain = ""] = version.split(/[-+]/);
  return compareVersions(plain, OLDEST_TERRAFORM) < 0
    ? { fault: `${version} (${program}), which is not ${TERRAFORM_VERSION}` }
    : { version };
}

/**
 * To be called before anything is started or written for it.
 *
 * @returns the version
 * @throws Error with what is wrong with the program, and which one is needed
 */
export async function checkTerraform(program: string, signal?: AbortSignal): Promise<string> {
  const examined = await terraformVersion(program, signal);
  signal?.throwIfAborted();
  if ("version" in examined) return examined.version;
  throw new Error(`Terraform: ${examined.fault}. To mend it, ${TERRAFORM_FIX}.`);
}

/** OpenTofu says it in the same field. */
function versionIn(stdout: string): string | undefined {
  try {
    const said = JSON.parse(stdout) as { readonly terraform_version?: unknown };
    return typeof said.terraform_version === "string" ? said.terraform_version : undefined;
  } catch {
    return undefined;
  }
}
