import type { Data, DataObject } from "../settings/data";
import { isWithin, pathBelow } from "../settings/option-path";
import { looksSecret } from "../settings/redacted";
import type { FoundSecret } from "./found-secret";
import { secretAttribute } from "./secret-attributes";

/** A resource as a state, a plan or a stack has it. */
export interface ReadResource {
  readonly address: string;
  readonly type: string;
  readonly attributes: DataObject;
  /** Paths that the provider calls sensitive, without indices. */
  readonly sensitive: readonly string[];
}

/** The secrets of one resource, a finding for each attribute. */
export function secretsOf({
  address,
  type,
  attributes,
  sensitive,
}: ReadResource): readonly Omit<FoundSecret, "file">[] {
  const found = new Map<string, Omit<FoundSecret, "file">>();
  for (const [path, value] of stringsIn(attributes)) {
    const secret = judged(type, path, value, attributes, sensitive);
    if (secret !== undefined) found.set(path, { ...secret, address });
  }
  return [...found.values()];
}

function judged(
  type: string,
  path: string,
  value: string,
  attributes: DataObject,
  sensitive: readonly string[],
): Omit<FoundSecret, "file"> | undefined {
  if (isReference(value)) return undefined;
  const known = secretAttribute(type, path);
  if (known !== undefined) {
    const closedBy = known.closedBy?.(attributes);
    const { opens, fix } = known;
    return closedBy === undefined
      ? { verdict: "usable", attribute: path, opens, fix }
      : { verdict: "closed", attribute: path, opens, closedBy };
  }
  if (looksSecret(path === "template_content" ? withoutArguments(value) : value))
    return {
      verdict: "usable",
      attribute: path,
      opens: LOOKS_LIKE,
      fix: "use a managed identity, or a reference",
    };
  if (sensitive.some((each) => isWithin(path, each)))
    return {
      verdict: "unknown",
      attribute: path,
      opens: `what ${type} uses it for: the provider marks it as sensitive`,
    };
  return undefined;
}

/**
 * A template without the places that its functions fill: `concat('AccountKey=', listKeys(…))` and `format('AccountKey={0}', listKeys(…))`
 * name a key, and hold none.
 */
function withoutArguments(template: string): string {
  return template.replaceAll(/=\s*(?:'\s*,|\{\d+\})/g, "");
}

/** A text outside of resources that gives access to something, by what it is or by what it is called. */
export function opensByItself(path: string, value: string): string | undefined {
  if (isReference(value)) return undefined;
  if (looksSecret(value)) return LOOKS_LIKE;
  return NAMED.test(path) ? "sign in with it: its name says so" : undefined;
}

/** Arguments of backends and of providers: developer.hashicorp.com/terraform/language/backend/azurerm */
const NAMED =
  /(^|\.)(access_key|sas_token|client_secret|client_certificate_password|oidc_token|oidc_request_token|password)$/;

export const LOOKS_LIKE = "what it is written for: it looks like a key, a signature or a password";

/** Expressions of Terraform, and references of app settings to a key vault, are read elsewhere. */
function isReference(value: string): boolean {
  return value === "" || /^\$\{.*\}$/s.test(value) || value.startsWith("@Microsoft.KeyVault(");
}

/** Every string of a value by its path, without indices. */
export function stringsIn(value: Data, path = ""): readonly (readonly [path: string, value: string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => stringsIn(each as Data, path));
  return Object.entries(value).flatMap(([key, each]) => stringsIn(each, pathBelow(path, [key])));
}
