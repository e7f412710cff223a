import { nameFault } from "../azure/names/azure-names";
import { redacted } from "../settings/redacted";
import type { Report } from "./needs";

/** `uploads/{name}` → `uploads`. */
export function blobContainerOf(path: string): string {
  return path.split("/", 1)[0] ?? "";
}

/** Reports what is wrong with a container and a blob's name in one. @returns false when it cannot be gone on with */
export function checkBlobPath(path: string, given: unknown, report: Report): boolean {
  const container = typeof given === "string" ? blobContainerOf(given) : "";
  const blob = typeof given === "string" ? given.slice(container.length + 1) : "";
  const fault = nameFault("storageContainer", container) ?? bracesFault(blob);
  if (fault === undefined && blob !== "") return true;
  report(
    path,
    `must be a container and a blob pattern, got ${redacted(given)}${fault === undefined ? "" : `; ${fault}`}`,
    'write it like "uploads/{name}"',
  );
  return false;
}

/**
 * Braces hold what the host fills in; two of them are one of the name's own.
 * learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger#get-curly-braces-in-blob-names
 */
function bracesFault(pattern: string): string | undefined {
  const filledIn = pattern.replaceAll(/\{\{|\}\}/g, "");
  return /^([^{}]|\{[^{}]+\})*$/.test(filledIn)
    ? undefined
    : "every { needs a } with a name between them; {{ is a literal brace";
}
