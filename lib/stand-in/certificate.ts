/** Packages that the stand-in needs, each an optional peer. */
export const STAND_IN_PACKAGES = ["selfsigned"] as const;

/** A key and its certificate, both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

/**
 * A certificate that signs itself for the names that the stand-in answers to. It is created again each time and kept
 * nowhere but in the folder of one run; SSL_CERT_FILE makes a program trust it.
 */
export async function throwAwayCertificate(hosts: readonly string[]): Promise<Certificate> {
  // A package that only the stand-in needs: who does not rehearse does without it.
  const { generate } = await import("selfsigned");
  const { private: key, cert: certificate } = await generate(
    [{ name: "commonName", value: "Azure stand-in" }],
    {
      keyType: "ec",
      algorithm: "sha256",
      extensions: [
        { name: "basicConstraints", cA: true },
        { name: "keyUsage", digitalSignature: true, keyCertSign: true },
        { name: "extKeyUsage", serverAuth: true },
        { name: "subjectAltName", altNames: hosts.map((value) => ({ type: 2, value })) },
      ],
    },
  );
  return { key, certificate };
}
