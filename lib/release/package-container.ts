import { createHash } from "node:crypto";
import type { AzureConnection } from "./connection";
import { RequestFailure, Requests, refusal } from "./requests";

const API_VERSION = "2023-11-03";
/** What ran before a package, recorded with it: where to go back to is known on every machine. */
const PREVIOUS = "x-ms-meta-previous";

/** A package that is there. */
export interface StoredPackage {
  /** In base64, as storage has computed it. */
  readonly md5: string | undefined;
  /** In bytes. */
  readonly length: number;
  /** The name of the package that ran before it. */
  readonly previous?: string;
}

/** The packages of one app, in the folder of its own that a container has; each is named by its content. */
export class PackageContainer {
  private readonly requests: Requests;

  /** @param folder - `https://<account>.blob.core.windows.net/function-packages/<app>/` */
  constructor(
    connection: AzureConnection,
    private readonly folder: string,
  ) {
    this.requests = new Requests(connection, "https://storage.azure.com/.default");
  }

  urlOf(name: string): string {
    return `${this.folder}${name}`;
  }

  /** The package that an app runs; undefined where that is none that was released. */
  nameOf(url: string | undefined): string | undefined {
    const name = url?.startsWith(this.folder) ? url.slice(this.folder.length) : "";
    return /^[0-9a-f]{64}\.zip$/.test(name) ? name : undefined;
  }

  async find(name: string): Promise<StoredPackage | undefined> {
    const { status, headers } = await this.requests.send("HEAD", this.urlOf(name), {
      headers: VERSION,
      allow: [404],
    });
    if (status === 404) return undefined;
    const previous = headers[PREVIOUS];
    return {
      md5: headers["content-md5"],
      length: Number(headers["content-length"]),
      ...(previous === undefined ? {} : { previous }),
    };
  }

  /**
   * Uploads a package that is not there yet.
   *
   * @returns whether it had to be
   * @throws RequestFailure, also where something else is there under its name
   */
  async upload(name: string, bytes: Uint8Array): Promise<boolean> {
    const md5 = createHash("md5").update(bytes).digest("base64");
    const found = await this.find(name);
    if (found === undefined) {
      const answer = await this.requests.send("PUT", this.urlOf(name), {
        headers: {
          ...VERSION,
          "x-ms-blob-type": "BlockBlob",
          "Content-Type": "application/zip",
          "Content-MD5": md5,
          // Two releases at once: the first one's is as good.
          "If-None-Match": "*",
        },
        body: bytes,
        allow: [409],
      });
      if (answer.status === 409 && answer.headers["x-ms-error-code"] !== "BlobAlreadyExists")
        throw refusal(this.urlOf(name), answer);
      return true;
    }
    if (found.length === bytes.length && (found.md5 === undefined || found.md5 === md5)) return false;
    throw new RequestFailure(
      new URL(this.folder).host,
      409,
      "OtherContent",
      `${name} is there with other content than its name says: delete that blob`,
    );
  }

  async recordPrevious(name: string, previous: string | undefined): Promise<void> {
    await this.requests.send("PUT", `${this.urlOf(name)}?comp=metadata`, {
      headers: { ...VERSION, ...(previous === undefined ? {} : { [PREVIOUS]: previous }) },
    });
  }
}

const VERSION = { "x-ms-version": API_VERSION };
