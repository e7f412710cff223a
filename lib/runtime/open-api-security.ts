import type { AuthLevel } from "../components/auth-levels";
import type { CrudModel } from "./model";

/** How callers show a key: learn.microsoft.com/azure/azure-functions/function-keys-how-to */
const PLACES = [
  { suffix: "", in: "header", name: "x-functions-key" },
  { suffix: "InQuery", in: "query", name: "code" },
] as const;

/** The key that a level asks for; everybody may call without one. */
const KEYS: Readonly<
  Record<AuthLevel, { readonly scheme: string; readonly description: string } | undefined>
> = {
  function: { scheme: "functionKey", description: "A key of the function, or of the host." },
  admin: { scheme: "masterKey", description: "The master key of the host." },
  anonymous: undefined,
};

/** RFC 6750: whose tokens, an environment says. */
const TOKEN = "token";

type Secured = Pick<CrudModel, "authLevel" | "authorize">;

/** The security schemes that APIs need, by name. */
export function securitySchemesOf(apis: readonly Secured[]): Readonly<Record<string, object>> {
  const keys = apis.flatMap(({ authLevel }) => KEYS[authLevel] ?? []);
  const token = { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "Says who is calling." };
  const entries: readonly (readonly [string, object])[] = [
    ...(apis.some(({ authorize }) => authorize !== undefined) ? [[TOKEN, token] as const] : []),
    ...keys.flatMap(({ scheme, description }) =>
      PLACES.map(
        ({ suffix, ...place }) => [`${scheme}${suffix}`, { type: "apiKey", description, ...place }] as const,
      ),
    ),
  ];
  return Object.fromEntries(entries) as Readonly<Record<string, object>>;
}

/** What one operation asks for: the key, in either place, and a token where it asks who is calling. */
export function securityOf({ authLevel, authorize }: Secured): readonly object[] {
  const key = KEYS[authLevel];
  const token = authorize === undefined ? {} : { [TOKEN]: [] };
  if (key === undefined) return authorize === undefined ? [] : [token];
  return PLACES.map(({ suffix }) => ({ [`${key.scheme}${suffix}`]: [], ...token }));
}
