import type { CrudOperation } from "../../lib/components/crud-routes";
import { HttpRequest } from "@azure/functions";
import { type CrudApi, type SettingSource, type Store, crudHandlers } from "../../lib/runtime";

export type Operation = CrudOperation;

export interface Call {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** As HEAD instead of GET. */
  readonly head?: boolean;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: unknown;
}

const METHODS = { create: "POST", read: "GET", update: "PUT", delete: "DELETE", list: "GET" } as const;

/** Calls an API's handlers as the host would, and reads what they answer. */
export function callerOf(
  api: CrudApi,
  store: Store,
  report: (...what: readonly unknown[]) => void = (...what) => {
    throw new Error("nothing was expected to go wrong", { cause: what[0] });
  },
  settings: SettingSource = {},
): (operation: Operation, call?: Call) => Promise<Reply> {
  const handlers = crudHandlers(api, store, { settings });
  return async (operation, { id, query = {}, headers = {}, body, head = false } = {}) => {
    const path = id === undefined ? api.name : `${api.name}/${encodeURIComponent(id)}`;
    const search = new URLSearchParams(query).toString();
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const request = new HttpRequest({
      method: head ? "HEAD" : METHODS[operation],
      url: `https://functions.example/api/${path}?${search}`,
      query: { ...query },
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      params: id === undefined ? {} : { id },
      ...(body !== undefined && METHODS[operation] !== "GET" && { body: { string: text } }),
    });
    const answer = await handlers[operation](request, { error: report });
    return {
      status: answer.status,
      headers: answer.headers,
      content: answer.body === undefined ? undefined : (JSON.parse(answer.body) as unknown),
    };
  };
}

/** Takes the query of a link to the next page. */
export function queryOf(link: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(new URL(String(link), "https://functions.example").searchParams);
}
