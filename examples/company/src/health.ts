import type { HttpResponseInit } from "@azure/functions";

/** The host answers: nothing else is looked at, so nothing else can be learned. */
export default function health(): HttpResponseInit {
  return { status: 204 };
}
