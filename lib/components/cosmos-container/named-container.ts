import { nameFault } from "../../azure/names/azure-names";
import { redacted } from "../../settings/redacted";
import type { Report } from "../needs";
import type { ContainerReference } from "../references";
import { referencedName } from "../referenced-name";

/** Where all functions of a backend remember how far they have read: each under a prefix of its own. */
export const LEASES = { name: "leases", partitionKey: "/id" } as const;

/** A Cosmos DB container as triggers and bindings name it. */
export interface NamedContainer {
  readonly container?: string | ContainerReference;
  readonly partitionKey?: string;
}

/** Reports what is wrong with how a container is named. @returns false when it cannot be gone on with */
export function checkContainer(
  path: string,
  { container, partitionKey }: NamedContainer,
  report: Report,
): boolean {
  const name = referencedName(container, "container");
  const fault =
    name === undefined ? "the name of the container is missing" : nameFault("cosmosContainer", name);
  if (fault !== undefined)
    report(`${path}.container`, `${fault}, got ${redacted(container)}`, 'choose a name such as "orders"');
  if (name === LEASES.name)
    report(`${path}.container`, "is reserved for the leases of the change feed", "name another container");
  const isPath = typeof partitionKey === "string" && /^(\/[^/"\s*]+)+$/.test(partitionKey);
  if (partitionKey !== undefined && !isPath)
    report(
      `${path}.partitionKey`,
      `must be a path such as /id, got ${redacted(partitionKey)}`,
      'write it like "/id", or remove it',
    );
  return fault === undefined && name !== LEASES.name && (partitionKey === undefined || isPath);
}
