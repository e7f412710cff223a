import type { HttpFunctionOptions } from "@azure/functions";
import { CRUD_OPERATIONS, CRUD_ROUTES, hasOperation } from "../components/crud-routes";
import { crudFunctionName } from "../components/function-names";
import type { CrudApi } from "../components/define-crud-api";
import { crudHandlers } from "./handlers";
import type { Store } from "./store";

/** What of the `app` of `@azure/functions` is used. */
export interface HttpApp {
  http(name: string, options: HttpFunctionOptions): void;
}

export interface RegisterOptions {
  /**
   * Who may call, instead of who the API says: whoever knows the function's key, the host's master key, or everybody.
   * @default - the API's `authLevel`
   */
  readonly authLevel?: "function" | "admin" | "anonymous";
}

/**
 * Registers the operations that the API's `routes` have, as functions `feedback-create` and so on at `/feedback` and
 * `/feedback/{id}`.
 */
export function registerCrudApi(
  app: HttpApp,
  api: CrudApi,
  store: Store,
  { authLevel = api.authLevel ?? "function" }: RegisterOptions = {},
): void {
  const handlers = crudHandlers(api, store);
  for (const operation of CRUD_OPERATIONS.filter((each) => hasOperation(api, each))) {
    const { method, below } = CRUD_ROUTES[operation];
    app.http(crudFunctionName(api, operation), {
      methods: [method],
      authLevel,
      route: `${api.name}${below}`,
      handler: handlers[operation],
    });
  }
}
