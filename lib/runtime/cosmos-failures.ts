import { StoreFailure } from "./store";

/** learn.microsoft.com/rest/api/cosmos-db/http-status-codes-for-cosmosdb */
const BUSY = [408, 449, 503];
const DENIED = [401, 403];
/** Codes of sockets, names of the SDK: no answer came. */
const NO_ANSWER =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|TimeoutError|AbortError|REQUEST_SEND_ERROR)$/;
const NO_IDENTITY = /^(CredentialUnavailableError|AggregateAuthenticationError|AuthenticationError)$/;
/** Seconds, where Cosmos DB says nothing. */
const SOON = 1;

/** A failure of Cosmos DB as the answer to callers; undefined where it has nothing that they could use. */
export function storeFailure(error: unknown): StoreFailure | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, name, message, retryAfterInMs } = error as Readonly<Record<string, unknown>>;
  const status = Number(code);
  const after = Number(retryAfterInMs);
  const retryAfter = Math.max(SOON, Number.isFinite(after) ? Math.ceil(after / 1000) : SOON);
  const cause = { cause: error };
  if (status === 429)
    return new StoreFailure("throttled", "Cosmos DB has no request units left for now", retryAfter, cause);
  if (BUSY.includes(status) || NO_ANSWER.test(String(code)) || NO_ANSWER.test(String(name)))
    return new StoreFailure("unavailable", "Cosmos DB does not answer for now", retryAfter, cause);
  if (status === 413) return new StoreFailure("too large", "Cosmos DB takes items of 2 MB", undefined, cause);
  if (DENIED.includes(status) || NO_IDENTITY.test(String(name)))
    return new StoreFailure(
      "denied",
      "Cosmos DB refuses the app: check the role assignments of its identity and the firewall of the account",
      undefined,
      cause,
    );
  if (status === 400 && /composite index/i.test(String(message)))
    return new StoreFailure(
      "unavailable",
      "the container has no composite index for paging lists: apply the platform stack, then Cosmos DB builds it",
      60,
      cause,
    );
  return undefined;
}
