import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ejectHcl, ejectJson } from "../../../lib/eject/eject";
import { TerraformProject } from "../../../lib/eject/terraform-project";
import { run } from "../../../lib/terraform/command";
import { parseHcl } from "../../support/ejected";
import type { Deployment } from "./stage";

/** How a plan of ejected stacks ended, by stack: 0 where nothing changes, else what Terraform said. */
export type EjectedPlans = Readonly<Record<string, number | string>>;

/**
 * Ejects what is deployed, and plans it with its state and without the library.
 *
 * @param variables - variables of the environment, for the app
 */
export async function plansOfEjected(
  syntax: "hcl" | "json",
  { workspace, rehearsal, project }: Deployment,
  variables: Readonly<Record<string, string>>,
): Promise<EjectedPlans> {
  const { outdir, backends } = await workspace.synthesise(project, {
    ...variables,
    CDKTF_AZURE_BACKEND_RESOURCES: "1",
  });
  const out = join(workspace.folder, "ejected", syntax);
  mkdirSync(dirname(out), { recursive: true });
  const folder = mkdtempSync(`${out}-`);
  const options = { stacks: rehearsal.stacks, outdir, out, backends, lockFileOf: () => undefined };
  const { environment, terraformProgram: program } = workspace;
  try {
    const files =
      syntax === "json"
        ? ejectJson(options)
        : await ejectHcl(options, {
            terraform: new TerraformProject({ folder, program, environment }),
            parse: parseHcl,
            step: (_name, work) => work(),
          });
    const plans: Record<string, number | string> = {};
    for (const [stack, ofStack] of files) {
      for (const [name, text] of Object.entries(ofStack)) write(join(out, stack, name), text);
      plans[stack] = await planIn(join(out, stack), program, environment);
    }
    return plans;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(file: string, text: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function planIn(
  folder: string,
  program: string,
  environment: Readonly<Record<string, string>>,
): Promise<number | string> {
  for (const args of [["init"], ["plan", "-detailed-exitcode"]]) {
    const { status, stdout, stderr } = await run(program, [...args, "-input=false", "-no-color"], {
      cwd: folder,
      environment: { CHECKPOINT_DISABLE: "1", ...environment },
    });
    if (status !== 0) return `${args.join(" ")} in ${folder}: ${status}\n${stdout}${stderr}`;
  }
  return 0;
}
