import type { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiVersionSet } from "@cdktf/provider-azurerm/lib/api-management-api-version-set";
import { ApiManagementProduct } from "@cdktf/provider-azurerm/lib/api-management-product";
import type { Construct } from "constructs";
import { escapeTerraform } from "../../kit/escape";
import type { Transformed } from "../contract/transforms";
import type { ApiConnections } from "./api-connections";
import { type ApimBackend, buildBackend } from "./build-backend";
import { buildLogger } from "./logger";
import { buildVersion } from "./build-version";
import type { ApiPlan } from "./plan-api";

/** The resources of API Management in the workloads stack. */
export interface ApiResources extends ApimBackend {
  /** By version. */
  readonly apimApis: Readonly<Record<string, ApiManagementApi>>;
  /** Undefined where there is no API Management. */
  readonly apimProduct: ApiManagementProduct | undefined;
}

export function buildApi(
  scope: Construct,
  plan: ApiPlan,
  connections: ApiConnections,
  transformed: Transformed,
): ApiResources {
  const versionSet = buildVersionSet(scope, plan, connections, transformed);
  const backend = buildBackend(scope, plan, connections, versionSet, transformed);
  const product = buildProduct(scope, plan, connections, transformed);
  const parts = {
    versionSetId: versionSet.id,
    productId: product.productId,
    backendId: backend.apimBackend?.name ?? plan.backend.name,
    ...(plan.logging && { logger: buildLogger(scope, plan.logging, connections, transformed) }),
  };
  const apis = plan.versions.map(
    (version) =>
      [version.version, buildVersion(scope, plan, version, parts, connections, transformed)] as const,
  );
  return { ...backend, apimApis: Object.fromEntries(apis), apimProduct: product };
}

function buildVersionSet(
  scope: Construct,
  { name, versioning: { scheme, headerName, queryName } }: ApiPlan,
  { service }: ApiConnections,
  transformed: Transformed,
): ApiManagementApiVersionSet {
  const id = "apim_version_set";
  return new ApiManagementApiVersionSet(
    scope,
    id,
    transformed("apimVersionSet", id, {
      ...service,
      name,
      displayName: name,
      versioningScheme: scheme,
      ...(scheme === "Header" ? { versionHeaderName: escapeTerraform(headerName) } : {}),
      ...(scheme === "Query" ? { versionQueryName: queryName } : {}),
    }),
  );
}

function buildProduct(
  scope: Construct,
  { name, subscriptionRequired, product }: ApiPlan,
  { service }: ApiConnections,
  transformed: Transformed,
): ApiManagementProduct {
  const id = "apim_product";
  const { displayName, description, terms, approvalRequired, subscriptionsLimit } = product;
  return new ApiManagementProduct(
    scope,
    id,
    transformed("apimProduct", id, {
      ...service,
      productId: name,
      displayName: escapeTerraform(displayName),
      published: true,
      subscriptionRequired,
      ...(subscriptionRequired ? { approvalRequired } : {}),
      ...(description === undefined ? {} : { description: escapeTerraform(description) }),
      ...(terms === undefined ? {} : { terms: escapeTerraform(terms) }),
      ...(subscriptionsLimit === undefined ? {} : { subscriptionsLimit }),
    }),
  );
}
