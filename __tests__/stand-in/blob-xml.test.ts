import { listedBlobs, refusedInXml } from "../../lib/stand-in/blob-xml";
import { refused } from "../../lib/stand-in/refused";

describe("what the blob service says in XML", () => {
  test("a list has each blob with its length, and names are escaped", () => {
    const { status, bytes, headers } = listedBlobs({
      host: "st.blob.core.windows.net",
      container: "tfstate",
      prefix: "a&b/",
      blobs: [{ name: "a&b/<x>", length: 3 }],
    });
    expect({ status, headers }).toEqual({ status: 200, headers: { "Content-Type": "application/xml" } });
    expect(Buffer.from(bytes ?? []).toString()).toBe(
      '<?xml version="1.0" encoding="utf-8"?>' +
        '<EnumerationResults ServiceEndpoint="https://st.blob.core.windows.net/" ContainerName="tfstate">' +
        "<Prefix>a&amp;b/</Prefix><Blobs><Blob><Name>a&amp;b/&lt;x></Name><Properties><Content-Length>3</Content-Length>" +
        "<BlobType>BlockBlob</BlobType></Properties></Blob></Blobs><NextMarker /></EnumerationResults>",
    );
  });

  test("a refusal keeps its status and the header with its code", () => {
    const { status, body, bytes, headers } = refusedInXml(refused(404, "BlobNotFound", "not there"));
    expect({ status, body, headers }).toEqual({
      status: 404,
      headers: { "x-ms-error-code": "BlobNotFound", "Content-Type": "application/xml" },
    });
    expect(Buffer.from(bytes ?? []).toString()).toContain(
      "<Error><Code>BlobNotFound</Code><Message>not there</Message></Error>",
    );
  });

  test("an answer that refuses nothing stays as it is", () => {
    expect(refusedInXml({ status: 201 })).toEqual({ status: 201 });
  });
});
