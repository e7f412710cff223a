import { hasOperation } from "../../components/crud-routes";
import type { Draft } from "../contract/draft";
import { listIndexes } from "./list-indexes";

/** Containers of an existing account that others make: their owner has to add the indexes that lists of CRUD APIs are paged by. */
export function warnOfExpectedIndexes(draft: Draft): void {
  for (const { component, path } of draft.requirements.components) {
    if (component.kind !== "crud-api" || !hasOperation(component, "list")) continue;
    const indexes = listIndexes(component, undefined).map(
      (index) => `(${index.map((each) => each.path).join(", ")})`,
    );
    if (indexes.length === 0) continue;
    draft.warn(
      `${path}.routes.list`,
      `returns 503 unless the container "${component.name}" in external.cosmos has the composite indexes ` +
        indexes.join(", "),
    );
  }
}
