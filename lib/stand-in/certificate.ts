/** Packages that the stand-in needs, each an optional peer. */
export const STAND_IN_PACKAGES = ["selfsigned"] as const;

/** A key and its certificate, both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

/** Those of this process, by their names. */
const created = new Map<string, Promise<Certificate>>();

/**
 * A certificate that signs itself for the names that the stand-in answers to. Each process creates its own, and keeps it
 * nowhere but in the folder of one run; SSL_CERT_FILE makes a program trust it.
 *
 * @param name - of its subject: who trusts two of one name looks at the first alone
 */
export function throwAwayCertificate(
  hosts: readonly string[],
  name = "Azure stand-in",
): Promise<Certificate> {
  const key = [name, ...hosts].join();
  const certificate = created.get(key) ?? createCertificate(hosts, name);
  created.set(key, certificate);
  return certificate;
}

async function createCertificate(hosts: readonly string[], name: string): Promise<Certificate> {
  // A package that only the stand-in needs: who does not rehearse does without it.
  const { generate } = await import("selfsigned");
  const { private: key, cert: certificate } = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: hosts.map((value) => ({ type: 2, value })) },
    ],
  });
  return { key, certificate };
}
