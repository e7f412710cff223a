import { mayDo } from "./blob-rights";
import type { GivenRole } from "./caller-rights";
import { callerOf } from "./callers";
import { type Request, type Response, bodyObject, ok } from "./exchange";
import { guid } from "./guid";
import { at, listAt, textAt } from "./json";
import { key } from "./resource-path";
import type { Resource, Store } from "./store";

const SECRETS = "Microsoft.KeyVault/vaults/secrets";
/** learn.microsoft.com/azure/key-vault/general/rbac-guide, and the data actions of its roles */
const SET = `${SECRETS}/setSecret/action`;
const LIST = `${SECRETS}/readMetadata/action`;
/** learn.microsoft.com/azure/key-vault/secrets/about-secrets: 25 kB */
const LONGEST = 25_000;

/**
 * Set Secret and Get Secrets, for who has the data action: learn.microsoft.com/rest/api/keyvault/secrets/operation-groups. A value is
 * kept, and never answered.
 *
 * @param given - what the caller has beside its role assignments
 */
export function answerVaultSecrets(
  request: Request,
  vault: Resource,
  store: Store,
  given: readonly GivenRole[],
): Response | undefined {
  const [, name] = /^\/secrets(?:\/([0-9A-Za-z-]{1,127}))?$/.exec(request.path) ?? [];
  const isList = key(request.path) === "/secrets" && request.method === "GET";
  if (!isList && (name === undefined || request.method !== "PUT")) return undefined;
  if (!/^\d/.test(request.query.get("api-version") ?? ""))
    return vaultRefusal(400, "BadParameter", "api-version must be specified");
  const id = `${vault.id}/secrets${name === undefined ? "" : `/${name}`}`;
  const action = isList ? LIST : SET;
  if (!mayDo(callerOf(request), [action], id, store, given))
    return vaultRefusal(
      403,
      "Forbidden",
      `Caller is not authorized to perform action on resource.\r\nAction: '${action}'\r\nResource: '${id}'`,
      "ForbiddenByRbac",
    );
  return name === undefined ? listOf(vault, store) : set(request, id, name, vault, store);
}

/** learn.microsoft.com/azure/key-vault/general/rest-error-codes */
export function vaultRefusal(status: number, code: string, message: string, inner?: string): Response {
  return {
    status,
    body: { error: { code, message, ...(inner === undefined ? {} : { innererror: { code: inner } }) } },
  };
}

function listOf(vault: Resource, store: Store): Response {
  return ok({
    value: store.children(vault.id, SECRETS).map((each) => ({
      id: `${textAt(vault.body, "properties.vaultUri")}secrets/${each.name}`,
      attributes: at(each.body, "properties.attributes") ?? { enabled: true },
    })),
    nextLink: null,
  });
}

function set(request: Request, id: string, name: string, vault: Resource, store: Store): Response {
  const asked = bodyObject(request);
  const value = asked["value"];
  if (typeof value !== "string" || Buffer.byteLength(value) > LONGEST)
    return vaultRefusal(400, "BadParameter", "The value of the secret is missing or too long");
  if (store.softDeleted(SECRETS, name) !== undefined)
    return vaultRefusal(
      409,
      "Conflict",
      `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused`,
      "ObjectIsDeletedButRecoverable",
    );
  const versions = listAt(store.get(id)?.body, "versions").map(String);
  const version = guid(`${id} ${versions.length}`).replaceAll("-", "");
  const attributes = { enabled: true, ...(asked["attributes"] as object | undefined) };
  const contentType = asked["contentType"] ?? null;
  store.put({
    id,
    type: SECRETS,
    name,
    body: { properties: { value, contentType, attributes }, versions: [...versions, version] },
  });
  return ok({
    value,
    contentType,
    id: `${textAt(vault.body, "properties.vaultUri")}secrets/${name}/${version}`,
    attributes,
  });
}
