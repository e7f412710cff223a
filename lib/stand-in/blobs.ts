import { createHash } from "node:crypto";
import { listedBlobs, refusedInXml } from "./blob-xml";
import { CREATE, DELETE, READ, WRITE, mayDo } from "./blob-rights";
import type { GivenRole } from "./caller-rights";
import { callerOf } from "./callers";
import { resourceAt } from "./data-plane-hosts";
import type { Request, Response } from "./exchange";
import { refused } from "./refused";
import type { Store } from "./store";

/**
 * List Blobs, Put Blob, Set Blob Metadata, Lease Blob, Delete Blob, Get Blob and Get Blob Properties, for every identity that has the right on the container:
 * learn.microsoft.com/rest/api/storageservices/blob-service-rest-api
 *
 * @param given - what the caller is given beside its role assignments
 */
export function answerBlobs(request: Request, store: Store, given: readonly GivenRole[]): Response {
  const answer = refusedInXml(answered(request, store, given));
  // learn.microsoft.com/rest/api/storageservices/put-blob#response-headers: the version that the request was served by.
  const version = textOf(request.headers["x-ms-version"]) ?? "2025-01-05";
  return { ...answer, headers: { "x-ms-version": version, ...answer.headers } };
}

function answered(request: Request, store: Store, given: readonly GivenRole[]): Response {
  const { method, host, path, query, headers, body } = request;
  const account = resourceAt(host, store);
  const [, container = ""] = path.split("/");
  const containerId = `${account?.id ?? ""}/blobServices/default/containers/${container}`;
  if (store.get(containerId) === undefined) return refused(404, "ContainerNotFound");
  const url = `https://${host}${path}`;
  const found = store.blobs.get(url);
  const may = (actions: readonly string[]): boolean =>
    mayDo(callerOf(request), actions, containerId, store, given);
  if (!may(actionsFor(request))) return refused(403, "AuthorizationPermissionMismatch");

  if (query.get("comp") === "list") return listedIn(request, container, store);
  if (method === "PUT" && query.get("comp") === null) {
    // learn.microsoft.com/rest/api/storageservices/put-blob#request-headers-all-blob-types
    if (headers["x-ms-blob-type"] === undefined) return refused(400, "MissingRequiredHeader");
    if (found !== undefined && headers["if-none-match"] === "*") return refused(409, "BlobAlreadyExists");
    // github.com/Azure/azure-cli/issues/19203: "This request is not authorized to perform blob overwrites."
    if (found !== undefined && !may(WRITE)) return refused(403, "UnauthorizedBlobOverwrite");
    const leased = store.leases.whyNotWritten(url, headers);
    if (leased !== undefined) return leased;
    const bytes = Buffer.from(typeof body === "string" ? body : "", "latin1");
    if (headers["content-md5"] !== undefined && headers["content-md5"] !== md5(bytes))
      return refused(400, "Md5Mismatch");
    store.blobs.set(url, { bytes, metadata: metadataIn(headers) });
    return { status: 201 };
  }
  if (found === undefined) return refused(404, "BlobNotFound");
  if (method === "PUT" && query.get("comp") === "lease") return store.leases.answer(url, headers);
  if (method === "PUT" && query.get("comp") === "metadata") {
    const leased = store.leases.whyNotWritten(url, headers);
    if (leased !== undefined) return leased;
    store.blobs.set(url, { ...found, metadata: metadataIn(headers) });
    return { status: 200 };
  }
  if (method === "DELETE") {
    const leased = store.leases.whyNotWritten(url, headers);
    if (leased !== undefined) return leased;
    store.blobs.delete(url);
    // learn.microsoft.com/rest/api/storageservices/delete-blob#status-code
    return { status: 202 };
  }
  if (method !== "HEAD" && method !== "GET") return refused(405, "UnsupportedHttpVerb");
  const length = String(found.bytes.length);
  return {
    status: 200,
    headers: {
      ...found.metadata,
      ...store.leases.headersOf(url),
      "Content-Length": length,
      "Content-MD5": md5(found.bytes),
    },
    ...(method === "GET" ? { bytes: found.bytes } : {}),
  };
}

function listedIn({ host, query }: Request, container: string, store: Store): Response {
  const root = `https://${host}/${container}/`;
  const prefix = query.get("prefix") ?? "";
  const blobs = [...store.blobs]
    .filter(([url]) => url.startsWith(`${root}${prefix}`))
    .map(([url, { bytes }]) => ({ name: url.slice(root.length), length: bytes.length }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return listedBlobs({ host, container, prefix, blobs });
}

/** learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-blob-service-operations */
function actionsFor({ method, query }: Request): readonly string[] {
  if (method === "GET" || method === "HEAD") return READ;
  if (method === "DELETE") return DELETE;
  return query.get("comp") === null ? CREATE : WRITE;
}

function metadataIn(headers: Request["headers"]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith("x-ms-meta-") && typeof value === "string" ? [[name, value]] : [],
    ),
  );
}

function textOf(header: Request["headers"][string]): string | undefined {
  return typeof header === "string" ? header : undefined;
}

function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("base64");
}
