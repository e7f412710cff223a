import type { HttpRequest } from "@azure/functions";
import type { CrudModel } from "./model";
import { numberFault } from "./json-text";
import { refuse } from "./problem-details";
import type { Scalar } from "./store";

/** The query parameter that names a partition, whatever the partition key is. */
const PARAMETER = "partitionKey";

/** The partition that the query names, of the type that the schema gives it. */
export function partitionAsked(
  { partitionType, partition }: CrudModel,
  { query }: Pick<HttpRequest, "query">,
): Scalar | undefined {
  const text = query.get(PARAMETER);
  if (text === null || partitionType === "string") return text ?? undefined;
  const value = partitionType === "number" ? numberIn(text) : booleanIn(text);
  return value ?? refuse(400, `${PARAMETER} is the ${partition.join("/")}, a ${partitionType}.`);
}

/** As JSON writes it: RFC 8259 section 6. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

function numberIn(text: string): number | undefined {
  return NUMBER.test(text) && numberFault(text) === undefined ? Number(text) : undefined;
}

function booleanIn(text: string): boolean | undefined {
  return text === "true" || text === "false" ? text === "true" : undefined;
}

/** The same, to be put into a URL. */
export function partitionParameter(partition: Scalar): string {
  return new URLSearchParams([[PARAMETER, String(partition)]]).toString();
}
