import { listAt, textAt } from "../json";
import { key } from "../resource-path";
import type { Rule } from "../rule";

const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";
const CREDENTIALS = `${IDENTITIES}/federatedIdentityCredentials`;
const CONSIDERATIONS = "learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations";
const MOST = 20;
const LONGEST = 600;

export const identities: readonly Rule[] = [
  {
    says: "a federated credential's name has 3 to 120 letters, digits, hyphens and underscores",
    source: CONSIDERATIONS,
    on: [CREDENTIALS],
    refuse: (_asked, { name }) =>
      /^[A-Za-z0-9][\w-]{2,119}$/.test(name) ? undefined : `${name} is not a valid name of a credential`,
  },
  {
    says: "a federated credential has an issuer by https, a subject without wildcard, and one audience",
    source: CONSIDERATIONS,
    on: [CREDENTIALS],
    refuse(asked) {
      const [issuer, subject] = [textAt(asked, "properties.issuer"), textAt(asked, "properties.subject")];
      const audiences = listAt(asked, "properties.audiences").map(String);
      if (!issuer.startsWith("https://")) return `The issuer '${issuer}' is no https address`;
      if (subject === "" || subject.includes("*")) return `The subject '${subject}' cannot be matched`;
      if (audiences.length !== 1) return `A credential has one audience, got ${audiences.length}`;
      return [issuer, subject, ...audiences].some(({ length }) => length > LONGEST)
        ? `Issuer, subject and audience have at most ${LONGEST} characters`
        : undefined;
    },
  },
  {
    says: "issuer and subject of a federated credential are unique in its identity",
    source: CONSIDERATIONS,
    on: [CREDENTIALS],
    status: 409,
    code: "Conflict",
    refuse(asked, { id, store }) {
      const twin = siblings(id, store).find(({ body }) =>
        ["properties.issuer", "properties.subject"].every(
          (path) => textAt(body, path) === textAt(asked, path),
        ),
      );
      return twin && "Issuer and subject combination already exists for this Managed Identity.";
    },
  },
  {
    says: "an identity has 20 federated credentials at most",
    source: CONSIDERATIONS,
    on: [CREDENTIALS],
    refuse: (_asked, { id, store, earlier }) =>
      earlier === undefined && siblings(id, store).length >= MOST
        ? `A managed identity has at most ${MOST} federated identity credentials.`
        : undefined,
  },
];

/** The other credentials of the same identity. */
function siblings(id: string, store: Parameters<NonNullable<Rule["refuse"]>>[1]["store"]) {
  const identity = id.replace(/\/federatedIdentityCredentials\/.*$/i, "");
  return store.children(identity, CREDENTIALS).filter((each) => key(each.id) !== key(id));
}
