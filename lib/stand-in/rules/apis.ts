import { type Json, isObject, listAt, textAt } from "../json";
import { key, parseResourcePath } from "../resource-path";
import type { Rule } from "../rule";

const SERVICES = "Microsoft.ApiManagement/service";
const APIS = `${SERVICES}/apis`;
const OPERATIONS = `${APIS}/operations`;
const POLICIES = ["policies", "apis/policies", "apis/operations/policies", "products/policies"].map(
  (path) => `${SERVICES}/${path}`,
);

/** What Azure refuses of APIs, and of what they are made of. */
export const apis: readonly Rule[] = [
  {
    says: "two APIs of a service have other paths, or other versions of one set",
    source: "learn.microsoft.com/azure/api-management/api-management-versions",
    on: [APIS],
    code: "ValidationError",
    refuse(asked, { id, store }) {
      const twin = store
        .children(serviceOf(id), APIS)
        .filter((each) => withoutRevision(each.id) !== withoutRevision(id))
        .find(({ body }) => placeOf(body) === placeOf(asked));
      return twin && `Cannot create API with the path and version of ${twin.name}`;
    },
  },
  {
    says: "the version set of an API exists",
    source: "learn.microsoft.com/azure/api-management/api-management-versions",
    on: [APIS],
    code: "ValidationError",
    refuse(asked, { store }) {
      const [version, set] = ["apiVersion", "apiVersionSetId"].map((each) =>
        textAt(asked, `properties.${each}`),
      );
      if (version !== "" && set === "") return "API version set is required when a version is specified";
      return set !== undefined && set !== "" && store.get(set) === undefined
        ? `API version set ${set} was not found`
        : undefined;
    },
  },
  {
    says: "operations of an API differ by method or template, whatever their parameters are called",
    source: "learn.microsoft.com/azure/api-management/add-api-manually",
    on: [OPERATIONS],
    code: "ValidationError",
    refuse(asked, { id, store }) {
      const twin = store
        .children(parseResourcePath(id)?.parent ?? "", OPERATIONS)
        .filter((each) => key(each.id) !== key(id))
        .find(({ body }) => shapeOf(body) === shapeOf(asked));
      return twin && `Operation with the same method and URL template already exists: ${twin.name}`;
    },
  },
  {
    says: "an operation declares the parameters of its template, and no others",
    source: "learn.microsoft.com/rest/api/apimanagement/api-operation/create-or-update",
    on: [OPERATIONS],
    code: "ValidationError",
    refuse(asked) {
      const used = parametersIn(textAt(asked, "properties.urlTemplate"));
      const declared = listAt(asked, "properties.templateParameters").map((each) => textAt(each, "name"));
      const missing = used.find((name) => !declared.includes(name));
      if (missing !== undefined) return `Template parameter '${missing}' is not declared`;
      const further = declared.find((name) => !used.includes(name));
      return further && `Template parameter '${further}' is not in the URL template`;
    },
  },
  {
    says: "an operation's template has words and parameters, and no constraints",
    source: "learn.microsoft.com/rest/api/apimanagement/api-operation/create-or-update",
    on: [OPERATIONS],
    code: "ValidationError",
    refuse(asked) {
      const template = textAt(asked, "properties.urlTemplate");
      return /^(\/([^/{}]*|\{\*?[A-Za-z_][\w-]*\}))*$/.test(template)
        ? undefined
        : `UrlTemplate ${template} is invalid`;
    },
  },
  {
    says: "a product without required subscription has no approval and no limit of subscriptions",
    source: "azurerm 4.55, website/docs/r/api_management_product.html.markdown",
    on: [`${SERVICES}/products`],
    code: "ValidationError",
    refuse(asked) {
      const { subscriptionRequired, approvalRequired, subscriptionsLimit } = propertiesOf(asked);
      return subscriptionRequired === false && (approvalRequired === true || subscriptionsLimit !== undefined)
        ? "ApprovalRequired and SubscriptionsLimit need SubscriptionRequired"
        : undefined;
    },
  },
  {
    says: "the APIs of a product exist",
    source: "learn.microsoft.com/azure/api-management/api-management-howto-add-products",
    on: [`${SERVICES}/products/apis`],
    code: "ResourceNotFound",
    status: 404,
    refuse: (_asked, { id, name, store }) =>
      store
        .children(serviceOf(id), APIS)
        .some((api) => api.name.split(";")[0]?.toLowerCase() === name.toLowerCase())
        ? undefined
        : `API ${name} was not found`,
  },
  {
    says: "policies that count or cache calls are not available in the Consumption tier",
    source: "learn.microsoft.com/azure/api-management/api-management-policies",
    on: POLICIES,
    code: "ValidationError",
    refuse(asked, { id, store }) {
      if (textAt(store.get(serviceOf(id))?.body, "sku.name") !== "Consumption") return undefined;
      const [policy] =
        /rate-limit-by-key|quota-by-key|cache-lookup/.exec(textAt(asked, "properties.value")) ?? [];
      return policy && `Policy '${policy}' is not available in the Consumption tier`;
    },
  },
  {
    says: "the logger of a diagnostic of API Management exists",
    source: "azurerm 4.55, website/docs/r/api_management_diagnostic.html.markdown",
    on: [`${SERVICES}/diagnostics`, `${APIS}/diagnostics`],
    refuse(asked, { name, store }) {
      if (!["applicationinsights", "azuremonitor"].includes(name))
        return `Diagnostic identifier ${name} is not applicationinsights or azuremonitor`;
      const logger = textAt(asked, "properties.loggerId");
      return store.get(logger) === undefined ? `Logger ${logger} was not found` : undefined;
    },
  },
  {
    says: "a logger that a diagnostic uses cannot be deleted",
    // The parameter `force`, which later API versions do not have: "even if diagnostic is attached".
    source:
      "github.com/Azure/azure-rest-api-specs/blob/58b97be57b056b9532da3cfa3cd854d13332a50a/specification/apimanagement/resource-manager/Microsoft.ApiManagement/stable/2019-01-01/apimloggers.json",
    on: [`${SERVICES}/loggers`],
    code: "ValidationError",
    holds({ id, name }, store) {
      const user = store
        .all()
        .find(
          (each) =>
            /\/diagnostics$/i.test(each.type) && key(textAt(each.body, "properties.loggerId")) === key(id),
        );
      return user && `Logger ${name} is used by diagnostic ${user.name}`;
    },
  },
  {
    says: "a logger signs in by an identity that the service has, with a connection string",
    source: "learn.microsoft.com/azure/api-management/api-management-howto-app-insights",
    on: [`${SERVICES}/loggers`],
    code: "ValidationError",
    refuse(asked, { id, store }) {
      const identity = textAt(asked, "properties.credentials.identityClientId");
      if (identity === "" || textAt(asked, "properties.loggerType") !== "applicationInsights")
        return undefined;
      if (textAt(asked, "properties.credentials.connectionString") === "")
        return "A logger with an identity needs the connection string of Application Insights";
      const kind = identity === "SystemAssigned" ? "SystemAssigned" : "UserAssigned";
      return textAt(store.get(serviceOf(id))?.body, "identity.type").includes(kind)
        ? undefined
        : `The service has no ${kind} identity`;
    },
  },
  {
    says: "the named values of a policy exist",
    source: "learn.microsoft.com/azure/api-management/api-management-howto-properties",
    on: [...POLICIES, `${SERVICES}/backends`],
    code: "ValidationError",
    refuse(asked, { id, store }) {
      const known = store
        .children(serviceOf(id), `${SERVICES}/namedValues`)
        .map(({ body }) => textAt(body, "properties.displayName"));
      const named = [...JSON.stringify(asked).matchAll(/\{\{([\w.-]+)\}\}/g)].map(([, name = ""]) => name);
      const missing = named.find((name) => !known.includes(name));
      return missing && `Cannot find a property '${missing}'`;
    },
  },
  {
    says: "a policy cors has origins and headers, and every origin alone",
    source: "learn.microsoft.com/azure/api-management/cors-policy",
    on: POLICIES,
    code: "ValidationError",
    refuse(asked) {
      const policies = [...textAt(asked, "properties.value").matchAll(/<cors\b[^>]*>(.*?)<\/cors>/gs)];
      if (policies.length > 1) return "The policy 'cors' can only be used once in a section";
      const [, content] = policies[0] ?? [];
      if (content === undefined) return undefined;
      const origins = [...content.matchAll(/<origin>([^<]*)<\/origin>/g)].map(([, origin]) => origin);
      if (origins.length === 0) return "The policy 'cors' has no origin";
      if (origins.includes("*") && origins.length > 1) return "The origin '*' must be the only one";
      return /<allowed-headers>\s*<header>/.test(content)
        ? undefined
        : "The policy 'cors' has no allowed headers";
    },
  },
  {
    says: "the backend of a policy exists",
    source: "learn.microsoft.com/azure/api-management/set-backend-service-policy",
    on: POLICIES,
    code: "ValidationError",
    refuse(asked, { id, store }) {
      const known = store.children(serviceOf(id), `${SERVICES}/backends`).map(({ name }) => name);
      const named = textAt(asked, "properties.value").matchAll(/backend-id="([^"@]+)"/g);
      const missing = [...named].map(([, name = ""]) => name).find((name) => !known.includes(name));
      return missing && `Backend with id '${missing}' could not be found.`;
    },
  },
];

function serviceOf(id: string): string {
  const [, service = id] = /^(.*\/service\/[^/]+)/i.exec(id) ?? [];
  return service;
}

function withoutRevision(id: string): string {
  return key(id).replace(/;rev=\d+$/, "");
}

function propertiesOf(body: Json): Readonly<Record<string, Json | undefined>> {
  const properties = isObject(body) ? body["properties"] : undefined;
  return isObject(properties) ? properties : {};
}

/** Where an API answers: its path, and the version there. */
function placeOf(body: Json): string {
  return ["path", "apiVersion"].map((each) => textAt(body, `properties.${each}`).toLowerCase()).join(" ");
}

function shapeOf(body: Json): string {
  const template = textAt(body, "properties.urlTemplate")
    .toLowerCase()
    .replace(/\{(\*?)[^}]*\}/g, "{$1}");
  return `${textAt(body, "properties.method")} ${template}`;
}

function parametersIn(template: string): readonly string[] {
  return [...template.matchAll(/\{\*?([^}]*)\}/g)].map(([, name = ""]) => name);
}
