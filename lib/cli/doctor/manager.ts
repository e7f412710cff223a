import type { HttpRequest, HttpResponse } from "../../http/exchange";
import type { AzureConnection } from "../../release/connection";

/** Azure Resource Manager, as one login sees it. */
export interface Manager {
  /** @param path - below the host, with the version of the API */
  send(method: HttpRequest["method"], path: string, body?: object): Promise<HttpResponse>;
}

export function managerAt({ send }: AzureConnection, host: string, token: string): Manager {
  return {
    send: (method, path, body) =>
      send({
        method,
        url: `https://${host}${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
