import { createHash } from "node:crypto";
import {
  ResourceGroupTemplateDeployment,
  type ResourceGroupTemplateDeploymentConfig,
} from "@cdktf/provider-azurerm/lib/resource-group-template-deployment";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { nameRules } from "../azure/names/azure-names";
import { idAddress } from "./address";

/** What a template is deployed for: an account or vault, made here or existing. */
export interface DeploymentTarget {
  readonly name: string;
  readonly resourceGroupName: string;
  /** Begins the deployment's name. */
  readonly deploymentPrefix?: string;
}

/** What a template deployment makes, and out of which resource it disappears. */
export interface TemplateDeployment {
  readonly name: string;
  readonly resourceGroupName: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
  /** The resources that the deployed thing is part of: it goes when one of them is replaced. None when they exist already. */
  readonly parents: readonly TerraformResource[];
  /** What is deployed before it, where Azure takes one at a time. */
  readonly after?: readonly TerraformResource[];
}

const LONGEST_NAME = nameRules.templateDeployment.max;

/** A deployment's name within Azure's limit; what is cut off is kept apart by a hash. */
function deploymentName(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, LONGEST_NAME - hash.length - 1)}-${hash}`;
}

/**
 * One thing that only ARM can make without a key or the data plane. A deployment runs once, when it is made; under
 * another name it is another deployment. The template is all there is: no parameters are passed and no tags set.
 */
export function buildTemplateDeployment(
  scope: Construct,
  id: string,
  { name, resourceGroupName, parameters, resource, parents, after = [] }: TemplateDeployment,
  transformed: (
    id: string,
    config: ResourceGroupTemplateDeploymentConfig,
  ) => ResourceGroupTemplateDeploymentConfig,
): ResourceGroupTemplateDeployment {
  const config: ResourceGroupTemplateDeploymentConfig = {
    name: deploymentName(name),
    resourceGroupName,
    deploymentMode: "Incremental",
    templateContent: JSON.stringify({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      ...(parameters === undefined ? {} : { parameters }),
      resources: [resource],
    }),
    ...(parents.length + after.length === 0 ? {} : { dependsOn: [...parents, ...after] }),
    lifecycle: {
      // Run again it would make another value, and the provider then passes parameters that ARM refuses as null.
      ignoreChanges: ["tags", "template_content", "parameters_content"],
      // The id alone: any other change of the parent would run the template again.
      ...(parents.length === 0 ? {} : { replaceTriggeredBy: parents.map(idAddress) }),
    },
  };
  return new ResourceGroupTemplateDeployment(scope, id, transformed(id, config));
}
