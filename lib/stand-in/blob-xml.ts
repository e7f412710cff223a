import type { Response } from "./exchange";
import { textAt } from "./json";

/** What a container has, in the order of the names. */
export interface BlobList {
  readonly host: string;
  readonly container: string;
  /** That names begin with. */
  readonly prefix: string;
  readonly blobs: readonly { readonly name: string; readonly length: number }[];
}

/** learn.microsoft.com/rest/api/storageservices/list-blobs: all of it in one answer, so that there is no next marker. */
export function listedBlobs({ host, container, prefix, blobs }: BlobList): Response {
  const each = blobs.map(
    ({ name, length }) =>
      `<Blob><Name>${escaped(name)}</Name><Properties><Content-Length>${length}</Content-Length>` +
      "<BlobType>BlockBlob</BlobType></Properties></Blob>",
  );
  return xml(
    200,
    `<EnumerationResults ServiceEndpoint="https://${host}/" ContainerName="${escaped(container)}">` +
      `<Prefix>${escaped(prefix)}</Prefix><Blobs>${each.join("")}</Blobs><NextMarker /></EnumerationResults>`,
  );
}

/** learn.microsoft.com/rest/api/storageservices/status-and-error-codes2: this service says no in XML. */
export function refusedInXml(refusal: Response): Response {
  const { status, body, headers } = refusal;
  if (body === undefined || headers?.["x-ms-error-code"] === undefined) return refusal;
  const [code, message] = ["code", "message"].map((field) => escaped(textAt(body, `error.${field}`)));
  const answer = xml(status, `<Error><Code>${code ?? ""}</Code><Message>${message ?? ""}</Message></Error>`);
  return { ...answer, headers: { ...headers, ...answer.headers } };
}

function xml(status: number, content: string): Response {
  const bytes = Buffer.from(`<?xml version="1.0" encoding="utf-8"?>${content}`);
  return { status, bytes, headers: { "Content-Type": "application/xml" } };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
