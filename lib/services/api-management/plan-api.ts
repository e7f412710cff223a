import type { PlanContext } from "../contract/service";
import type { ApiSettings } from "./api-settings";
import { type ApiOperation, operationsOf } from "./operations";
import type { DeclaredPolicies } from "./policies/decisions";

/** One version of the API. */
export interface ApiVersionPlan {
  readonly version: string;
  /** In API Management. */
  readonly name: string;
  readonly operations: readonly ApiOperation[];
}

/** What will be made of the components: an API in versions, its backend and its product. */
export interface ApiPlan {
  /** Of version set and product; begins the names of APIs. */
  readonly name: string;
  readonly path: string;
  readonly versioning: ApiSettings["versioning"];
  readonly versions: readonly ApiVersionPlan[];
  readonly backend: {
    readonly name: string;
    /** The named value that has the function app's key, and the app that it is of. */
    readonly key?: {
      readonly namedValue: string;
      readonly functionApp: string;
      readonly resourceGroupName: string;
    };
  };
  readonly subscriptionRequired: boolean;
  readonly product: ApiSettings["product"] & { readonly displayName: string };
  /** Undefined where Application Insights gets nothing. */
  readonly logging?: {
    /** Of the logger. */
    readonly name: string;
    readonly samplingPercentage: number;
    readonly verbosity: ApiSettings["logging"]["verbosity"];
    readonly logClientIp: boolean;
    /** Whether the service signs in with its identity; by the connection string alone otherwise. */
    readonly byIdentity: boolean;
  };
  readonly policies: DeclaredPolicies;
}

export function planApi(context: PlanContext): ApiPlan {
  const { settings, requirements, project, environment, name } = context;
  // An existing service has other environments' and other backends' parts beside these.
  const shared = context.existing.apim !== undefined;
  const own = shared ? `${project}-${environment}` : project;
  const { apim } = settings.optional;
  const operations = operationsOf(requirements.components, settings.functionApp.authLevel).filter(
    ({ authLevel }) => authLevel !== "admin",
  );
  const functionApp = name("functionApp");
  const asksForKey = operations.some(({ authLevel }) => authLevel === "function");
  return {
    name: own,
    path: apim.path,
    versioning: apim.versioning,
    versions: Object.entries(apim.versions).flatMap(([version, given]): readonly ApiVersionPlan[] =>
      given === false
        ? []
        : [
            {
              version,
              name: `${own}-${version}`,
              operations: operations.filter(({ component }) => given.components?.includes(component) ?? true),
            },
          ],
    ),
    backend: {
      name: functionApp,
      ...(apim.functionKey && asksForKey
        ? {
            key: {
              namedValue: `${functionApp}-key`,
              functionApp,
              resourceGroupName: name("resourceGroup", "workloads"),
            },
          }
        : {}),
    },
    subscriptionRequired: apim.subscriptionRequired,
    product: { ...apim.product, displayName: apim.product.displayName ?? own },
    ...(apim.logging.applicationInsights
      ? {
          logging: {
            name: shared ? `${own}-application-insights` : "application-insights",
            samplingPercentage: apim.logging.samplingPercentage ?? settings.logs.samplingPercentage,
            verbosity: apim.logging.verbosity,
            logClientIp: apim.logging.logClientIp,
            byIdentity: context.providerCan("apimLoggerIdentity") && !shared,
          },
        }
      : {}),
    policies: apim.policies,
  };
}
