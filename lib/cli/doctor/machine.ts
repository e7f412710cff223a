import { engines } from "../../../package.json";
import { TERRAFORM_VERSION } from "../../provider/version";
import { run } from "../../terraform/command";
import { type Examined, ok, problem } from "./examined";
import { isInRange } from "./version-range";

export function examineNode(version: string = process.versions.node): Examined {
  return isInRange(version, engines.node)
    ? ok("Node", version)
    : problem("Node", `${version}, which is not ${engines.node}`, "install a newer Node: nodejs.org");
}

/** @param program - a name on the PATH, or a path */
export async function examineTerraform(program: string, cwd: string): Promise<Examined> {
  const fix = `install Terraform ${TERRAFORM_VERSION.replace(">= ", "")} or later and put it on the PATH, or name its program with --terraform`;
  const { status, stdout } = await run(program, ["version", "-json"], {
    cwd,
    environment: { CHECKPOINT_DISABLE: "1" },
  }).catch(() => ({ status: -1, stdout: "" }));
  const version = status === 0 ? versionIn(stdout) : undefined;
  if (status < 0) return problem("Terraform", `there is no program ${program}`, fix);
  if (version === undefined) return problem("Terraform", `${program} does not say its version`, fix);
  return isInRange(version, TERRAFORM_VERSION)
    ? ok("Terraform", `${version} (${program})`)
    : problem("Terraform", `${version} (${program}), which is not ${TERRAFORM_VERSION}`, fix);
}

/** OpenTofu says it in the same field. */
function versionIn(stdout: string): string | undefined {
  try {
    const said = JSON.parse(stdout) as { readonly terraform_version?: string };
    return said.terraform_version;
  } catch {
    return undefined;
  }
}
