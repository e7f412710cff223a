import type { HttpResponseInit } from "@azure/functions";
import type { Json } from "./store";

/** One thing that is wrong with a body. */
export interface Fault {
  /** A JSON Pointer as the fragment of a URI, `#/rating`. */
  readonly pointer: string;
  readonly detail: string;
}

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
  404: "Not Found",
  409: "Conflict",
  412: "Precondition Failed",
  413: "Content Too Large",
  500: "Internal Server Error",
} as const;

export type ProblemStatus = keyof typeof PROBLEM_TITLES;

export function problem(status: ProblemStatus, detail?: string, errors: readonly Fault[] = []): Answer {
  const details: ProblemDetails = {
    title: PROBLEM_TITLES[status],
    status,
    ...(detail !== undefined && { detail }),
    ...(errors.length > 0 && { errors }),
  };
  return {
    status,
    headers: { "content-type": "application/problem+json" },
    body: JSON.stringify(details),
  };
}

export function refuse(status: ProblemStatus, detail?: string, errors?: readonly Fault[]): never {
  throw new Refusal(problem(status, detail, errors));
}

export function answer(status: number, headers: Record<string, string>, content?: Json): Answer {
  if (content === undefined) return { status, headers };
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(content),
  };
}
