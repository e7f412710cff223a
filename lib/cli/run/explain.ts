import { explain as explainPlan } from "../../decide/explain";
import { selectEnvironments } from "../../terraform/select-stacks";
import type { Result } from "../command";
import type { Surroundings } from "../surroundings";
import { folded } from "../wrapped";
import { definedBackends } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
}

/** Shows the decisions of each environment that is asked for. */
export async function explain(
  given: Given,
  surroundings: Surroundings,
  topic: string | undefined,
): Promise<Result> {
  const synthesis = await definedBackends(given, surroundings);
  const environments = selectEnvironments(synthesis, given.environment).map(({ plan }) => ({
    project: plan.project,
    environment: plan.environment,
    lines: explainPlan(plan, topic).split("\n"),
  }));
  const headed = topic !== undefined && environments.length > 1;
  return {
    ended: "done",
    text: environments
      .map(({ project, environment, lines }) =>
        [
          ...(headed ? [`${project} (${environment})`] : []),
          ...lines.flatMap((line) => folded(line, surroundings.columns)),
        ].join("\n"),
      )
      .join("\n\n"),
    json: { environments },
  };
}
