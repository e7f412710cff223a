import type { AzureConnection, HttpRequest, HttpResponse } from "../../lib/release";

/** The requests that a release by way of a slot makes, by what they are for. */
export const REQUESTS: Readonly<Record<string, readonly [HttpRequest["method"], RegExp]>> = {
  "the lease": ["PUT", /release\.lock\?comp=lease$/],
  "the lock's blob": ["PUT", /release\.lock$/],
  "the lock's holder": ["PUT", /release\.lock\?comp=metadata$/],
  "the settings of production": ["POST", /sites\/[^/]+\/config\/appsettings\/list/],
  "the package that is there": ["HEAD", /[0-9a-f]{64}\.zip$/],
  "the upload": ["PUT", /[0-9a-f]{64}\.zip$/],
  "the record of what ran before": ["PUT", /[0-9a-f]{64}\.zip\?comp=metadata/],
  "the settings of the slot": ["POST", /slots\/[^/]+\/config\/appsettings\/list/],
  "the write of the slot's settings": ["PUT", /slots\/[^/]+\/config\/appsettings\?/],
  "the restart": ["POST", /\/restart\?/],
  "the state of the slot's host": ["GET", /slots\/[^/]+\/host\/default\/properties\/status/],
  "the sync of the slot's triggers": ["POST", /slots\/[^/]+\/syncfunctiontriggers/],
  "the functions of the slot": ["GET", /slots\/[^/]+\/functions\?/],
  "the swap": ["POST", /\/slotsswap\?/],
  "the progress of the swap": ["GET", /\/operations\//],
  "the state of production's host": ["GET", /sites\/[^/]+\/host\/default\/properties\/status/],
  "the sync of production's triggers": ["POST", /sites\/[^/]+\/syncfunctiontriggers/],
  "the functions of production": ["GET", /sites\/[^/]+\/functions\?/],
};

/** Which request of {@link REQUESTS} it is. */
export function requestNamed(name: string): (request: HttpRequest) => boolean {
  const found = REQUESTS[name];
  if (found === undefined) throw new Error(`there is no request ${name}`);
  const [method, url] = found;
  return (request) => request.method === method && url.test(request.url);
}

/**
 * A connection on which something else answers some requests.
 *
 * @param reaches - whether Azure gets the request all the same
 */
export function answering(
  connection: AzureConnection,
  which: (request: HttpRequest) => boolean,
  answer: (right: HttpResponse | undefined) => HttpResponse,
  reaches = false,
): AzureConnection {
  return {
    ...connection,
    async send(request) {
      if (!which(request)) return connection.send(request);
      return answer(reaches ? await connection.send(request) : undefined);
    },
  };
}
