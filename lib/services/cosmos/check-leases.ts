import { codeOf } from "../../components/code";
import { LEASES } from "../../components/cosmos-container/named-container";
import type { Draft } from "../contract/draft";

/** What is between a function that is started by changes and what it remembers of them. */
export function checkLeases(draft: Draft): void {
  const { components } = draft.requirements;
  const reader = components.find(({ component }) => codeOf(component)?.trigger.type === "cosmosDB");
  if (reader === undefined) return;
  for (const { path, component } of components)
    if (component.kind === "crud-api" && component.name === LEASES.name)
      draft.problem(
        `${path}.name`,
        `${reader.path} uses container "${LEASES.name}" for the leases of its change feed`,
        "choose another name",
      );
  const own = draft.settings.cosmos.containers[LEASES.name];
  if (own === undefined || own === false || own.defaultTtl === undefined || own.defaultTtl === -1) return;
  draft.problem(
    `cosmos.containers.${LEASES.name}.defaultTtl`,
    `${reader.path} stores its leases there, and would read the change feed from the beginning if they expire`,
    `remove cosmos.containers.${LEASES.name}.defaultTtl`,
  );
}
