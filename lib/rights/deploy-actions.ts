import { armTypes } from "./arm-types";
import type { LeastRights } from "./least-rights";

/** A stack as it is written: its resources by type and name. */
export interface WrittenStack {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** What azurerm writes beside a resource, by its sources: types of their own to Azure. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.Cache/redisEnterprise": ["databases"],
  "Microsoft.Network/privateEndpoints": ["privateDnsZoneGroups"],
  "Microsoft.Storage/storageAccounts": ["blobServices"],
  "Microsoft.Web/sites": ["config", "basicPublishingCredentialsPolicies"],
  "Microsoft.Web/sites/slots": ["config", "basicPublishingCredentialsPolicies"],
};

const JOIN_SUBNET = "Microsoft.Network/virtualNetworks/subnets/join/action";

/** What using something takes, by what uses it. */
const LINKED: Readonly<Record<string, readonly string[]>> = {
  // learn.microsoft.com/azure/azure-resource-manager/templates/deploy-cli#required-permissions
  "Microsoft.Resources/deployments": ["Microsoft.Resources/deployments/validate/action"],
  // learn.microsoft.com/azure/private-link/rbac-permissions
  "Microsoft.Network/privateEndpoints": [JOIN_SUBNET],
  // learn.microsoft.com/azure/role-based-access-control/permissions/web-and-mobile
  "Microsoft.Web/sites": ["Microsoft.Web/serverfarms/join/action"],
};

/**
 * What an identity does, as Azure's roles name it, that deploys a stack and destroys it: on the types that the stack has, those
 * that templates make, and what is beside them. Types that this package does not know are left out.
 *
 * @param rights - of the stack's plan
 */
export function deployActions({ resource = {} }: WrittenStack, rights: LeastRights): readonly string[] {
  const own = Object.keys(resource).flatMap((type) => armTypes[type] ?? []);
  const types = [...own, ...own.flatMap((type) => (BESIDE[type] ?? []).map((below) => `${type}/${below}`))];
  const made = Object.values(resource["azurerm_resource_group_template_deployment"] ?? {}).flatMap(
    typesOfTemplate,
  );
  const actions = [
    ...types.flatMap((type) => ["read", "write", "delete"].map((verb) => `${type}/${verb}`)),
    ...types.flatMap((type) => LINKED[type] ?? []),
    ...(isInSubnet(resource) ? [JOIN_SUBNET] : []),
    // A template's deployment is all that goes when Terraform takes one away.
    ...made.flatMap((type) => [`${type}/read`, `${type}/write`]),
    ...rights.plan.actions.filter((action) => types.some((type) => action.startsWith(`${type}/`))),
  ];
  return [...new Set(actions)].sort();
}

/** learn.microsoft.com/azure/app-service/overview-vnet-integration#permissions */
function isInSubnet(resource: NonNullable<WrittenStack["resource"]>): boolean {
  return Object.values(resource)
    .flatMap((named) => Object.values(named))
    .some((config) => "virtual_network_subnet_id" in config);
}

interface Template {
  readonly resources?: readonly { readonly type?: string }[];
}

function typesOfTemplate(deployment: object): readonly string[] {
  const content = "template_content" in deployment ? deployment.template_content : undefined;
  if (typeof content !== "string") return [];
  try {
    const { resources = [] } = JSON.parse(content) as Template;
    return resources.flatMap(({ type }) => type ?? []);
  } catch {
    // One of the user's own may be an expression of Terraform.
    return [];
  }
}
