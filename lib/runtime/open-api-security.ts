import type { AuthLevel } from "../components/auth-levels";

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

/** The security schemes that APIs of these levels need, by name. */
export function securitySchemesOf(levels: readonly AuthLevel[]): Readonly<Record<string, object>> {
  const keys = levels.flatMap((level) => KEYS[level] ?? []);
  return Object.fromEntries(
    keys.flatMap(({ scheme, description }) =>
      PLACES.map(({ suffix, ...place }) => [`${scheme}${suffix}`, { type: "apiKey", description, ...place }]),
    ),
  );
}

/** What one operation asks for: the key, in either place. */
export function securityOf(level: AuthLevel): readonly object[] {
  const key = KEYS[level];
  return key === undefined ? [] : PLACES.map(({ suffix }) => ({ [`${key.scheme}${suffix}`]: [] }));
}
