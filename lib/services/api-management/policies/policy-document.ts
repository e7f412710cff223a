import type { PolicyValue } from "./policy-values";

/** The elements that documents are made of: no text of a user's names one. */
export type ElementName =
  | "policies"
  | "inbound"
  | "backend"
  | "outbound"
  | "on-error"
  | "base"
  | "validate-azure-ad-token"
  | "validate-jwt"
  | "openid-config"
  | "client-application-ids"
  | "application-id"
  | "audiences"
  | "audience"
  | "issuers"
  | "issuer"
  | "required-claims"
  | "claim"
  | "value"
  | "rate-limit-by-key"
  | "set-backend-service"
  | "cache-lookup"
  | "vary-by-header"
  | "vary-by-query-parameter"
  | "cache-store"
  | "set-header"
  | "set-query-parameter"
  | "rewrite-uri"
  | "set-body"
  | "find-and-replace"
  | "cors"
  | "allowed-origins"
  | "origin"
  | "allowed-methods"
  | "method"
  | "allowed-headers"
  | "expose-headers"
  | "header";

/** A value that may be a reference of Terraform's: escaped for XML like all text, and else left as it is. */
export interface Reference {
  readonly reference: string;
}

export type ElementValue = PolicyValue | Reference;

/** One element: either elements or one value are in it, never both. */
export interface PolicyElement {
  readonly name: ElementName;
  readonly attributes: Readonly<Record<string, ElementValue>>;
  readonly content: readonly PolicyElement[] | ElementValue;
}

export function element(
  name: ElementName,
  attributes: PolicyElement["attributes"] = {},
  content: PolicyElement["content"] = [],
): PolicyElement {
  return { name, attributes, content };
}

/** What text becomes before it is written. */
export type TextForm = (text: string) => string;

/** What has no place in XML 1.0, escaped or not: www.w3.org/TR/xml/#charsets. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

export function isXmlText(text: string): boolean {
  return !NOT_IN_XML.test(text);
}

/**
 * The text of a document, one element a line. References apart, every text goes through `form`.
 *
 * @throws Error where a text has a character that XML has no way to write
 */
export function serialised(root: PolicyElement, form: TextForm): string {
  return `${lines(root, "").join("\n")}\n`;

  function lines({ name, attributes, content }: PolicyElement, indent: string): readonly string[] {
    const tag = [
      name,
      ...Object.entries(attributes).map(([key, value]) => `${key}="${written(value, true)}"`),
    ].join(" ");
    if (!isElements(content)) return [`${indent}<${tag}>${written(content, false)}</${name}>`];
    if (content.length === 0) return [`${indent}<${tag} />`];
    return [
      `${indent}<${tag}>`,
      ...content.flatMap((child) => lines(child, `${indent}  `)),
      `${indent}</${name}>`,
    ];
  }

  function written(value: ElementValue, inAttribute: boolean): string {
    if (typeof value !== "string" && "reference" in value) return escaped(value.reference, inAttribute);
    return escaped(form(plain(value)), inAttribute);
  }
}

function isElements(content: PolicyElement["content"]): content is readonly PolicyElement[] {
  return Array.isArray(content);
}

/** A value in the signs of API Management. */
function plain(value: PolicyValue): string {
  if (typeof value === "string") return value;
  if ("expression" in value) return `@(${value.expression})`;
  if ("statements" in value) return `@{${value.statements}}`;
  return `{{${value.namedValue}}}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // A parser would make a blank of them in an attribute, and a line feed of a carriage return in text.
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

function escaped(text: string, inAttribute: boolean): string {
  if (!isXmlText(text)) throw new Error(`XML has no way to write ${JSON.stringify(text)}`);
  return text.replace(inAttribute ? /[&<>"\t\n\r]/g : /[&<>\r]/g, (sign) => ENTITIES[sign] ?? sign);
}
