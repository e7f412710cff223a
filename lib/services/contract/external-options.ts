import type { ServiceExternals } from "../words";
import type { External, Children, ExternalResource } from "../external-resources";

/** Option group `external`: what the backend uses and does not make. Which resources follows from the services. */
export type ExternalOptions = ServiceExternals & {
  /**
   * Private DNS zones by name, `privatelink.blob.core.windows.net`, linked to the network already; the others are
   * made. `policy`: an Azure Policy puts endpoints into zones, and nothing is made.
   */
  readonly privateDnsZones?:
    "policy" | Readonly<Record<string, External<ExternalResource, Children>>> | undefined;
  /** Resource groups that exist already, by stack. */
  readonly resourceGroups?: ExternalResourceGroups | undefined;
};

/**
 * Names of existing resource groups, in the subscription of the backend. The stack puts its resources into it, and neither
 * changes the group nor deletes it. Several stacks may use one group, and several backends too.
 */
export interface ExternalResourceGroups {
  /**
   * The resource group of the network stack.
   * @default - the stack makes one
   */
  readonly network?: string | undefined;
  /**
   * The resource group of the platform stack.
   * @default - the stack makes one
   */
  readonly platform?: string | undefined;
  /**
   * The resource group of the workloads stack.
   * @default - the stack makes one
   */
  readonly workloads?: string | undefined;
}

/** The name of one existing resource. */
export type ExternalName = keyof ServiceExternals;
