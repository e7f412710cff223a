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
};

/** The name of one existing resource. */
export type ExternalName = keyof ServiceExternals;
