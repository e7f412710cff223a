import type { Report } from "../../../../components/needs";
import { redacted } from "../../../../settings/redacted";
import { checkHeaderName, checkText } from "../check-values";
import { element } from "../policy-document";
import type { PolicyKind, Surroundings } from "./policy-kind";

/**
 * Responses to GET with status 200 that API Management answers again by itself, each caller's own where callers
 * have tokens: learn.microsoft.com/azure/api-management/cache-lookup-policy.
 */
export interface ResponseCaching {
  /**
   * Seconds that a response is kept.
   * @default 60
   * @minimum 1
   * @asType integer
   */
  readonly duration: number;
  /**
   * Request headers by whose values responses differ. `Authorization` is one of them by itself where callers have
   * tokens: nobody is answered with what another caller was told.
   * @default ["Accept"]
   */
  readonly varyByHeaders: readonly string[];
  /**
   * Query parameters by whose values responses differ; all of them where none is named.
   * @default []
   */
  readonly varyByQueryParameters: readonly string[];
  /**
   * Whether responses differ by the developer account that owns the subscription.
   * @default false
   */
  readonly varyByDeveloper: boolean;
}

const AUTHORIZATION = "Authorization";

function variedHeaders(given: readonly string[], authenticated: boolean): readonly string[] {
  const headers = authenticated ? [...given, AUTHORIZATION] : given;
  return headers.filter(
    (header, index) => headers.findIndex((other) => other.toLowerCase() === header.toLowerCase()) === index,
  );
}

export const caching: PolicyKind<ResponseCaching> = {
  fields: { duration: true, varyByHeaders: true, varyByQueryParameters: true, varyByDeveloper: true },
  defaults: { duration: 60, varyByHeaders: ["Accept"], varyByQueryParameters: [], varyByDeveloper: false },
  example: "{ duration: 60 }",
  tier: {
    policy: "cache-lookup",
    needs: "a tier with a built-in cache, or an external cache",
    // learn.microsoft.com/azure/api-management/api-management-howto-cache
    notIn: ["Consumption"],
  },
  check(path, given, report) {
    const { duration, varyByHeaders, varyByQueryParameters, varyByDeveloper } = given;
    if (duration !== undefined && !(Number.isSafeInteger(duration) && Number(duration) >= 1))
      report(
        `${path}.duration`,
        `must be a whole number of seconds, 1 or more, got ${redacted(duration)}`,
        "set it to 1 or more, or set caching to false",
      );
    checkList(`${path}.varyByHeaders`, varyByHeaders, '["Accept"]', report, checkHeaderName);
    checkList(`${path}.varyByQueryParameters`, varyByQueryParameters, '["page"]', report, checkParameter);
    if (varyByDeveloper !== undefined && typeof varyByDeveloper !== "boolean")
      report(
        `${path}.varyByDeveloper`,
        `must be true or false, got ${redacted(varyByDeveloper)}`,
        "use one of them",
      );
  },
  inbound: (settings: ResponseCaching, { authenticated }: Surroundings) =>
    element(
      "cache-lookup",
      {
        "vary-by-developer": String(settings.varyByDeveloper),
        "vary-by-developer-groups": "false",
        "downstream-caching-type": "none",
        // Without a token to tell callers apart, what carries one is never cached.
        "allow-private-response-caching": String(authenticated),
      },
      [
        ...variedHeaders(settings.varyByHeaders, authenticated).map((header) =>
          element("vary-by-header", {}, header),
        ),
        ...settings.varyByQueryParameters.map((parameter) =>
          element("vary-by-query-parameter", {}, parameter),
        ),
      ],
    ),
  outbound: ({ duration }: ResponseCaching) => element("cache-store", { duration: String(duration) }),
};

function checkList(
  path: string,
  given: unknown,
  example: string,
  report: Report,
  checkOne: (path: string, given: unknown, report: Report) => void,
): void {
  if (given === undefined) return;
  if (!Array.isArray(given)) {
    report(path, `must be a list of names, got ${redacted(given)}`, `write it like ${example}`);
    return;
  }
  for (const [index, each] of (given as readonly unknown[]).entries())
    checkOne(`${path}[${index}]`, each, report);
}

function checkParameter(path: string, given: unknown, report: Report): void {
  // API Management takes several parameters in one element, between semicolons.
  if (checkText(path, given, report) && given.includes(";"))
    report(
      path,
      `must be the name of one parameter, got ${redacted(given)}`,
      "add one entry for each parameter",
    );
}
