import type { CrudApi } from "./define-crud-api";

/** What a CRUD API can do, named as in its `routes`. */
export const CRUD_OPERATIONS = ["create", "read", "update", "delete", "list"] as const;
export type CrudOperation = (typeof CRUD_OPERATIONS)[number];

/** Where one operation answers. */
export interface CrudRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** What follows the API's name. */
  readonly below: "" | "/{id}";
}

export const CRUD_ROUTES: Readonly<Record<CrudOperation, CrudRoute>> = {
  create: { method: "POST", below: "" },
  read: { method: "GET", below: "/{id}" },
  update: { method: "PUT", below: "/{id}" },
  delete: { method: "DELETE", below: "/{id}" },
  list: { method: "GET", below: "" },
};

/** Whether the API has the operation: it does unless `routes` turns it off. */
export function hasOperation({ routes }: Pick<CrudApi, "routes">, operation: CrudOperation): boolean {
  return routes?.[operation] !== false;
}
