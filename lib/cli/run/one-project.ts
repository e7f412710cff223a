import type { Components } from "../../components/component";
import type { BackendPlan } from "../../decide/backend-plan";
import type { DefinedBackend } from "../../decide/plan-channel";
import { SelectionError, selectEnvironments } from "../../terraform/select-stacks";
import type { Synthesis } from "../../terraform/synthesis";

/**
 * The environments that are asked for, of one project with one set of components.
 *
 * @param one - of one environment alone
 * @throws {@link SelectionError} where the app has several projects, or several environments where one is needed
 */
export function oneProject(
  synthesis: Synthesis,
  environments: readonly string[],
  one = false,
): readonly [DefinedBackend, ...DefinedBackend[]] {
  const backends = selectEnvironments(synthesis, environments);
  const projects = [...new Set(backends.map(({ plan }) => plan.project))];
  const [first, ...others] = backends;
  if (one && others.length > 0)
    throw new SelectionError(
      `The app has the environments ${backends.map(({ plan }) => plan.environment).join(", ")}: name one of them with --environment.`,
    );
  if (first === undefined || projects.length > 1)
    throw new SelectionError(
      `The app has the projects ${projects.join(", ")}: name a file with one of them by --app.`,
    );
  return [first, ...others];
}

/** The components that a backend was defined with. */
export function componentsOf({ requirements }: BackendPlan): Components {
  return Object.fromEntries(
    requirements.components.map(({ path, component }) => [path.slice("components.".length), component]),
  );
}
