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
        `${reader.path} remembers in container "${LEASES.name}" how far it has read`,
        "choose another name",
      );
  const own = draft.settings.cosmos.containers[LEASES.name];
  if (own === undefined || own === false || own.defaultTtl === undefined || own.defaultTtl === -1) return;
  draft.problem(
    `cosmos.containers.${LEASES.name}.defaultTtl`,
    `${reader.path} remembers there how far it has read, and would begin again`,
    `leave cosmos.containers.${LEASES.name}.defaultTtl out`,
  );
}
