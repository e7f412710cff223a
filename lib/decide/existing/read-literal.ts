import type { Data, DataObject } from "../../settings/merge";
import { keysOf, pathOf } from "../../settings/option-path";
import { redacted } from "../../settings/redacted";
import { parseAzureId } from "../../azure/azure-id";
import type { ExistingResource, Report } from "../../services/contract/existing-resource";
import { isPlain } from "../../services/contract/existing-construct";
import { type ExistingKind, typesOf } from "../../services/contract/existing-kind";
import type { ExternalPath } from "../../services/option-path";

/**
 * A resource that is written out: its id, and what does not follow from that.
 *
 * @param at - where it is written
 * @returns undefined when that is no resource of its kind
 */
export function readLiteral(
  at: ExternalPath,
  literal: DataObject,
  kind: ExistingKind,
  problem: Report,
): (Pick<ExistingResource, "armType" | "endpoints"> & Required<Pick<ExistingResource, "parts">>) | undefined {
  const texts = literalFields(kind).flatMap((field) =>
    literal[field] === undefined ? [] : [[field, literal[field]] as const],
  );
  for (const [field, text] of texts) {
    if (field !== "id" && typeof text !== "string")
      problem(`${at}.${field}`, `must be a string, got ${redacted(text)}`, "give a string, or remove it");
    if (typeof text !== "string" || text === "" || isPlain(text)) continue;
    problem(
      `${at}.${field}`,
      "contains a value that only Terraform knows",
      `pass the resource itself, external: ${instead(at)}`,
    );
    return undefined;
  }
  const { id } = literal;
  const [found] = typesOf(kind).flatMap(({ armType }) => {
    const parts = typeof id === "string" ? parseAzureId(id, armType) : undefined;
    return parts === undefined ? [] : [{ armType, parts }];
  });
  if (found === undefined) {
    const like = typesOf(kind).map(({ armType }) => `${LIKE}/${armType}/<name>`);
    problem(
      `${at}.id`,
      id === undefined ? "is missing" : `is not the id of a ${kind.label}, got ${redacted(id)}`,
      `write it like ${like.join(" or ")}`,
    );
    return undefined;
  }
  const { armType, parts } = found;
  for (const field of ["name", "resourceGroupName"] as const) {
    const text = literal[field];
    if (typeof text === "string" && text.toLowerCase() !== parts[field].toLowerCase())
      problem(`${at}.${field}`, `does not match the id, got ${redacted(text)}`, "remove it");
  }
  const endpoints = kind.endpoints.flatMap((field) => {
    const endpoint = endpointOf(`${at}.${field}`, literal[field], problem);
    return endpoint === undefined ? [] : [[field, endpoint] as const];
  });
  const hosts = (kind.hosts ?? []).flatMap((field) => {
    const host = hostOf(`${at}.${field}`, literal[field], problem);
    return host === undefined ? [] : [[field, host] as const];
  });
  return { armType, parts, endpoints: Object.fromEntries([...endpoints, ...hosts]) };
}

const LIKE = "/subscriptions/<id>/resourceGroups/<group>/providers";

/** Everything that a literal can say of what it is. */
export function literalFields({ endpoints, hosts = [] }: ExistingKind): readonly string[] {
  return ["id", "name", "resourceGroupName", ...endpoints, ...hosts];
}

function hostOf(path: ExternalPath, text: Data, problem: Report): string | undefined {
  if (typeof text !== "string") return undefined;
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text))
    problem(
      path,
      `must be a host name, got ${redacted(text)}`,
      "give it without https:// and without a port",
    );
  return text;
}

/** `{ cosmos: resource }`, and `{ privateDnsZones: { "<zone>": resource } }`. */
function instead(at: ExternalPath): string {
  const [, name = "", ...zone] = keysOf(at.replace(/\.resource$/, ""));
  return zone.length === 0 ? `{ ${name}: resource }` : `{ ${name}: { "${pathOf(zone)}": resource } }`;
}

/** With the slash that Azure ends endpoints with: paths are appended to them. */
function endpointOf(path: ExternalPath, text: Data, problem: Report): string | undefined {
  if (typeof text !== "string") return undefined;
  if (!/^https:\/\/[^/\s?#@]+\/?$/.test(text))
    problem(
      path,
      `must be an https endpoint, got ${redacted(text)}`,
      'write it like "https://<name>…/", with no path',
    );
  return text.endsWith("/") ? text : `${text}/`;
}
