import type { Requests } from "./requests";
import { STORAGE_VERSION, checkStorage } from "./storage-answer";

const RUNNING = "x-ms-meta-running";
const DEPLOYMENT = "x-ms-meta-deployment";
const PUBLISHING = "x-ms-meta-publishing";
const BACK = "x-ms-meta-back";

/** What production runs, where Azure does not say: a deployment site keeps no name of what it was given. */
export interface Production {
  /** The last package whose deployment has succeeded. */
  readonly running?: string;
  /** The id of that deployment. */
  readonly deployment?: string;
  /** The package whose deployment has begun, and is not known to have ended. */
  readonly publishing?: string;
  /** It was begun to go back. */
  readonly back?: boolean;
}

/** One file beside the packages of an app, which only the release that has the lock writes. */
export class ProductionRecord {
  private readonly url: string;

  /** @param folder - `https://<account>.blob.core.windows.net/function-packages/<app>/` */
  constructor(
    private readonly requests: Requests,
    folder: string,
  ) {
    this.url = `${folder}production.record`;
  }

  async read(): Promise<Production> {
    const answer = await this.requests.send("HEAD", this.url, { headers: STORAGE_VERSION, allow: [404] });
    const { status, headers } = answer;
    checkStorage(this.url, answer, status === 404 ? 404 : 200);
    if (status === 404) {
      if (headers["x-ms-error-code"] !== "BlobNotFound") throw this.requests.refusal(answer);
      return {};
    }
    const { [RUNNING]: running, [DEPLOYMENT]: deployment, [PUBLISHING]: publishing } = headers;
    return {
      ...(running === undefined ? {} : { running }),
      ...(deployment === undefined ? {} : { deployment }),
      ...(publishing === undefined ? {} : { publishing }),
      ...(headers[BACK] === undefined ? {} : { back: true }),
    };
  }

  async write({ running, deployment, publishing, back }: Production): Promise<void> {
    const answer = await this.requests.send("PUT", this.url, {
      headers: {
        ...STORAGE_VERSION,
        "x-ms-blob-type": "BlockBlob",
        ...(running === undefined ? {} : { [RUNNING]: running }),
        ...(deployment === undefined ? {} : { [DEPLOYMENT]: deployment }),
        ...(publishing === undefined ? {} : { [PUBLISHING]: publishing }),
        ...(back ? { [BACK]: "true" } : {}),
      },
    });
    checkStorage(this.url, answer, 201);
  }
}
