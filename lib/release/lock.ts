import { randomUUID } from "node:crypto";
import { hostname, userInfo } from "node:os";
import type { Requests } from "./requests";
import { STORAGE_VERSION, checkStorage } from "./storage-answer";
import { Unfinished } from "./unfinished";
import { messageOf } from "../settings/message-of";

/** A lease is 15 to 60 seconds long, or has no end: learn.microsoft.com/rest/api/storageservices/lease-blob */
const LEASE = 60_000;
const RENEWED_EVERY = 20_000;
/** A release that was killed has lost its lease after this time. */
const LONGEST_WAIT = LEASE + 15_000;
const PAUSE = 5_000;
const HOLDER = "x-ms-meta-holder";
const SINCE = "x-ms-meta-since";

/** Runs `work` again and again until it is stopped. */
export type Repeating = (work: () => void, milliseconds: number) => () => void;

/** A release that is killed keeps no process alive by this. */
export const repeating: Repeating = (work, milliseconds) => {
  const timer = setInterval(work, milliseconds).unref();
  return () => {
    clearInterval(timer);
  };
};

/** Keeps other releases of the same app out: a lease on a blob beside its packages. */
export class ReleaseLock {
  private readonly id = randomUUID();
  private stop: () => void = () => undefined;
  private renewed = 0;
  private lost: string | undefined;

  /**
   * @param url - of the blob, `https://<account>.blob.core.windows.net/function-packages/<app>/release.lock`
   * @param doing - what others see, `release of feedback (prod)`
   */
  constructor(
    private readonly requests: Requests,
    private readonly url: string,
    private readonly doing: string,
    private readonly now: () => number,
    private readonly repeat: Repeating = repeating,
  ) {}

  /**
   * Waits until a release that was killed has lost it.
   *
   * @throws Unfinished with who holds it, where that goes on
   */
  async take(): Promise<void> {
    const end = this.now() + LONGEST_WAIT;
    while (!(await this.tryToTake())) {
      if (this.now() + PAUSE > end) throw await this.held();
      await this.requests.deadline.wait(PAUSE);
    }
    this.renewed = this.now();
    await this.sayWho();
    this.stop = this.repeat(() => {
      this.renew().catch(() => undefined);
    }, RENEWED_EVERY);
  }

  /**
   * Makes sure that nobody else has it: before each change.
   *
   * @throws Unfinished where it is lost
   */
  async keep(): Promise<void> {
    if (this.lost === undefined) await this.renew();
    if (this.lost === undefined) return;
    throw new Unfinished(
      `the lease that blocks other releases was lost (${this.lost}): another release may have started`,
      "check whether another release runs, wait for its end, then run the same command again",
    );
  }

  /** Gives it back; where that fails, it ends by itself within a minute. */
  async giveBack(): Promise<void> {
    this.stop();
    const options = {
      headers: { ...this.headers(), "x-ms-lease-action": "release" },
      allow: [404, 409, 412],
    };
    await this.requests.send("PUT", `${this.url}?comp=lease`, options).catch(() => undefined);
  }

  private headers(): Readonly<Record<string, string>> {
    return { ...STORAGE_VERSION, "x-ms-lease-id": this.id };
  }

  private async tryToTake(mayMake = true): Promise<boolean> {
    const url = `${this.url}?comp=lease`;
    const acquire = {
      ...STORAGE_VERSION,
      "x-ms-lease-action": "acquire",
      "x-ms-lease-duration": String(LEASE / 1_000),
      "x-ms-proposed-lease-id": this.id,
    };
    const answer = await this.requests.send("PUT", url, { headers: acquire, allow: [404, 409] });
    const code = answer.headers["x-ms-error-code"] ?? "";
    if (mayMake && answer.status === 404 && code === "BlobNotFound") {
      await this.make();
      return this.tryToTake(false);
    }
    if (answer.status === 409 && code.startsWith("Lease")) return false;
    if (answer.status >= 400) throw this.requests.refusal(answer);
    checkStorage(url, answer, 201);
    return true;
  }

  private async make(): Promise<void> {
    const headers = { ...STORAGE_VERSION, "x-ms-blob-type": "BlockBlob", "If-None-Match": "*" };
    // 409 and 412: another release has made it, and may have leased it already.
    const answer = await this.requests.send("PUT", this.url, { headers, allow: [409, 412] });
    if (answer.status < 400) checkStorage(this.url, answer, 201);
  }

  private async sayWho(): Promise<void> {
    const url = `${this.url}?comp=metadata`;
    const headers = {
      ...this.headers(),
      [HOLDER]: asHeader(`${this.doing} by ${whoAndWhere()}`),
      [SINCE]: new Date().toISOString(),
    };
    checkStorage(url, await this.requests.send("PUT", url, { headers }), 200);
  }

  private async renew(): Promise<void> {
    const url = `${this.url}?comp=lease`;
    const headers = { ...this.headers(), "x-ms-lease-action": "renew" };
    try {
      const answer = await this.requests.send("PUT", url, { headers, allow: [404, 409, 412] });
      if (answer.status >= 400) this.lost = answer.headers["x-ms-error-code"] ?? String(answer.status);
      else {
        checkStorage(url, answer, 200);
        this.renewed = this.now();
      }
    } catch (error) {
      // It goes on until its end.
      if (this.now() - this.renewed > LEASE) this.lost = messageOf(error);
    }
  }

  private async held(): Promise<Unfinished> {
    const answer = await this.requests.send("HEAD", this.url, { headers: STORAGE_VERSION, allow: [404] });
    const { [HOLDER]: holder = "an unknown holder", [SINCE]: since = "unknown" } = answer.headers;
    const isEndless = answer.headers["x-ms-lease-duration"] === "infinite";
    return new Unfinished(
      `another release is running: ${holder}, since ${since}; ${howLong(isEndless)}`,
      isEndless
        ? `break the lease on ${this.url} (az storage blob lease break --auth-mode login), then run the same command again`
        : "wait for its end, then run the same command again",
    );
  }
}

function howLong(isEndless: boolean): string {
  return isEndless
    ? "its lease has no end, so it was not taken by a release"
    : "its lease is renewed while it runs, and ends a minute after it has stopped";
}

/** What is known of this machine and who uses it; pipelines name their run. */
function whoAndWhere(variables = process.env): string {
  const run = variables["GITHUB_RUN_ID"] ?? variables["BUILD_BUILDID"] ?? variables["CI_JOB_ID"];
  return `${userName()} on ${hostname()}${run === undefined ? "" : ` (run ${run})`}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown user";
  }
}

/** Headers take no other characters: the name of a machine may have some. */
function asHeader(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 200);
}
