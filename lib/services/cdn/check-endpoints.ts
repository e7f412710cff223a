import { nameFault } from "../../azure/names/azure-names";
import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { PACKAGE_CONTAINER, publicContainers } from "../storage";
import { CDN } from "./option-group";
import type { CdnEndpointSettings } from "./settings";

/** learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-front-door-standard-and-premium-service-limits */
const MOST_ENDPOINTS = 10;
/** So that an endpoint's name, 46 characters at most, has room for project, environment and suffix. */
const LONGEST_NAME = 16;

/** Every rule that endpoints and their caching can break. */
export function checkEndpoints(draft: Draft): void {
  const names = [...publicContainers(draft.settings)];
  checkNumber(draft, names.length);
  for (const name of names) {
    checkName(draft, name);
    const given = draft.settings.optional.cdn.endpoints[name];
    if (given === undefined || given === false) continue;
    const path = `${CDN}.endpoints.${name}` as const;
    checkProtocols(draft, path, given);
    checkQueryStrings(draft, path, given);
    checkCompression(draft, path, given);
  }
}

function checkNumber(draft: Draft, number: number): void {
  const path = `${CDN}.endpoints` as const;
  if (number === 0)
    draft.problem(
      path,
      "has no endpoint, and Front Door serves nothing without one",
      `add one, such as ${path}: { assets: {} }, or set ${CDN} to false`,
    );
  if (number > MOST_ENDPOINTS)
    draft.problem(
      path,
      `a profile of Front Door Standard allows at most ${MOST_ENDPOINTS} endpoints, got ${number}`,
      "remove some of them, or keep their files in one container",
    );
}

function checkName(draft: Draft, name: string): void {
  const path = `${CDN}.endpoints.${name}` as const;
  const fault = nameFault("storageContainer", name);
  if (fault !== undefined)
    draft.problem(
      path,
      `is also the name of a blob container, and ${fault}, got ${redacted(name)}`,
      "choose another name",
    );
  else if (name === PACKAGE_CONTAINER || name.startsWith("azure-webjobs-"))
    draft.problem(
      path,
      name === PACKAGE_CONTAINER
        ? "the container has the code of the function app, which must not be public"
        : `${redacted(name)} is reserved for the Functions host`,
      "choose another name",
    );
  else if (name.length > LONGEST_NAME)
    draft.problem(
      path,
      `an endpoint name must have at most ${LONGEST_NAME} characters, this one has ${name.length}`,
      "choose a shorter name",
    );
}

function checkProtocols(
  draft: Draft,
  path: `${typeof CDN}.endpoints.${string}`,
  { isHttpAllowed, isHttpsAllowed = true, httpsRedirect = false }: CdnEndpointSettings,
): void {
  const http = `${path}.isHttpAllowed` as const;
  const https = `${path}.isHttpsAllowed` as const;
  const redirect = `${path}.httpsRedirect` as const;
  // learn.microsoft.com/azure/frontdoor/how-to-configure-https-custom-domain: who is redirected has to be answered first.
  if (httpsRedirect && isHttpAllowed === false)
    draft.problem(
      http,
      "HTTP requests must be allowed to redirect them to HTTPS",
      `remove ${http}, or ${redirect}`,
      redirect,
    );
  if (httpsRedirect && !isHttpsAllowed)
    draft.problem(
      https,
      "HTTP requests are redirected to HTTPS, which is not allowed",
      `remove ${https}, or ${redirect}`,
      redirect,
    );
  if (!httpsRedirect && isHttpAllowed !== true && !isHttpsAllowed)
    draft.problem(
      https,
      "neither HTTP nor HTTPS is allowed",
      `remove ${https}, or set ${http} to true`,
      ...(isHttpAllowed === undefined ? [] : [http]),
    );
}

/** learn.microsoft.com/azure/frontdoor/front-door-caching#query-string-behavior */
function checkQueryStrings(
  draft: Draft,
  path: `${typeof CDN}.endpoints.${string}`,
  { queryStringCachingBehavior: behavior = "IgnoreQueryString", queryStrings }: CdnEndpointSettings,
): void {
  const at = `${path}.queryStrings` as const;
  const asked = `${path}.queryStringCachingBehavior` as const;
  const given = queryStrings ?? [];
  const isSpecified = behavior.includes("Specified");
  if (isSpecified && given.length === 0)
    draft.problem(
      asked,
      `${redacted(behavior)} needs parameters in ${at}, which has none`,
      `add ${at}, such as ["v"], or remove ${asked}`,
    );
  if (!isSpecified && given.length > 0)
    draft.problem(
      at,
      `lists parameters, but ${redacted(behavior)} ignores them`,
      `set ${asked} to "IncludeSpecifiedQueryStrings" or "IgnoreSpecifiedQueryStrings", or remove ${at}`,
      ...(draft.chosen(asked) ? [asked] : []),
    );
  const odd = given.find((each) => each.trim() === "" || each.includes(","));
  if (odd !== undefined)
    draft.problem(
      at,
      `the name of a parameter must not contain commas, got ${redacted(odd)}`,
      "add one entry for each parameter",
    );
}

function checkCompression(
  draft: Draft,
  path: `${typeof CDN}.endpoints.${string}`,
  { isCompressionEnabled = true, contentTypesToCompress }: CdnEndpointSettings,
): void {
  if (contentTypesToCompress === undefined) return;
  const at = `${path}.contentTypesToCompress` as const;
  const enabled = `${path}.isCompressionEnabled` as const;
  if (!isCompressionEnabled)
    draft.problem(at, "lists content types, but compression is off", `remove ${at}, or ${enabled}`, enabled);
  else if (contentTypesToCompress.length === 0)
    draft.problem(
      at,
      "has no content type, but compression is on",
      `remove ${at}, or set ${enabled} to false`,
    );
}
