import { isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import { redacted } from "../settings/redacted";
import { checkAuthLevel } from "./auth-levels";
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
  requireIfMatch: true,
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
 * `schema.rating.default`; the declaration may be anything. Whoever plans it and whoever serves it ask this.
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
    report("name", `the Functions host answers below ${name} itself`, "choose another name");
  checkWords(api, report);
  checkAuthLevel("authLevel", api.authLevel, report);
  if (api.requireIfMatch !== undefined && typeof api.requireIfMatch !== "boolean")
    report(
      "requireIfMatch",
      `must be true or false, got ${redacted(api.requireIfMatch)}`,
      "correct it, or leave it out",
    );
  const isPath = typeof partitionKey === "string" && PARTITION_KEY.test(partitionKey);
  const partition = isPath ? partitionKey.split("/").slice(1) : [];
  const schema = checkCrudSchema(api.schema, { partition, expires: api.defaultTtl !== undefined }, report);
  checkGivenRoutes(routes, report);
  const isContainer = checkContainer(api, schema, report);
  const policy = isContainer ? (api.indexingPolicy as CosmosIndexingPolicy | undefined) : undefined;
  if (isDataObject(routes)) checkList(routes["list"], schema, policy, report);
  if (isPath) checkPartition(partition, schema, report);
  else
    report(
      "partitionKey",
      `takes a path such as /id, got ${redacted(partitionKey)}`,
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
      `takes what one item is called, got ${redacted(entityName)}`,
      'give one such as "Feedback"',
    );
  if (entityNamePlural !== undefined && !isWord(entityNamePlural))
    report(
      "entityNamePlural",
      `takes what several items are called, got ${redacted(entityNamePlural)}`,
      'give one such as "Entries", or leave it out',
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
      "partition by a field of the schema, or by /id",
    );
    return;
  }
  const type = types.get(root);
  if (type === undefined) return;
  if (nested.length > 0 && type !== "object")
    report(
      "partitionKey",
      `goes into ${root}, which is of type ${type} and no object`,
      `partition by /${root}, or make ${root} an object`,
    );
  if (nested.length === 0 && (type === "object" || type === "array"))
    report(
      "partitionKey",
      `cannot be ${root}, which is of type ${type}`,
      type === "object" ? `name a text inside of it, such as /${root}/city` : "partition by a single value",
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
      `must be true or false${operation === "list" ? ", or how lists are paged and sorted" : ""}, got ${redacted(given)}`,
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
      `is a whole number from 1 to ${LARGEST_PAGE}, got ${redacted(pageSize)}`,
      "choose one, or leave it out for 100",
    );
  if (sortBy === undefined) return;
  const sortable = sortableFields(types, policy);
  if (typeof sortBy === "string" && sortable.includes(sortBy)) return;
  if (typeof sortBy === "string" && sortableFields(types, undefined).includes(sortBy))
    report(
      "routes.list.sortBy",
      `indexingPolicy leaves ${sortBy} out, and Cosmos DB sorts by what is indexed`,
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
