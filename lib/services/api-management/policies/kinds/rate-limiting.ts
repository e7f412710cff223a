import { didYouMean } from "../../../../settings/nearest";
import { redacted } from "../../../../settings/redacted";
import { element } from "../policy-document";
import { expression } from "../policy-values";
import type { PolicyKind, Surroundings } from "./policy-kind";

/** How often one caller may call: learn.microsoft.com/azure/api-management/rate-limit-by-key-policy. */
export interface RateLimiting {
  /**
   * Calls of one caller within `renewalPeriod`; the next ones are answered with 429.
   * @default 1000
   * @minimum 1
   * @asType integer
   */
  readonly calls: number;
  /**
   * Seconds of the sliding window, 1 to 300.
   * @default 60
   * @minimum 1
   * @maximum 300
   * @asType integer
   */
  readonly renewalPeriod: number;
  /**
   * What tells callers apart: their subscription, or their address where a call has none; the subject of their
   * token; or their address alone. Behind a proxy all of them have the proxy's address.
   * @default "subscription"
   */
  readonly per: "subscription" | "subject" | "ipAddress";
}

/** The variable that authentication leaves the validated token in. */
export const TOKEN_VARIABLE = "jwt";

const CALLERS: Readonly<Record<RateLimiting["per"], string>> = {
  subscription: "(context.Subscription?.Id ?? context.Request.IpAddress)",
  // Of the token that was validated, not of what the header says.
  subject: `((Jwt)context.Variables["${TOKEN_VARIABLE}"]).Subject`,
  ipAddress: "context.Request.IpAddress",
};

/** One counter is shared by all places with its key, other APIs' too: rate-limit-by-key-policy#usage-notes. */
function counterKey(per: RateLimiting["per"], ofOperation: boolean): string {
  const scope = ofOperation ? "context.Api.Id + '/' + context.Operation.Id" : "context.Api.Id";
  return `${scope} + '/' + ${CALLERS[per]}`;
}

export const rateLimiting: PolicyKind<RateLimiting> = {
  fields: { calls: true, renewalPeriod: true, per: true },
  defaults: { calls: 1000, renewalPeriod: 60, per: "subscription" },
  example: "{ calls: 1000, renewalPeriod: 60 }",
  tier: {
    policy: "rate-limit-by-key",
    needs: "a tier that limits calls by key",
    // learn.microsoft.com/azure/api-management/rate-limit-by-key-policy#usage
    notIn: ["Consumption"],
  },
  check(path, given, report) {
    const { calls, renewalPeriod, per } = given;
    if (calls !== undefined && !(Number.isSafeInteger(calls) && Number(calls) >= 1))
      report(
        `${path}.calls`,
        `must be a whole number of calls, 1 or more, got ${redacted(calls)}`,
        "set it to 1 or more, such as 1000",
      );
    const isPeriod =
      Number.isInteger(renewalPeriod) && Number(renewalPeriod) >= 1 && Number(renewalPeriod) <= 300;
    if (renewalPeriod !== undefined && !isPeriod)
      report(
        `${path}.renewalPeriod`,
        `must be a whole number of seconds from 1 to 300, got ${redacted(renewalPeriod)}`,
        "set it to 300 or less, such as 60, and set calls to the number of calls allowed in that time",
      );
    const known = Object.keys(CALLERS);
    if (per !== undefined && !(typeof per === "string" && known.includes(per)))
      report(
        `${path}.per`,
        `must be one of ${known.map(redacted).join(", ")}, got ${redacted(per)}` +
          (typeof per === "string" ? didYouMean(per, known) : ""),
        "use one of them",
      );
  },
  inbound: ({ calls, renewalPeriod, per }: RateLimiting, { ofOperation }: Surroundings) =>
    element("rate-limit-by-key", {
      calls: String(calls),
      "renewal-period": String(renewalPeriod),
      "counter-key": expression(counterKey(per, ofOperation)),
    }),
};
