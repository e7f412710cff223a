import type { Components } from "../../components/component";
import type { BackendPlan } from "../../decide/backend-plan";
import type { DefinedBackend } from "../../decide/plan-channel";
import { SelectionError } from "../../terraform/select-stacks";

/**
 * The one project that these backends are of, with one set of components.
 *
 * @param backends - those of the environments that are asked for
 * @throws {@link SelectionError} where they are of several projects
 */
export function oneProject(
  backends: readonly DefinedBackend[],
): readonly [DefinedBackend, ...DefinedBackend[]] {
  const projects = [...new Set(backends.map(({ plan }) => plan.project))];
  const [first, ...others] = backends;
  if (first === undefined || projects.length > 1)
    throw new SelectionError(
      `The app has the projects ${projects.join(", ")}: set a file with one of them with --app.`,
    );
  return [first, ...others];
}

/** The components that a backend was defined with. */
export function componentsOf({ requirements }: BackendPlan): Components {
  return Object.fromEntries(
    requirements.components.map(({ path, component }) => [path.slice("components.".length), component]),
  );
}
