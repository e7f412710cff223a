import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An ECMAScript module, which a file of the other kind loads when it runs. */
const jose = async () => import("jose");

type Keys = Awaited<ReturnType<typeof keyPair>>;

/** A new pair of keys for tokens. */
export async function keyPair() {
  return (await jose()).generateKeyPair("RS256");
}

/** An issuer of tokens, with the two documents of OpenID Connect Discovery, on this machine. */
export interface IssuerForTests {
  readonly issuer: string;
  /** A token with these claims; the key, algorithm and end are the issuer's unless they are given. */
  readonly token: (
    claims: Readonly<Record<string, unknown>>,
    more?: {
      readonly key?: Keys["privateKey"] | Uint8Array;
      readonly alg?: string;
      readonly expires?: string | number;
    },
  ) => Promise<string>;
  /** Requests so far, by path. */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
}

export async function issuerForTests({ named }: { readonly named?: string } = {}): Promise<IssuerForTests> {
  const { SignJWT, exportJWK } = await jose();
  const { publicKey, privateKey } = await keyPair();
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", use: "sig", alg: "RS256" };
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const documents: Readonly<Record<string, unknown>> = {
      "/.well-known/openid-configuration": { issuer: named ?? issuer, jwks_uri: `${issuer}/keys` },
      "/keys": { keys: [jwk] },
    };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(documents[request.url ?? ""] ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    asked,
    token: async (claims, { key = privateKey, alg = "RS256", expires = "5m" } = {}) =>
      new SignJWT({ iss: issuer, aud: "api", ...claims })
        .setProtectedHeader({ alg, kid: "one" })
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(key),
    stop: async () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
