import { createHash } from "node:crypto";
import { NotUnderstood } from "./answer";
import { RequestFailure, type Requests } from "./requests";
import { STORAGE_VERSION, checkStorage } from "./storage-answer";
import type { NamedCode, StoredRelease, StoredReleases } from "./stored-releases";
import { Unfinished } from "./unfinished";

/** What ran before a package, recorded with it; the second one of a package that is in another account. */
const PREVIOUS = "x-ms-meta-previous";
const PREVIOUS_URL = "x-ms-meta-former";

/** The packages of one app, in the folder of its own that a container has; each is named by its content. */
export class PackageContainer implements StoredReleases {
  /**
   * @param folder - `https://<account>.blob.core.windows.net/function-packages/<app>/`
   * @param former - where packages were kept before: they are run, and asked for by nobody
   */
  constructor(
    private readonly requests: Requests,
    private readonly folder: string,
    private readonly former?: string,
  ) {}

  codeNamed(name: string): NamedCode {
    return { name, address: `${this.folder}${name}` };
  }

  codeAt(address: string | undefined): NamedCode | undefined {
    const folder = [this.folder, this.former].find((each) => each !== undefined && address?.startsWith(each));
    const name = folder === undefined ? "" : (address?.slice(folder.length) ?? "");
    return address !== undefined && PACKAGE_NAME.test(name) ? { name, address } : undefined;
  }

  /** @throws Unfinished where it is in the account that packages were kept in before */
  async find({ name, address }: NamedCode): Promise<StoredRelease | undefined> {
    if (!address.startsWith(this.folder))
      throw new Unfinished(
        `${name} was released to ${new URL(address).host}, where what ran before it is recorded`,
        "release the package that you want",
      );
    const answer = await this.requests.send("HEAD", address, { headers: STORAGE_VERSION, allow: [404] });
    const { status, headers } = answer;
    checkStorage(address, answer, status === 404 ? 404 : 200);
    if (status === 404) {
      // Anything else that is missing, such as the container, is no answer to what was asked.
      if (headers["x-ms-error-code"] !== "BlobNotFound") throw this.requests.refusal(answer);
      return undefined;
    }
    const elsewhere = this.codeAt(headers[PREVIOUS_URL]);
    const previous = headers[PREVIOUS];
    if (previous !== undefined && !PACKAGE_NAME.test(previous))
      throw new NotUnderstood(new URL(address).host, answer, `the name of a package in ${PREVIOUS}`);
    const before = previous === undefined ? elsewhere : this.codeNamed(previous);
    return { md5: headers["content-md5"], ...(before === undefined ? {} : { previous: before }) };
  }

  /** Whether it can be looked for where packages are kept now. */
  has({ address }: NamedCode): boolean {
    return address.startsWith(this.folder);
  }

  /**
   * Uploads a package that is not there yet.
   *
   * @returns whether it had to be
   * @throws RequestFailure, also where something else is there under its name
   */
  async upload(name: string, bytes: Uint8Array): Promise<boolean> {
    const md5 = createHash("md5").update(bytes).digest("base64");
    const { address } = this.codeNamed(name);
    const found = await this.find({ name, address });
    if (found === undefined) {
      const answer = await this.requests.send("PUT", address, {
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
      checkStorage(address, answer, answer.status === 409 ? 409 : 201);
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

  /** @throws Unfinished where what comes is not what its name says */
  async read({ name, address }: NamedCode): Promise<Uint8Array> {
    const answer = await this.requests.send("GET", address, {
      headers: STORAGE_VERSION,
      timeout: UPLOAD,
      binary: true,
    });
    const { bytes } = answer;
    checkStorage(address, answer, 200);
    const isWhole = bytes !== undefined && `${createHash("sha256").update(bytes).digest("hex")}.zip` === name;
    if (isWhole) return bytes;
    throw new Unfinished(
      `${name} did not come whole from ${new URL(address).host}: its SHA-256 is not its name`,
      "run the same command again; if that happens again, package the code again and release it",
    );
  }

  async recordPrevious({ address }: NamedCode, previous: NamedCode | undefined): Promise<void> {
    const url = `${address}?comp=metadata`;
    const answer = await this.requests.send("PUT", url, {
      headers: { ...STORAGE_VERSION, ...(previous === undefined ? {} : this.headerOf(previous)) },
    });
    checkStorage(url, answer, 200);
  }

  private headerOf(previous: NamedCode): Readonly<Record<string, string>> {
    return this.has(previous) ? { [PREVIOUS]: previous.name } : { [PREVIOUS_URL]: previous.address };
  }
}

/** For one attempt at an upload, in milliseconds. */
const UPLOAD = 900_000;

/** A package is named by the SHA-256 of its content. */
const PACKAGE_NAME = /^[0-9a-f]{64}\.zip$/;
