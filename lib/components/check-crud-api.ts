import { isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import { redacted } from "../settings/redacted";
import { checkAuthLevel, checkSignIn } from "./auth-levels";
import { checkApp } from "./component-app";
import { checkAuthorize } from "./check-authorize";
import { checkApiContainer } from "./check-crud-container";
import { type CheckedSchema, checkCrudSchema } from "./check-crud-schema";
import { RESERVED_ROUTES, checkName } from "./component-name";
import { checkContainerOptions } from "./cosmos-container/check-container-options";
import type { CosmosContainerOptions, CosmosIndexingPolicy } from "../services/cosmos/container-options";
import { CRUD_OPERATIONS } from "./crud-routes";
import { type CrudApi, type CrudRoutes, LARGEST_PAGE } from "./define-crud-api";
import { sortableFields } from "./sortable-fields";
import type { Fields, Report } from "./needs";
import { checkUnknownFields } from "./unknown-fields";

const apiFields: Fields<CrudApi> = {
  kind: true,
  name: true,
  entityName: true,
  entityNamePlural: true,
  partitionKey: true,
  schema: true,
  routes: true,
  authLevel: true,
  signIn: true,
  requireIfMatch: true,
  authorize: true,
  app: true,
  defaultTtl: true,
  uniqueKeys: true,
  indexingPolicy: true,
};
const routeFields: Fields<CrudRoutes> = { create: true, read: true, update: true, delete: true, list: true };
const listFields: Fields<Exclude<NonNullable<CrudRoutes["list"]>, boolean>> = {
  pageSize: true,
  sortBy: true,
};
const PARTITION_KEY = /^(\/[A-Za-z_][A-Za-z0-9_]*)+$/;

/**
 * Reports everything that keeps an API from being served or its container from being made, by paths such as
 * `schema.rating.default`; the declaration may be anything. Planning and serving both ask this.
 *
 * @returns false when a backend cannot go on with it
 */
export function checkCrudApi(
  api: Readonly<Partial<Record<keyof CrudApi, unknown>>>,
  report: Report,
): boolean {
  const { name, partitionKey, routes } = api;
  checkUnknownFields("", api, apiFields, report);
  if (checkName("name", name, report) && RESERVED_ROUTES.includes(name))
    report("name", `is reserved: the Functions host uses the route ${name}`, "choose another name");
  checkWords(api, report);
  checkAuthLevel("authLevel", api.authLevel, report);
  checkApp("app", api.app, report);
  checkSignIn("signIn", api.signIn, report);
  if (api.requireIfMatch !== undefined && typeof api.requireIfMatch !== "boolean")
    report(
      "requireIfMatch",
      `must be true or false, got ${redacted(api.requireIfMatch)}`,
      "correct or remove it",
    );
  const isPath = typeof partitionKey === "string" && PARTITION_KEY.test(partitionKey);
  const partition = isPath ? partitionKey.split("/").slice(1) : [];
  const schema = checkCrudSchema(api.schema, { partition, expires: api.defaultTtl !== undefined }, report);
  checkGivenRoutes(routes, report);
  const isContainer = checkContainer(api, schema, report);
  const policy = isContainer ? (api.indexingPolicy as CosmosIndexingPolicy | undefined) : undefined;
  if (isDataObject(routes)) checkList(routes["list"], schema, policy, report);
  checkAuthorize(
    api.authorize,
    { partition, schema, sortable: sortableFields(schema.types, policy) },
    report,
  );
  if (isPath) checkPartition(partition, schema, report);
  else
    report(
      "partitionKey",
      `must be a path such as /id, got ${redacted(partitionKey)}`,
      'write it like "/id" or "/address/city"',
    );
  return isPath && isContainer;
}

function checkWords(
  { entityName, entityNamePlural }: Readonly<Partial<Record<keyof CrudApi, unknown>>>,
  report: Report,
): void {
  if (!isWord(entityName))
    report(
      "entityName",
      `must be the singular name of an item, got ${redacted(entityName)}`,
      'give one such as "Feedback"',
    );
  if (entityNamePlural !== undefined && !isWord(entityNamePlural))
    report(
      "entityNamePlural",
      `must be the plural name of the items, got ${redacted(entityNamePlural)}`,
      'give one such as "Entries", or remove it',
    );
}

function isWord(word: unknown): boolean {
  return typeof word === "string" && word !== "";
}

function checkPartition(
  [root = "", ...nested]: readonly string[],
  { names, types }: CheckedSchema,
  report: Report,
): void {
  if (!names.includes(root)) {
    report(
      "partitionKey",
      `the schema has no field ${root}${didYouMean(root, names)}`,
      "use a field of the schema, or /id",
    );
    return;
  }
  const type = types.get(root);
  if (type === undefined) return;
  if (nested.length > 0 && type !== "object")
    report(
      "partitionKey",
      `must be a path of a single value: ${root} has type ${type}, not object`,
      `use /${root}, or change ${root} to type object`,
    );
  if (nested.length === 0 && (type === "object" || type === "array"))
    report(
      "partitionKey",
      `must be a path of a single value: ${root} has type ${type}`,
      type === "object" ? `use a field inside it, such as /${root}/city` : "use a field with a single value",
    );
}

function checkGivenRoutes(routes: unknown, report: Report): void {
  if (routes === undefined) return;
  if (!isDataObject(routes)) {
    report("routes", `must be an object, got ${redacted(routes)}`, "write it like { delete: false }");
    return;
  }
  checkUnknownFields("routes", routes, routeFields, report);
  for (const operation of CRUD_OPERATIONS) {
    const given: unknown = routes[operation];
    if (given === undefined || typeof given === "boolean") continue;
    if (operation === "list" && isDataObject(given)) continue;
    report(
      `routes.${operation}`,
      `must be true or false${operation === "list" ? ", or an object such as { pageSize: 50 }" : ""}, got ${redacted(given)}`,
      "use one of them",
    );
  }
}

function checkList(
  list: unknown,
  { types }: CheckedSchema,
  policy: CosmosIndexingPolicy | undefined,
  report: Report,
): void {
  if (!isDataObject(list)) return;
  checkUnknownFields("routes.list", list, listFields, report);
  const { pageSize, sortBy } = list;
  const isPageSize = Number.isInteger(pageSize) && Number(pageSize) >= 1 && Number(pageSize) <= LARGEST_PAGE;
  if (pageSize !== undefined && !isPageSize)
    report(
      "routes.list.pageSize",
      `must be a whole number from 1 to ${LARGEST_PAGE}, got ${redacted(pageSize)}`,
      "correct it, or remove it for the default of 100",
    );
  if (sortBy === undefined) return;
  const sortable = sortableFields(types, policy);
  if (typeof sortBy === "string" && sortable.includes(sortBy)) return;
  if (typeof sortBy === "string" && sortableFields(types, undefined).includes(sortBy))
    report(
      "routes.list.sortBy",
      `indexingPolicy does not index ${sortBy}, and Cosmos DB sorts only by indexed paths`,
      `include /${sortBy}/? in indexingPolicy, or sort by another field`,
    );
  else
    report(
      "routes.list.sortBy",
      `must be one of ${sortable.join(", ")}, got ${redacted(sortBy)}${typeof sortBy === "string" ? didYouMean(sortBy, sortable) : ""}`,
      "use one of them",
    );
}

/** @returns whether a container can have these options */
function checkContainer(
  api: Readonly<Partial<Record<keyof CrudApi, unknown>>>,
  schema: CheckedSchema,
  report: Report,
): boolean {
  const faults: Parameters<Report>[] = [];
  checkContainerOptions(api, (...fault) => faults.push(fault));
  for (const fault of faults) report(...fault);
  if (faults.length > 0) return false;
  checkApiContainer(api as CosmosContainerOptions, schema, report);
  return true;
}
