import type { Request, Response } from "./exchange";
import { refused } from "./refused";

/** A lease on a blob: learn.microsoft.com/rest/api/storageservices/lease-blob */
interface Lease {
  readonly id: string;
  /** When it ends, in milliseconds; never where it is infinite. */
  until: number;
  readonly seconds: number;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Leases of all blobs, by URL. */
export class Leases {
  private readonly leases = new Map<string, Lease>();
  /** What time it is, in milliseconds: a test may set it. */
  now: () => number = Date.now;

  /** `?comp=lease` */
  answer(url: string, headers: Request["headers"]): Response {
    const id = text(headers["x-ms-lease-id"]);
    const active = this.active(url);
    switch (text(headers["x-ms-lease-action"])) {
      case "acquire":
        return this.acquire(url, headers, active);
      case "renew": {
        // One that is over is renewed, unless another one or a write came between.
        const lease = this.leases.get(url);
        if (lease === undefined) return refused(409, "LeaseNotPresentWithLeaseOperation");
        if (lease.id !== id) return refused(409, "LeaseIdMismatchWithLeaseOperation");
        lease.until = this.end(lease.seconds);
        return { status: 200, headers: { "x-ms-lease-id": id } };
      }
      case "release": {
        const lease = this.leases.get(url);
        if (lease === undefined) return refused(409, "LeaseNotPresentWithLeaseOperation");
        if (lease.id !== id) return refused(409, "LeaseIdMismatchWithLeaseOperation");
        this.leases.delete(url);
        return { status: 200 };
      }
      case "break":
        this.leases.delete(url);
        return active === undefined
          ? refused(409, "LeaseNotPresentWithLeaseOperation")
          : { status: 202, headers: { "x-ms-lease-time": "0" } };
      default:
        return refused(400, "InvalidHeaderValue");
    }
  }

  /** Why a blob may not be written; a write ends what is over for good. */
  whyNotWritten(url: string, headers: Request["headers"]): Response | undefined {
    const id = text(headers["x-ms-lease-id"]);
    const active = this.active(url);
    if (active === undefined) {
      if (id !== "") return refused(412, "LeaseNotPresentWithBlobOperation");
      this.leases.delete(url);
      return undefined;
    }
    if (id === "") return refused(412, "LeaseIdMissing");
    return active.id === id ? undefined : refused(412, "LeaseIdMismatchWithBlobOperation");
  }

  /** What Get Blob Properties says of it. */
  headersOf(url: string): Readonly<Record<string, string>> {
    const active = this.active(url);
    if (active === undefined)
      return {
        "x-ms-lease-status": "unlocked",
        "x-ms-lease-state": this.leases.has(url) ? "expired" : "available",
      };
    return {
      "x-ms-lease-status": "locked",
      "x-ms-lease-state": "leased",
      "x-ms-lease-duration": active.seconds === -1 ? "infinite" : "fixed",
    };
  }

  private acquire(url: string, headers: Request["headers"], active: Lease | undefined): Response {
    const seconds = Number(headers["x-ms-lease-duration"]);
    const proposed = text(headers["x-ms-proposed-lease-id"]);
    if (seconds !== -1 && !(seconds >= 15 && seconds <= 60)) return refused(400, "InvalidHeaderValue");
    if (!GUID.test(proposed)) return refused(400, "InvalidHeaderValue");
    if (active !== undefined && active.id !== proposed) return refused(409, "LeaseAlreadyPresent");
    this.leases.set(url, { id: proposed, seconds, until: this.end(seconds) });
    return { status: 201, headers: { "x-ms-lease-id": proposed } };
  }

  private active(url: string): Lease | undefined {
    const lease = this.leases.get(url);
    return lease !== undefined && lease.until > this.now() ? lease : undefined;
  }

  private end(seconds: number): number {
    return seconds === -1 ? Infinity : this.now() + 1_000 * seconds;
  }
}

function text(header: Request["headers"][string]): string {
  return typeof header === "string" ? header : "";
}
