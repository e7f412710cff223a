import { destroy as destroyStacks } from "../../terraform/deployment/destroy";
import { type Selection, oneEnvironment, selectStacks } from "../../terraform/select-stacks";
import type { Stack } from "../../terraform/stacks";
import type { Synthesis } from "../../terraform/synthesis";
import { type Result, UsageError } from "../command";
import { afterDestroy, afterDestroyLines } from "../pull-requests/after-destroy";
import { type Connect, asTerraform } from "../pull-requests/connect";
import type { Surroundings } from "../surroundings";
import { toldWhereStopped } from "./deploy";
import { type DeploymentGiven, prepareDeployment } from "./deployment";

interface Given extends DeploymentGiven {
  readonly environment: string | undefined;
}

/** Destroys one environment, named in full; of that of a pull request, nothing stays. */
export async function destroy(
  given: Given,
  surroundings: Surroundings,
  _argument?: string,
  connect: Connect = asTerraform,
): Promise<Result> {
  const { environment } = given;
  if (environment === undefined || environment.includes("*"))
    throw new UsageError(
      "destroy does not ask for confirmation, so --environment is required, with the full name of one environment: destroy --environment <name>.",
    );
  const { deployment, synthesis } = await prepareDeployment(given, [environment], surroundings, ownStacks);
  const destroyed = await toldWhereStopped(surroundings, () => destroyStacks(deployment, synthesis.stacks));
  const stacks = Object.entries(destroyed).map(([id, result]) => ({ id, result }));
  const lines = stacks.map(({ id, result }) => `${id}: ${result}`);
  const [backend] = oneEnvironment(synthesis, [environment]);
  if (backend?.plan.pullRequest === undefined || given.stack.length > 0)
    return { ended: "done", text: lines.join("\n"), json: { environment, stacks } };
  const { plan } = backend;
  const after = await deployment.step(
    "free names, remove states",
    () => afterDestroy(plan, deployment, surroundings, connect),
    ({ problems }) => (problems.length === 0 ? "done" : "not all of it"),
  );
  return {
    ended: after.problems.length === 0 ? "done" : "failed",
    text: [...lines, ...afterDestroyLines(plan, after)].join("\n"),
    json: { environment, stacks, ...after },
  };
}

/** Stacks of the user's own are others' as well: they are destroyed where they are named. */
function ownStacks(synthesis: Synthesis, selection: Selection): readonly Stack[] {
  const backends = oneEnvironment(synthesis, selection.environments ?? []);
  const { stacks = [] } = selection;
  if (stacks.length > 0) return selectStacks(synthesis, selection);
  const own = backends.flatMap(({ plan }) => Object.values(plan.stackIds));
  return selectStacks(synthesis, selection).filter(({ id }) => own.includes(id));
}
