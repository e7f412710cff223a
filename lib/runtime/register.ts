import type { HttpFunctionOptions } from "@azure/functions";
import { authLevelIn, authLevelOf } from "../components/auth-levels";
import { CRUD_OPERATIONS, CRUD_ROUTES, hasOperation } from "../components/crud-routes";
import { crudFunctionName } from "../components/function-names";
import type { CrudApi } from "../components/define-crud-api";
import { type CrudHandler, type CrudHandlers, crudHandlers } from "./handlers";
import { problem } from "./problem-details";
import type { Store } from "./store";
import { messageOf } from "../settings/message-of";

/** What of the `app` of `@azure/functions` is used. */
export interface HttpApp {
  http(name: string, options: HttpFunctionOptions): void;
}

export interface RegisterOptions {
  /**
   * Who may call, instead of who the API says: callers with the function's key, callers with the host's master key, or everybody.
   * @default - the API's `authLevel`, and without it that of the environment, `functionApp.authLevel`
   */
  readonly authLevel?: "function" | "admin" | "anonymous";
  /** Told when a store that is made on registration cannot be made, or the API cannot be served with it. */
  readonly onFault?: (fault: unknown) => void;
}

/**
 * Registers the operations that the API's `routes` have, as functions `feedback-create` and so on at `/feedback` and
 * `/feedback/{id}`.
 *
 * @param store - the store, or a function that makes it. Where that function throws, the operations are registered all the
 *   same: the reason is logged once, each call logs it and is answered with 500, and other functions of the app run on
 * @throws when the declaration cannot be served from a store that is there
 */
export function registerCrudApi(
  app: HttpApp,
  api: CrudApi,
  store: Store | (() => Store),
  { authLevel = authLevelOf(api, authLevelIn(process.env)), onFault }: RegisterOptions = {},
): void {
  const handlers = typeof store === "function" ? servedBy(api, store, onFault) : crudHandlers(api, store);
  for (const operation of CRUD_OPERATIONS.filter((each) => hasOperation(api, each))) {
    const { method, below } = CRUD_ROUTES[operation];
    app.http(crudFunctionName(api, operation), {
      // RFC 9110 section 9.3.2: what can be read can be asked for without its content.
      methods: method === "GET" ? [method, "HEAD"] : [method],
      authLevel,
      route: `${api.name}${below}`,
      handler: handlers[operation],
    });
  }
}

/** The API's handlers; where they cannot be made, handlers that say why. */
function servedBy(api: CrudApi, store: () => Store, onFault: RegisterOptions["onFault"]): CrudHandlers {
  try {
    return crudHandlers(api, store());
  } catch (cause) {
    const reason = messageOf(cause);
    const fault = new Error(`CRUD API "${api.name}" cannot answer: ${reason}`, { cause });
    console.error(fault);
    onFault?.(cause);
    const failing: CrudHandler = async (_request, context) => {
      context.error(fault);
      return Promise.resolve(problem(500));
    };
    return { create: failing, read: failing, update: failing, delete: failing, list: failing };
  }
}
