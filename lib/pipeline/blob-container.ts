import { createHash } from "node:crypto";
import { NotUnderstood } from "../release/answer";
import { CLOUDS, type AzureCloud } from "../release/clouds";
import type { AzureConnection } from "../release/connection";
import { Deadline } from "../release/deadline";
import { RequestFailure, type RequestOptions, Requests, SignInFailure } from "../release/requests";
import { STORAGE_VERSION, checkStorage } from "../release/storage-answer";
import type { HttpRequest, HttpResponse } from "../http/exchange";
import { messageOf } from "../settings/message-of";
import type { PlansContainer } from "./plans-container";

/**
 * Whether a blob was created: `unclear` where no answer came to an attempt, and the next one found it there.
 */
export type Created = "created" | "there" | "unclear";

/** What a login needs on a container: learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory */
const RIGHTS = {
  create: "blobs/add/action",
  read: "blobs/read",
  write: "blobs/write",
  delete: "blobs/delete",
} as const;

/** For one blob with all attempts, in milliseconds. */
const LIMIT = 900_000;

const LAST = 0;
/** After each attempt that got no answer, in milliseconds. */
const PAUSES = [2_000, 4_000, 8_000, LAST] as const;

/** A blob could not be created, read, written or deleted; with what to do about it. */
export class BlobFailure extends Error {}

/** Blobs of one container, by the login of Terraform: no key, no signature. */
export class BlobContainer {
  private readonly host: string;

  /** @param container - which, and in which account */
  constructor(
    private readonly connection: AzureConnection,
    private readonly container: PlansContainer,
    cloud: AzureCloud,
  ) {
    this.host = `${container.storageAccountName}${CLOUDS[cloud].blobs[0]}`;
  }

  /** Creates a blob, and never writes over one: a login that may only create is enough. */
  async create(name: string, content: string | Uint8Array): Promise<Created> {
    for (const pause of PAUSES) {
      const created = await this.tryToCreate(name, content, pause !== LAST);
      // A blob that exists after an attempt without an answer may be its own.
      if (created !== undefined) return created === "there" && pause !== PAUSES[0] ? "unclear" : created;
      await this.connection.clock.wait(pause);
    }
    throw new Error("the last attempt ends one way or the other");
  }

  /** The content of a blob; undefined where there is none. */
  async read(name: string): Promise<Uint8Array | undefined> {
    const answer = await this.send("read", "GET", name, { allow: [404], binary: true });
    if (answer.status === 404) {
      this.checkIsBlobMissing(name, answer);
      return undefined;
    }
    if (answer.bytes === undefined || answer.headers["x-ms-version"] === undefined)
      throw new BlobFailure(this.notUnderstood(name, "a blob of Azure Storage", answer));
    return answer.bytes;
  }

  /** Writes a blob, whether there is one or not. */
  async write(name: string, content: string): Promise<void> {
    const answer = await this.send("write", "PUT", name, { body: content, headers: putHeaders(content) });
    this.check(name, answer, 201);
  }

  /** @returns false where there was none */
  async delete(name: string): Promise<boolean> {
    const answer = await this.send("delete", "DELETE", name, { allow: [404] });
    if (answer.status === 404) this.checkIsBlobMissing(name, answer);
    else this.check(name, answer, 202);
    return answer.status !== 404;
  }

  /** Undefined where no answer came, so that nobody knows what was done. */
  private async tryToCreate(
    name: string,
    content: string | Uint8Array,
    mayBeLost: boolean,
  ): Promise<Exclude<Created, "unclear"> | undefined> {
    try {
      const answer = await this.send("create", "PUT", name, {
        body: content,
        headers: { ...putHeaders(content), "If-None-Match": "*" },
        allow: [403, 409],
        // After a lost answer, the next attempt would take its own blob for somebody else's.
        repeat: "refused",
      });
      if (isThere(answer)) return "there";
      this.check(name, answer, 201);
      return "created";
    } catch (error) {
      if (!mayBeLost || !(error instanceof BlobFailure) || !isLost(error.cause)) throw error;
      return undefined;
    }
  }

  private async send(
    right: keyof typeof RIGHTS,
    method: HttpRequest["method"],
    name: string,
    options: RequestOptions,
  ): Promise<HttpResponse> {
    const deadline = new Deadline(this.connection.clock, LIMIT);
    const service = {
      kind: "storage",
      host: this.host,
      scope: "https://storage.azure.com/.default",
    } as const;
    const requests = new Requests(this.connection, service, deadline);
    const headers = { ...STORAGE_VERSION, ...options.headers };
    try {
      const answer = await requests.send(method, this.urlOf(name), { timeout: LIMIT, ...options, headers });
      if (answer.status >= 400 && answer.status !== 404 && !isThere(answer)) throw requests.refusal(answer);
      return answer;
    } catch (error) {
      throw new BlobFailure(this.explained(error, right), { cause: error });
    }
  }

  private check(name: string, answer: HttpResponse, status: number): void {
    try {
      checkStorage(this.urlOf(name), answer, status);
    } catch (error) {
      throw new BlobFailure(messageOf(error), { cause: error });
    }
  }

  /** A container or an account that is missing is no answer to what was asked. */
  private checkIsBlobMissing(name: string, answer: HttpResponse): void {
    const code = answer.headers["x-ms-error-code"];
    if (code === "BlobNotFound") return;
    if (code === "ContainerNotFound") throw new BlobFailure(this.containerMissing());
    throw new BlobFailure(this.notUnderstood(name, "BlobNotFound", answer));
  }

  private notUnderstood(name: string, expected: string, answer: HttpResponse): string {
    return new NotUnderstood(new URL(this.urlOf(name)).host, answer, expected).message;
  }

  private urlOf(name: string): string {
    const path = [this.container.containerName, ...name.split("/")].map(encodeURIComponent).join("/");
    return `https://${this.host}/${path}`;
  }

  private containerMissing(): string {
    const { storageAccountName, containerName } = this.container;
    return `The storage account ${storageAccountName} has no container ${containerName}: create it.`;
  }

  private explained(error: unknown, right: keyof typeof RIGHTS): string {
    if (error instanceof SignInFailure)
      return `There is no login for ${this.host}: ${error.message}. Sign in as Terraform does, or with az login.`;
    if (!(error instanceof RequestFailure)) return messageOf(error);
    const { status, code, message } = error;
    if (code === "ContainerNotFound") return this.containerMissing();
    const said = status === undefined ? "gave no answer" : `answered ${[status, code].join(" ").trim()}`;
    const why = `${this.host} ${said}${message === "" ? "" : ` (${message})`}`;
    return `${why}: ${this.adviceOn(error, right)}.`;
  }

  private adviceOn({ status, code }: RequestFailure, right: keyof typeof RIGHTS): string {
    switch (status) {
      case undefined:
        return "check that the account exists and that this machine reaches it";
      case 401:
        return "sign in to the tenant of the storage account";
      case 403:
        return code === "AuthorizationFailure"
          ? "run in a network that the storage account allows"
          : `give the login a role with the data action Microsoft.Storage/storageAccounts/blobServices/containers/${RIGHTS[right]} ` +
              `on the container ${this.container.containerName} (a new role assignment takes some minutes)`;
      default:
        return "correct what Azure reports, and run the command again";
    }
  }
}

function putHeaders(content: string | Uint8Array): Readonly<Record<string, string>> {
  return {
    "x-ms-blob-type": "BlockBlob",
    "Content-Type": "application/octet-stream",
    "Content-MD5": createHash("md5").update(content).digest("base64"),
  };
}

/**
 * Both say that a blob is there: the condition of the request, and the role of who may create blobs and not overwrite them.
 * learn.microsoft.com/rest/api/storageservices/blob-service-error-codes
 */
function isThere({ status, headers }: HttpResponse): boolean {
  const code = headers["x-ms-error-code"];
  return (
    (status === 409 && code === "BlobAlreadyExists") ||
    (status === 403 && code === "UnauthorizedBlobOverwrite")
  );
}

function isLost(cause: unknown): boolean {
  return cause instanceof RequestFailure && (cause.status === undefined || cause.status >= 500);
}
