import { type Json, listAt, textAt } from "./json";
import { key } from "./resource-path";
import type { Resource, Store } from "./store";

const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** Why Microsoft Entra ID gives no token for an assertion. */
export interface LoginRefusal {
  readonly error: "invalid_client";
  readonly error_description: string;
}

/**
 * A token of another issuer in place of a secret: the identity has to have a federated credential that names exactly this issuer,
 * subject and audience. The texts: learn.microsoft.com/entra/identity-platform/reference-error-codes
 *
 * @returns undefined where the login is one
 */
export function refusedAssertion(form: URLSearchParams, store: Store): LoginRefusal | undefined {
  const assertion = form.get("client_assertion");
  if (assertion === null) return undefined;
  const clientId = form.get("client_id") ?? "";
  const identity = store
    .ofType(IDENTITIES)
    .find(({ body }) => key(textAt(body, "properties.clientId")) === key(clientId));
  if (identity === undefined)
    return refusal(
      "AADSTS700016",
      `Application with identifier '${clientId}' was not found in the directory`,
    );
  const claims = claimsOf(assertion);
  const [issuer, subject, audience] = ["iss", "sub", "aud"].map((claim) => textAt(claims, claim));
  const credentials = credentialsOf(identity, store).map(({ body }) => body);
  const ofIssuer = credentials.filter((body) => textAt(body, "properties.issuer") === issuer);
  if (ofIssuer.length === 0)
    return refusal(
      "AADSTS700211",
      `No matching federated identity record found for presented assertion issuer '${issuer ?? ""}'.`,
    );
  const ofSubject = ofIssuer.filter((body) => textAt(body, "properties.subject") === subject);
  if (ofSubject.length === 0)
    return refusal(
      "AADSTS700213",
      `No matching federated identity record found for presented assertion subject '${subject ?? ""}'.`,
    );
  if (!ofSubject.some((body) => listAt(body, "properties.audiences").includes(audience ?? "")))
    return refusal(
      "AADSTS700212",
      `No matching federated identity record found for presented assertion audience '${audience ?? ""}'.`,
    );
  return undefined;
}

function credentialsOf({ id }: Resource, store: Store): readonly Resource[] {
  return store.children(id, `${IDENTITIES}/federatedIdentityCredentials`);
}

/** Nobody checks the signature here: whose key it would be made with is not known. */
function claimsOf(assertion: string): Json {
  try {
    return JSON.parse(Buffer.from(assertion.split(".")[1] ?? "", "base64url").toString()) as Json;
  } catch {
    return {};
  }
}

function refusal(code: string, message: string): LoginRefusal {
  return { error: "invalid_client", error_description: `${code}: ${message}` };
}
