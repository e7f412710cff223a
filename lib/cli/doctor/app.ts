import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BackendPlan } from "../../decide/backend-plan";
import { firstLineOf } from "../../settings/message-of";
import type { WrittenStack } from "../../rights/deploy-actions";
import { type Project, ProjectError, findProject } from "../../terraform/project";
import { findProvider } from "../../terraform/provider";
import { AppError, type Synthesis } from "../../terraform/synthesis";
import { temporaryStacks } from "../run/run-app";
import type { Surroundings } from "../surroundings";
import { type Examined, ok, problem } from "./examined";
import { installedIn } from "./packages";
import type { Deployment } from "./rights";

/** The project's folder and app; only the first where there is no project. */
export function examineProject(
  cwd: string,
  app: string | undefined,
): { readonly examined: readonly Examined[]; readonly project?: Project } {
  try {
    const project = findProject(cwd, app);
    return { project, examined: [ok("cdktf.json", `app: ${project.app}`), ...examineTsx(project)] };
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    return { examined: [problem("cdktf.json", error.found, error.fix)] };
  }
}

/** An app in JavaScript, or by another program, needs none. */
function examineTsx({ app, folder }: Project): readonly Examined[] {
  if (!/(^|[\s/\\])tsx(\s|$|[/\\])/.test(app)) return [];
  const version = installedIn(folder, "tsx")?.version;
  return [
    version === undefined
      ? problem("tsx", "not installed, but needed to run the app", "npm install --save-dev tsx")
      : ok("tsx", version),
  ];
}

/** Runs the app for what it would deploy, and the versions of azurerm that its stacks require. */
export async function examineApp(
  app: string | undefined,
  surroundings: Surroundings,
): Promise<{ readonly examined: Examined; readonly deployments: readonly Deployment[] }> {
  const fix = "run npx cdktf-azure-backend check for details";
  const read = ({ outdir, backends }: Synthesis): readonly Deployment[] =>
    backends.map(({ plan }) => ({ plan, stacks: stacksOf(plan, outdir) }));
  try {
    // What is wrong with the app is what the command check tells.
    const quiet = { ...surroundings, pass: () => undefined };
    const deployments = await temporaryStacks({ app, environment: [] }, quiet, read);
    if (deployments.length === 0)
      return { deployments, examined: problem("The app", "defines no backend", fix) };
    const plans = deployments.map(({ plan }) => plan);
    const names = plans.map(({ project, environment }) => `${project} (${environment})`).join(", ");
    const found = `${names} with azurerm ${versionsOf(plans).join(", ")}`;
    return { deployments, examined: ok("The app", found) };
  } catch (error) {
    surroundings.signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    return { deployments: [], examined: problem("The app", firstLineOf(error), fix) };
  }
}

function stacksOf({ stackIds }: BackendPlan, outdir: string): Deployment["stacks"] {
  const written = (id: string): WrittenStack =>
    JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")) as WrittenStack;
  const { network, platform, workloads } = stackIds;
  return { network: written(network), platform: written(platform), workloads: written(workloads) };
}

/** Whether Terraform can install the provider: from the registry, a mirror, or its cache. */
export async function examineProvider(
  plans: readonly BackendPlan[],
  terraform: string,
): Promise<readonly Examined[]> {
  return Promise.all(
    versionsOf(plans).map(async (version) => {
      const what = `azurerm ${version}`;
      const found = await findProvider(version, terraform);
      if ("reason" in found) return problem(what, found.found, found.fix);
      found.remove();
      return ok(what, "terraform init can install it");
    }),
  );
}

function versionsOf(plans: readonly BackendPlan[]): readonly string[] {
  return [...new Set(plans.map(({ provider }) => provider.version))].sort();
}
