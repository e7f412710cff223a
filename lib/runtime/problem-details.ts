import type { HttpResponseInit } from "@azure/functions";
import type { Fault } from "../components/fault-list";
import type { Json } from "./store";

/** Problem details of RFC 9457. */
export interface ProblemDetails {
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly Fault[];
}

/** What handlers answer: less than `HttpResponseInit` allows. */
export interface Answer extends HttpResponseInit {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Ends an operation with this answer. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`refused with status ${answer.status}`);
    this.name = "Refusal";
  }
}

export const PROBLEM_TITLES = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  428: "Precondition Required",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
} as const;

export type ProblemStatus = keyof typeof PROBLEM_TITLES;

/** Of every answer. Browsers are not to guess what it is: fetch.spec.whatwg.org, section "X-Content-Type-Options". */
const ALWAYS = { "x-content-type-options": "nosniff" };
/** A key in `x-functions-key` keeps no cache from storing, unlike `Authorization`: RFC 9111 section 3.5. */
export const NOT_STORED = { "cache-control": "no-store" };
/** One caller may store it, and asks with its entity tag before it is used again. */
export const ASKED_AGAIN = { "cache-control": "private, no-cache" };

export function problem(
  status: ProblemStatus,
  detail?: string,
  errors: readonly Fault[] = [],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const details: ProblemDetails = {
    title: PROBLEM_TITLES[status],
    status,
    ...(detail !== undefined && { detail }),
    ...(errors.length > 0 && { errors }),
  };
  return {
    status,
    headers: { "content-type": "application/problem+json", ...NOT_STORED, ...ALWAYS, ...headers },
    body: JSON.stringify(details),
  };
}

export function refuse(status: ProblemStatus, detail?: string, errors?: readonly Fault[]): never {
  throw new Refusal(problem(status, detail, errors));
}

export function answer(status: number, headers: Record<string, string>, content?: Json): Answer {
  const all = { ...NOT_STORED, ...ALWAYS, ...headers };
  if (content === undefined) return { status, headers: all };
  return {
    status,
    headers: { "content-type": "application/json", ...all },
    body: JSON.stringify(content),
  };
}
