import type { Report } from "../../../components/needs";
import { isDataObject } from "../../../settings/merge";
import { looksSecret, redacted } from "../../../settings/redacted";
import { isXmlText } from "./policy-document";
import type { NamedValue, PolicyExpression, PolicyStatements, PolicyValue } from "./policy-values";

/**
 * Reports text that API Management would not take as it stands. An expression is told from text by how it begins,
 * and may not be mixed with it; a named value is put in wherever it is named, without a way to escape it:
 * learn.microsoft.com/azure/api-management/api-management-policy-expressions#usage and
 * learn.microsoft.com/azure/api-management/api-management-howto-properties#use-a-named-value.
 *
 * @returns whether it is text; what is wrong with it may have been reported
 */
export function checkText(path: string, given: unknown, report: Report): given is string {
  if (typeof given !== "string" || given === "") {
    report(path, `takes text, got ${redacted(given)}`, "write some, or leave it out");
    return false;
  }
  checkSigns(path, given, report);
  if (given.includes("{{"))
    report(
      path,
      `API Management would put a named value in where text has {{, got ${redacted(given)}`,
      'take the braces out, or use namedValue("name") as the whole value',
    );
  return true;
}

/** The same for text where `{{` means something else, such as a Liquid template. */
export function checkSigns(path: string, given: string, report: Report): void {
  if (/@[({]/.test(given))
    report(
      path,
      `API Management evaluates @( and @{ as code, which is no text, got ${redacted(given)}`,
      'use expression("...") or statements("...") where the code is yours, or take the sign @ out',
    );
  if (!isXmlText(given))
    report(path, `has a character that XML cannot hold, got ${redacted(given)}`, "take it out");
  if (looksSecret(given))
    report(
      path,
      "looks like a secret, which everybody could read who may read the policy",
      'keep it as a named value of the API Management service, and use namedValue("name")',
    );
}

const VALUE_KINDS = {
  expression: true,
  statements: true,
  namedValue: true,
} satisfies Record<keyof PolicyExpression | keyof PolicyStatements | keyof NamedValue, true>;

/** As the provider has it, azurerm_api_management_named_value.display_name. */
const DISPLAY_NAME = /^[0-9a-zA-Z_.-]{1,256}$/;

/** Reports what is no value of a policy, or could not be written as one. */
export function checkValue(path: string, given: unknown, report: Report): given is PolicyValue {
  if (!isDataObject(given)) return checkText(path, given, report);
  const kinds = Object.keys(given);
  const [kind = ""] = kinds;
  const code = given[kind];
  if (kinds.length !== 1 || !Object.hasOwn(VALUE_KINDS, kind) || typeof code !== "string") {
    report(
      path,
      `takes text, or one of ${Object.keys(VALUE_KINDS).join(", ")}, got ${redacted(given)}`,
      'write it like "text", expression("context.User.Id") or namedValue("name")',
    );
    return false;
  }
  if (kind === "namedValue") {
    if (!DISPLAY_NAME.test(code))
      report(
        path,
        `names a named value by letters, digits, _, . and -, at most 256, got ${redacted(code)}`,
        "use its display name",
      );
    return true;
  }
  if (code.trim() === "" || /^\s*@[({]/.test(code))
    report(
      path,
      `takes C# code without the signs around it, got ${redacted(code)}`,
      'write it like expression("context.User.Id")',
    );
  if (!isXmlText(code))
    report(path, `has a character that XML cannot hold, got ${redacted(code)}`, "take it out");
  if (looksSecret(code))
    report(
      path,
      "looks like a secret, which everybody could read who may read the policy",
      'keep it as a named value of the API Management service, and use namedValue("name")',
    );
  return true;
}

/** learn.microsoft.com/azure/api-management/set-header-policy; the names are those of RFC 9110, section 5.6.2. */
export function checkHeaderName(path: string, given: unknown, report: Report): given is string {
  if (typeof given === "string" && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(given)) return true;
  report(path, `takes the name of a header, got ${redacted(given)}`, 'write it like "X-Request-Source"');
  return false;
}
