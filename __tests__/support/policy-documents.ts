import { policyDocuments } from "../../lib/services/api-management/policies";
import type { Operations, DeclaredPolicies } from "../../lib/services/api-management/policies/decisions";
import { type XmlElement, only, readXml } from "./xml";

const OPERATIONS: Operations = {
  list: { method: "GET", templateParameters: [] },
  item: { method: "GET", templateParameters: ["id"] },
};
export const TENANT = "00001111-aaaa-2222-bbbb-3333cccc4444";

export function documents(said: DeclaredPolicies, operations = OPERATIONS) {
  const { api, operations: ofOperations } = policyDocuments(said, { tenantId: TENANT, operations });
  return {
    api: readXml(api),
    operations: Object.fromEntries(
      Object.entries(ofOperations).map(([id, document]) => [id, readXml(document)]),
    ),
  };
}

export type Tree = readonly [name: string, attributes?: object, content?: string | readonly Tree[]];

export function xml([name, attributes = {}, content = []]: Tree): XmlElement {
  return typeof content === "string"
    ? { name, attributes: { ...attributes }, elements: [], text: content }
    : { name, attributes: { ...attributes }, elements: content.map(xml), text: "" };
}

export function policies(inbound: readonly Tree[], outbound: readonly Tree[]): XmlElement {
  const base: Tree = ["base"];
  return xml([
    "policies",
    {},
    [
      ["inbound", {}, [base, ...inbound]],
      ["backend", {}, [base]],
      ["outbound", {}, outbound],
      ["on-error", {}, [base]],
    ],
  ]);
}

export const names = (root: XmlElement | undefined, section: "inbound" | "outbound"): readonly string[] =>
  root === undefined ? [] : only(root, section).elements.map(({ name }) => name);

export const AUTHENTICATION: Tree = [
  "validate-azure-ad-token",
  {
    "tenant-id": TENANT,
    "header-name": "Authorization",
    "failed-validation-httpcode": "401",
    "output-token-variable-name": "jwt",
  },
  [["audiences", {}, [["audience", {}, "api://backend"]]]],
];
export const LIMIT: Tree = [
  "rate-limit-by-key",
  {
    calls: "1000",
    "renewal-period": "60",
    "counter-key": "@(context.Api.Id + '/' + (context.Subscription?.Id ?? context.Request.IpAddress))",
  },
];
export const LOOKUP: Tree = [
  "cache-lookup",
  {
    "vary-by-developer": "false",
    "vary-by-developer-groups": "false",
    "downstream-caching-type": "none",
    "allow-private-response-caching": "true",
  },
  [
    ["vary-by-header", {}, "Accept"],
    ["vary-by-header", {}, "Authorization"],
  ],
];
export const STORE: Tree = ["cache-store", { duration: "60" }];
