import type { CallerRule } from "../../components/authorize";

/** Who sent a request, by a token that was validated. */
export interface Caller {
  /** The claims of the token by their names in it, such as `oid` and `tid`, each with its values. */
  readonly claims: Readonly<Record<string, readonly string[]>>;
}

/** The value of a claim; undefined where the token has none, or several. */
export function claimIn({ claims }: Caller, name: string): string | undefined {
  const values = Object.hasOwn(claims, name) ? (claims[name] ?? []) : [];
  return values.length === 1 && values[0] !== "" ? values[0] : undefined;
}

/** Whether a caller has one of the roles or scopes; scopes stand in one claim, with spaces: RFC 8693 section 4.2. */
export function meets({ claims }: Caller, { roles = [], scopes = [] }: CallerRule): boolean {
  const has = (name: string): readonly string[] => (Object.hasOwn(claims, name) ? (claims[name] ?? []) : []);
  const given = has("scp").flatMap((text) => text.split(" "));
  return roles.some((role) => has("roles").includes(role)) || scopes.some((scope) => given.includes(scope));
}
