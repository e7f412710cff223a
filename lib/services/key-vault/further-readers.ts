import { appOf } from "../../components/component-app";
import type { Requirements } from "../../components/requirements";

/** The components that run in further apps, by name. */
export function componentsOfFurtherApps({
  components,
}: Pick<Requirements, "components">): ReadonlySet<string> {
  return new Set(
    components.flatMap(({ component }) => (appOf(component) === undefined ? [] : [component.name])),
  );
}
