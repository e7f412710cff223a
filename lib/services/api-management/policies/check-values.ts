import type { Report } from "../../../components/needs";
import { isDataObject } from "../../../settings/merge";
import { looksSecret, redacted } from "../../../settings/redacted";
import { isXmlText } from "./policy-document";
import type { NamedValue, PolicyExpression, PolicyStatements, PolicyValue } from "./policy-values";

/**
 * Reports text that API Management would not take as it stands. An expression differs from text in how it begins,
 * and may not be mixed with it; a named value is put in wherever it is named, without a way to escape it:
 * learn.microsoft.com/azure/api-management/api-management-policy-expressions#usage and
 * learn.microsoft.com/azure/api-management/api-management-howto-properties#use-a-named-value.
 *
 * @returns whether it is text; what is wrong with it may have been reported
 */
export function checkText(path: string, given: unknown, report: Report): given is string {
  if (typeof given !== "string" || given === "") {
    report(path, `must be a string that is not empty, got ${redacted(given)}`, "correct or remove it");
    return false;
  }
  checkSigns(path, given, report);
  if (given.includes("{{"))
    report(
      path,
      `API Management replaces {{ }} by a named value, got ${redacted(given)}`,
      'remove the braces, or use namedValue("name") as the whole value',
    );
  return true;
}

/** The same for text where `{{` means something else, such as a Liquid template. */
export function checkSigns(path: string, given: string, report: Report): void {
  if (/@[({]/.test(given))
    report(
      path,
      `API Management runs @( and @{ as code, got ${redacted(given)}`,
      'use expression("...") or statements("...") for code, or remove the @',
    );
  if (!isXmlText(given))
    report(
      path,
      `contains a character that is not allowed in XML, got ${redacted(given)}`,
      "remove the character",
    );
  if (looksSecret(given))
    report(
      path,
      "looks like a secret, which everyone with read access to the policy could see",
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
      `must be a string or one of ${Object.keys(VALUE_KINDS).join(", ")}, got ${redacted(given)}`,
      'write it like "text", expression("context.User.Id") or namedValue("name")',
    );
    return false;
  }
  if (kind === "namedValue") {
    if (!DISPLAY_NAME.test(code))
      report(
        path,
        `must be the name of a named value, with letters, digits, _, . and -, and at most 256 characters; got ${redacted(code)}`,
        "use its display name",
      );
    return true;
  }
  if (code.trim() === "" || /^\s*@[({]/.test(code))
    report(
      path,
      `must be C# code without @( ) or @{ }, got ${redacted(code)}`,
      'write it like expression("context.User.Id")',
    );
  if (!isXmlText(code))
    report(
      path,
      `contains a character that is not allowed in XML, got ${redacted(code)}`,
      "remove the character",
    );
  if (looksSecret(code))
    report(
      path,
      "looks like a secret, which everyone with read access to the policy could see",
      'keep it as a named value of the API Management service, and use namedValue("name")',
    );
  return true;
}

/** learn.microsoft.com/azure/api-management/set-header-policy; the names are those of RFC 9110, section 5.6.2. */
export function checkHeaderName(path: string, given: unknown, report: Report): given is string {
  if (typeof given === "string" && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(given)) return true;
  report(path, `must be the name of a header, got ${redacted(given)}`, 'write it like "X-Request-Source"');
  return false;
}
