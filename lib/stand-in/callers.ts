import { CONTAINER_GROUPS } from "./containers";
import type { Request } from "./exchange";
import { type Json, type JsonObject, isObject, listAt, objectAt, textAt } from "./json";
import { identity } from "./login";
import { key } from "./resource-path";
import type { Store } from "./store";

const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** The identity of who signs in as a client: a managed identity's, or that of who is logged in. */
export function principalOfClient(clientId: string | undefined, store: Store): string {
  const found = store
    .ofType(IDENTITIES)
    .find(({ body }) => key(textAt(body, "properties.clientId")) === key(clientId ?? ""));
  return found === undefined ? identity.objectId : textAt(found.body, "properties.principalId");
}

/** Whose token a request has. */
export function callerOf(request: Pick<Request, "headers">): string {
  return textAt(claimsOf(request), "oid") || identity.objectId;
}

/** What the token of a request says; undefined where there is none. */
export function claimsOf({ headers }: Pick<Request, "headers">): JsonObject | undefined {
  const token = String(headers["authorization"] ?? "").split(".")[1] ?? "";
  const text = Buffer.from(token, "base64url").toString();
  if (!text.startsWith("{")) return undefined;
  try {
    const claims = JSON.parse(text) as Json;
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

/** The subnet that a caller is in; undefined where it comes from the internet. */
export function subnetOfCaller(principal: string, store: Store): string | undefined {
  const ids = store
    .ofType(IDENTITIES)
    .filter(({ body }) => textAt(body, "properties.principalId") === principal)
    .map(({ id }) => key(id));
  const group = store
    .ofType(CONTAINER_GROUPS)
    .find(({ body }) =>
      Object.keys(objectAt(body, "identity.userAssignedIdentities")).some((id) => ids.includes(key(id))),
    );
  const [subnet] = listAt(group?.body, "properties.subnetIds").filter(isObject);
  return subnet === undefined ? undefined : textAt(subnet, "id");
}
