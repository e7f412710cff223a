import { createHash } from "node:crypto";
import { NotUnderstood } from "./answer";
import { RequestFailure, type Requests } from "./requests";
import { STORAGE_VERSION, checkStorage } from "./storage-answer";

/** What ran before a package, recorded with it: where to go back to is known on every machine. */
const PREVIOUS = "x-ms-meta-previous";

/** A package that is there. */
export interface StoredPackage {
  /** In base64, as storage has computed it. */
  readonly md5: string | undefined;
  /** The name of the package that ran before it. */
  readonly previous?: string;
}

/** The packages of one app, in the folder of its own that a container has; each is named by its content. */
export class PackageContainer {
  /** @param folder - `https://<account>.blob.core.windows.net/function-packages/<app>/` */
  constructor(
    private readonly requests: Requests,
    private readonly folder: string,
  ) {}

  urlOf(name: string): string {
    return `${this.folder}${name}`;
  }

  /** The package that an app runs; undefined where that is none that was released. */
  nameOf(url: string | undefined): string | undefined {
    const name = url?.startsWith(this.folder) ? url.slice(this.folder.length) : "";
    return PACKAGE_NAME.test(name) ? name : undefined;
  }

  async find(name: string): Promise<StoredPackage | undefined> {
    const url = this.urlOf(name);
    const answer = await this.requests.send("HEAD", url, { headers: STORAGE_VERSION, allow: [404] });
    const { status, headers } = answer;
    checkStorage(url, answer, status === 404 ? 404 : 200);
    if (status === 404) {
      // Anything else that is missing, such as the container, is no answer to what was asked.
      if (headers["x-ms-error-code"] !== "BlobNotFound") throw this.requests.refusal(answer);
      return undefined;
    }
    const previous = headers[PREVIOUS];
    if (previous !== undefined && !PACKAGE_NAME.test(previous))
      throw new NotUnderstood(new URL(url).host, answer, `the name of a package in ${PREVIOUS}`);
    return { md5: headers["content-md5"], ...(previous === undefined ? {} : { previous }) };
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
          ...STORAGE_VERSION,
          "x-ms-blob-type": "BlockBlob",
          "Content-Type": "application/zip",
          "Content-MD5": md5,
          // Two releases at once: the first one's is as good.
          "If-None-Match": "*",
        },
        body: bytes,
        timeout: UPLOAD,
        allow: [409],
      });
      if (answer.status === 409 && answer.headers["x-ms-error-code"] !== "BlobAlreadyExists")
        throw this.requests.refusal(answer);
      checkStorage(this.urlOf(name), answer, answer.status === 409 ? 409 : 201);
      return true;
    }
    if (found.md5 === md5) return false;
    const [code, what] =
      found.md5 === undefined
        ? ["UnknownContent", "without an MD5 hash, so its content cannot be verified"]
        : ["OtherContent", "with content that does not match its name"];
    throw new RequestFailure(
      this.requests.service,
      409,
      code,
      `${name} already exists ${what}: delete that blob`,
    );
  }

  async recordPrevious(name: string, previous: string | undefined): Promise<void> {
    const url = `${this.urlOf(name)}?comp=metadata`;
    const answer = await this.requests.send("PUT", url, {
      headers: { ...STORAGE_VERSION, ...(previous === undefined ? {} : { [PREVIOUS]: previous }) },
    });
    checkStorage(url, answer, 200);
  }
}

/** For one attempt at an upload, in milliseconds. */
const UPLOAD = 900_000;

/** A package is named by the SHA-256 of its content. */
const PACKAGE_NAME = /^[0-9a-f]{64}\.zip$/;
