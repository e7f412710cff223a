import type { Fields, Report } from "../../../../components/needs";
import { checkUnknownFields } from "../../../../components/unknown-fields";
import { type DataObject, isDataObject } from "../../../../settings/merge";
import { redacted } from "../../../../settings/redacted";
import { checkText } from "../check-values";
import { type ElementName, type PolicyElement, element } from "../policy-document";
import type { PolicyKind } from "./policy-kind";
import { TOKEN_VARIABLE } from "./rate-limiting";

/** A claim that a token needs. */
export interface RequiredClaim {
  readonly name: string;
  /** At least one. */
  readonly values: readonly string[];
  /** Whether the claim needs all of the values, or one of them. @default "all" */
  readonly match?: "all" | "any";
}

/**
 * Which tokens callers need in the header `Authorization`. Others are answered with 401. Tokens of Microsoft Entra
 * are validated by learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy, those of another issuer,
 * Azure AD B2C among them, by learn.microsoft.com/azure/api-management/validate-jwt-policy.
 */
export interface JwtAuthentication {
  /** Signed JSON web tokens. @default "jwt" */
  readonly type: "jwt";
  /**
   * Whom tokens are for: one of these is in their claim `aud`. Tokens of version 2 name the application's client id.
   * @default "api://backend"
   */
  readonly audience: string | readonly string[];
  /**
   * The Microsoft Entra tenant that issues the tokens: its id, or a domain of it.
   * @default - the backend's tenant
   */
  readonly tenantId?: string;
  /**
   * Client ids of the applications that may call, with tokens of Microsoft Entra.
   * @default - every application that has a token
   */
  readonly clientApplicationIds?: readonly string[];
  /**
   * Address of the OpenID configuration of another issuer, such as an Azure AD B2C policy's:
   * `https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/v2.0/.well-known/openid-configuration`.
   * @default - tokens of Microsoft Entra
   */
  readonly openIdConfiguration?: string;
  /**
   * Who may have issued the tokens, beside the one that `openIdConfiguration` names.
   * @default - that one alone
   */
  readonly issuers?: readonly string[];
  /** Claims that tokens need. @default - none */
  readonly requiredClaims?: readonly RequiredClaim[];
}

const claimFields: Fields<RequiredClaim> = { name: true, values: true, match: true };
const TEXT_LISTS = {
  audience: '"api://backend"',
  clientApplicationIds: '["00001111-aaaa-2222-bbbb-3333cccc4444"]',
  issuers: '["https://login.contoso.com/"]',
} as const;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

export const authentication: PolicyKind<JwtAuthentication> = {
  fields: {
    type: true,
    audience: true,
    tenantId: true,
    clientApplicationIds: true,
    openIdConfiguration: true,
    issuers: true,
    requiredClaims: true,
  },
  defaults: { type: "jwt", audience: "api://backend" },
  example: '{ type: "jwt", audience: "api://backend" }',
  check(path, given, report) {
    const { type, audience, clientApplicationIds, tenantId, openIdConfiguration, issuers } = given;
    if (type !== undefined && type !== "jwt")
      report(
        `${path}.type`,
        `must be "jwt", got ${redacted(type)}`,
        'use "jwt", or set authentication to false',
      );
    if (typeof audience === "string") checkText(`${path}.audience`, audience, report);
    else checkTexts(path, "audience", audience, report);
    checkTexts(path, "issuers", issuers, report);
    checkTexts(path, "clientApplicationIds", clientApplicationIds, report, (at, id) => {
      if (!GUID.test(id))
        report(at, `must be the client id of an application, a GUID, got ${redacted(id)}`, "correct it");
    });
    if (
      tenantId !== undefined &&
      !(typeof tenantId === "string" && (GUID.test(tenantId) || DOMAIN.test(tenantId)))
    )
      report(
        `${path}.tenantId`,
        `must be the id or a domain of a tenant, got ${redacted(tenantId)}`,
        'write it like "00001111-aaaa-2222-bbbb-3333cccc4444" or "contoso.onmicrosoft.com"',
      );
    if (openIdConfiguration !== undefined)
      checkAddress(`${path}.openIdConfiguration`, openIdConfiguration, report);
    checkIssuer(path, given, report);
    checkClaims(`${path}.requiredClaims`, given["requiredClaims"], report);
  },
  inbound: (settings, { tenantId }) => {
    const attributes = {
      "header-name": "Authorization",
      "failed-validation-httpcode": "401",
      "output-token-variable-name": TOKEN_VARIABLE,
    };
    const { audience, clientApplicationIds = [], openIdConfiguration, issuers = [] } = settings;
    const audiences = listed("audiences", "audience", typeof audience === "string" ? [audience] : audience);
    const claims = claimElements(settings.requiredClaims ?? []);
    if (openIdConfiguration === undefined)
      return element(
        "validate-azure-ad-token",
        { "tenant-id": settings.tenantId ?? tenantId, ...attributes },
        [
          ...listed("client-application-ids", "application-id", clientApplicationIds),
          ...audiences,
          ...claims,
        ],
      );
    return element("validate-jwt", { ...attributes, "require-scheme": "Bearer" }, [
      element("openid-config", { url: openIdConfiguration }),
      ...audiences,
      ...listed("issuers", "issuer", issuers),
      ...claims,
    ]);
  },
};

function listed(list: ElementName, one: ElementName, texts: readonly string[]): readonly PolicyElement[] {
  return texts.length === 0
    ? []
    : [
        element(
          list,
          {},
          texts.map((text) => element(one, {}, text)),
        ),
      ];
}

function claimElements(claims: readonly RequiredClaim[]): readonly PolicyElement[] {
  if (claims.length === 0) return [];
  const elements = claims.map(({ name, values, match = "all" }) =>
    element(
      "claim",
      { name, match },
      values.map((value) => element("value", {}, value)),
    ),
  );
  return [element("required-claims", {}, elements)];
}

function checkTexts(
  path: string,
  field: keyof typeof TEXT_LISTS,
  given: unknown,
  report: Report,
  checkOne?: (at: string, text: string) => void,
): void {
  if (given === undefined) return;
  const at = `${path}.${field}`;
  if (!Array.isArray(given) || given.length === 0) {
    report(at, `must have at least one string, got ${redacted(given)}`, `write it like ${TEXT_LISTS[field]}`);
    return;
  }
  for (const [index, each] of (given as readonly unknown[]).entries())
    if (checkText(`${at}[${index}]`, each, report)) checkOne?.(`${at}[${index}]`, each);
}

/** What only one kind of issuer has. */
function checkIssuer(path: string, given: DataObject, report: Report): void {
  const isOther = given["openIdConfiguration"] !== undefined;
  for (const field of isOther ? ["tenantId", "clientApplicationIds"] : ["issuers"])
    if (given[field] !== undefined)
      report(
        `${path}.${field}`,
        isOther
          ? `applies only to tokens of Microsoft Entra, got ${redacted(given[field])}`
          : `needs openIdConfiguration, got ${redacted(given[field])}`,
        isOther && field === "clientApplicationIds"
          ? 'require a claim instead, { name: "azp", values: [...], match: "any" }'
          : isOther
            ? "remove it or openIdConfiguration"
            : "set openIdConfiguration too, or remove it",
      );
}

function checkAddress(path: string, given: unknown, report: Report): void {
  if (!checkText(path, given, report)) return;
  if (!given.startsWith("https://") || /\s/.test(given) || !URL.canParse(given))
    report(
      path,
      `must be an address that begins with https://, got ${redacted(given)}`,
      'write it like "https://login.contoso.com/.well-known/openid-configuration"',
    );
}

function checkClaims(path: string, given: unknown, report: Report): void {
  if (given === undefined) return;
  const like = 'write it like [{ name: "roles", values: ["reader"], match: "any" }]';
  if (!Array.isArray(given)) {
    report(path, `must be a list of claims, got ${redacted(given)}`, like);
    return;
  }
  for (const [index, claim] of (given as readonly unknown[]).entries()) {
    const at = `${path}[${index}]`;
    if (!isDataObject(claim)) {
      report(at, `must be a claim with its values, got ${redacted(claim)}`, like);
      continue;
    }
    checkUnknownFields(at, claim, claimFields, report);
    checkText(`${at}.name`, claim["name"], report);
    const { values, match } = claim;
    if (Array.isArray(values) && values.length > 0)
      for (const [place, value] of (values as readonly unknown[]).entries())
        checkText(`${at}.values[${place}]`, value, report);
    else report(`${at}.values`, `must have at least one value, got ${redacted(values)}`, like);
    if (match !== undefined && match !== "all" && match !== "any")
      report(`${at}.match`, `must be "all" or "any", got ${redacted(match)}`, "use one of them");
  }
}
