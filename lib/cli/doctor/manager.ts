import type { HttpRequest, HttpResponse } from "../../http/exchange";
import type { AzureConnection } from "../../release/connection";

/** Azure Resource Manager, as one login sees it. */
export interface Manager {
  /** @param path - below the host, with the version of the API */
  send(method: HttpRequest["method"], path: string, body?: object): Promise<HttpResponse>;
  /** Every page of a list; the status alone where one of them is refused. */
  list(path: string): Promise<{ readonly status: number; readonly items?: readonly unknown[] }>;
}

/** Of one request, in milliseconds. */
const TIMEOUT = 20_000;

export function managerAt({ send }: AzureConnection, host: string, token: string): Manager {
  const manager: Manager = {
    send: (method, path, body) =>
      send({
        method,
        url: `https://${host}${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The caller can try again: a host that does not answer is reported soon.
        timeout: TIMEOUT,
        repeat: "refused",
      }),
    async list(path) {
      const items: unknown[] = [];
      let next: string | undefined = path;
      while (next !== undefined) {
        const { status, body } = await manager.send("GET", next);
        if (status !== 200) return { status };
        const { value = [], nextLink } = JSON.parse(body) as Page;
        items.push(...value);
        next = pathOn(host, nextLink);
      }
      return { status: 200, items };
    },
  };
  return manager;
}

/** One of a list. */
interface Page {
  readonly value?: readonly unknown[];
  readonly nextLink?: string | null;
}

/** The token goes to no other host. */
function pathOn(host: string, link: string | null | undefined): string | undefined {
  if (!link || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  return url.protocol === "https:" && url.host === host ? `${url.pathname}${url.search}` : undefined;
}
