import type { Caller } from "./caller";

/** Which tokens the code accepts. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audiences: readonly string[];
}

/** Why a token was not accepted, in words for logs: it has nothing of the token. */
export class TokenRefusal extends Error {}

/** Signatures by a private key alone: a key that both sides know could be guessed, or taken from a public one. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
/** In seconds, as clocks differ: what Microsoft's libraries allow is 300. */
const CLOCK_TOLERANCE = 60;

/** One fetch of keys for all calls of a process: `jose` keeps them, and asks again when a token has an unknown key. */
const keySets = new Map<string, ReturnType<typeof discover>>();

/**
 * The caller that a token names.
 *
 * @throws {@link TokenRefusal} for a token that is not accepted; other errors where the issuer's keys cannot be had
 */
export async function callerOfToken(token: string, { issuer, audiences }: TokenIssuer): Promise<Caller> {
  const { errors, jwtVerify } = await import("jose");
  const keys = await keysOf(issuer);
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: [...audiences],
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ["exp"],
    });
    return { claims: claimsIn(payload) };
  } catch (error) {
    // The issuer did not answer, or not with keys: nothing is known of the token.
    if (!(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout) throw error;
    if (error instanceof errors.JWKSInvalid) throw error;
    throw new TokenRefusal(error.code, { cause: error });
  }
}

async function keysOf(issuer: string): ReturnType<typeof discover> {
  const known = keySets.get(issuer);
  if (known !== undefined) return known;
  const asked = discover(issuer);
  keySets.set(issuer, asked);
  // A failure is not kept: the next call asks again.
  asked.catch(() => keySets.delete(issuer));
  return asked;
}

/** OpenID Connect Discovery 1.0, section 4. */
async function discover(issuer: string) {
  const { createRemoteJWKSet } = await import("jose");
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const document = (await response.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
  if (document.issuer !== issuer) throw new Error(`${url} is of another issuer than ${issuer}`);
  if (typeof document.jwks_uri !== "string") throw new Error(`${url} names no keys`);
  return createRemoteJWKSet(new URL(document.jwks_uri));
}

function claimsIn(payload: object): Caller["claims"] {
  return Object.fromEntries(
    Object.entries(payload).flatMap(([name, value]: [string, unknown]) => {
      const values = (Array.isArray(value) ? value : [value]).filter((each) => isPlain(each)).map(String);
      return values.length === 0 ? [] : [[name, values]];
    }),
  );
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
