import { nameFault } from "../names/azure-names";
import { shown } from "../plan/shown";
import type { Report } from "./needs";

/** `uploads/{name}` → `uploads`. */
export function blobContainerOf(path: string): string {
  return path.split("/", 1)[0] ?? "";
}

/** Reports what is wrong with a container and a blob's name in one. @returns false when it cannot be gone on with */
export function checkBlobPath(path: string, said: unknown, report: Report): boolean {
  const container = typeof said === "string" ? blobContainerOf(said) : "";
  const fault = nameFault("storageContainer", container);
  if (fault === undefined && typeof said === "string" && said.length > container.length + 1) return true;
  report(
    path,
    `takes a container and a blob pattern, got ${shown(said)}${fault === undefined ? "" : `; ${fault}`}`,
    'write it like "uploads/{name}"',
  );
  return false;
}
