import { isWebOrigin } from "../../azure/web-origin";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import { hasEntrance } from "../contract/network-needs";
import type { CorsSettings } from "./settings";

const CORS = "functionApp.cors";
const EVERY = "*";

/** What Azure does not take as CORS, and where it has no effect. */
export function decideCors(draft: Draft): void {
  const { origins, credentials } = draft.settings.functionApp.cors;
  for (const origin of origins) checkOrigin(draft, origin);
  warnOfPatterns(draft, origins);
  const repeated = origins.find((origin, index) => origins.indexOf(origin) < index);
  if (repeated !== undefined)
    draft.problem(`${CORS}.origins`, `lists ${redacted(repeated)} twice`, "list each origin once");
  if (origins.includes(EVERY) && origins.length > 1)
    draft.problem(
      `${CORS}.origins`,
      'has "*", which is every origin, and others',
      'use "*" alone, or remove it',
    );
  // Azure refuses both together: learn.microsoft.com/azure/app-service/app-service-web-tutorial-rest-api#enable-cors
  if (origins.includes(EVERY) && credentials)
    draft.problem(
      `${CORS}.credentials`,
      'does not work with the origin "*"',
      `list the origins by name, or set ${CORS}.credentials to false`,
      `${CORS}.origins`,
    );
  if (origins.length === 0 && credentials)
    draft.missing(
      `${CORS}.origins`,
      "has no origin, so credentials would have no effect",
      `add an origin such as "https://www.example.com", or remove ${CORS}.credentials`,
      `${CORS}.credentials`,
    );
  if (origins.length > 0 && hasEntrance(draft.networkNeeds))
    draft.note(
      CORS,
      "browsers call API Management, which alone reaches the app: set optional.apim.policies.cors instead",
    );
}

function checkOrigin(draft: Draft, origin: string): void {
  if (origin === EVERY) return;
  if (isWebOrigin(origin)) return;
  draft.problem(
    `${CORS}.origins`,
    `${redacted(origin)} is not an origin: a scheme and a host in lower case, without path and slash at the end`,
    'write it like "https://www.example.com", with a port where it has one',
  );
}

/** The Azure CLI takes a pattern and the portal does not: github.com/Azure/azure-cli/issues/14315 */
function warnOfPatterns(draft: Draft, origins: readonly string[]): void {
  for (const pattern of origins.filter((origin) => origin !== EVERY && origin.includes(EVERY)))
    draft.warn(
      `${CORS}.origins`,
      `${redacted(pattern)} has a wildcard in its host: pages of subdomains were reported to get no CORS headers ` +
        "(Azure/azure-cli#14315), so list each origin by name",
    );
}

/** `site_config.cors`, as both kinds of app have it. */
export function corsArguments({ origins, credentials }: CorsSettings) {
  return origins.length === 0
    ? {}
    : { cors: { allowedOrigins: [...origins], supportCredentials: credentials } };
}
