import type * as identity from "@azure/identity" with { "resolution-mode": "import" };

/**
 * Loaded here alone: who asks Azure for nothing does without it. Its types are in no file of the package that others compile with.
 *
 * @throws Error when `@azure/identity` is not installed
 */
export async function identityLibrary(): Promise<typeof identity> {
  const library = await import("@azure/identity").catch(() => undefined);
  if (library === undefined)
    throw new Error("a login needs @azure/identity, which is not installed: npm install @azure/identity");
  return library;
}
