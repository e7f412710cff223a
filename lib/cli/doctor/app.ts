import type { BackendPlan } from "../../decide/backend-plan";
import { type Project, ProjectError, findProject } from "../../terraform/project";
import { findProvider } from "../../terraform/provider";
import { AppError } from "../../terraform/synthesis";
import { definedBackends } from "../run/run-app";
import type { Surroundings } from "../surroundings";
import { type Examined, ok, problem } from "./examined";
import { installedIn } from "./packages";

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
      ? problem("tsx", "not installed, and the app is run by it", "npm install --save-dev tsx")
      : ok("tsx", version),
  ];
}

/** Runs the app for the versions of azurerm that its stacks require. */
export async function examineApp(
  app: string | undefined,
  surroundings: Surroundings,
): Promise<{ readonly examined: Examined; readonly plans: readonly BackendPlan[] }> {
  const fix = "npx cdktf-azure-backend check says more";
  try {
    // What is wrong with the app is what the command check tells.
    const quiet = { ...surroundings, pass: () => undefined };
    const { backends } = await definedBackends({ app, environment: [] }, quiet);
    const plans = backends.map(({ plan }) => plan);
    if (plans.length === 0) return { plans, examined: problem("The app", "defines no backend", fix) };
    const names = plans.map(({ project, environment }) => `${project} (${environment})`).join(", ");
    const found = `${names} with azurerm ${versionsOf(plans).join(", ")}`;
    return { plans, examined: ok("The app", found) };
  } catch (error) {
    surroundings.signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    return { plans: [], examined: problem("The app", error.message.split("\n")[0] ?? "", fix) };
  }
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
      return ok(what, "can be installed");
    }),
  );
}

function versionsOf(plans: readonly BackendPlan[]): readonly string[] {
  return [...new Set(plans.map(({ provider }) => provider.version))].sort();
}
