import { createHash } from "node:crypto";
import { addressOfImage, imageAt, nameOfImage, parseImageReference } from "./image-reference";
import type { Requests } from "./requests";
import { STORAGE_VERSION, checkStorage } from "./storage-answer";
import type { NamedCode, StoredRelease, StoredReleases } from "./stored-releases";

/** What ran before an image, recorded with it. */
const PREVIOUS = "x-ms-meta-previous";

/** The images that were released into one app: a small file for each, since the image itself is in a registry. */
export class ImageHistory implements StoredReleases {
  /** @param folder - `https://<account>.blob.core.windows.net/function-packages/<app>/` */
  constructor(
    private readonly requests: Requests,
    private readonly folder: string,
  ) {}

  codeNamed(name: string): NamedCode {
    const image = parseImageReference(name);
    if (image === undefined) throw new Error(`internal error: ${name} is no image`);
    return { name: nameOfImage(image), address: addressOfImage(image) };
  }

  codeAt(address: string | undefined): NamedCode | undefined {
    const image = imageAt(address);
    return image === undefined ? undefined : this.codeNamed(nameOfImage(image));
  }

  async find(code: NamedCode): Promise<StoredRelease | undefined> {
    const url = this.fileOf(code);
    const answer = await this.requests.send("HEAD", url, { headers: STORAGE_VERSION, allow: [404] });
    const { status, headers } = answer;
    checkStorage(url, answer, status === 404 ? 404 : 200);
    if (status === 404) {
      if (headers["x-ms-error-code"] !== "BlobNotFound") throw this.requests.refusal(answer);
      return undefined;
    }
    const previous = headers[PREVIOUS];
    const isImage = previous !== undefined && parseImageReference(previous) !== undefined;
    return {
      md5: headers["content-md5"],
      ...(isImage ? { previous: this.codeNamed(previous) } : {}),
    };
  }

  async recordPrevious(code: NamedCode, previous: NamedCode | undefined): Promise<void> {
    const url = this.fileOf(code);
    const answer = await this.requests.send("PUT", url, {
      headers: {
        ...STORAGE_VERSION,
        "x-ms-blob-type": "BlockBlob",
        "Content-Type": "text/plain",
        ...(previous === undefined ? {} : { [PREVIOUS]: previous.name }),
      },
      body: code.name,
    });
    checkStorage(url, answer, 201);
  }

  private fileOf({ name }: NamedCode): string {
    return `${this.folder}${createHash("sha256").update(name).digest("hex")}.image`;
  }
}
