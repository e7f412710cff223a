import { serviceNamed, serviceNames } from "../../services";
import type { ServiceName } from "../../services/words";
import type { ExternalName } from "../../services/contract/external-options";
import type { ExistingKind, ReplacementKind } from "../../services/contract/existing-kind";

/** Everything that can be brought as one resource: what each service says of itself, and whose it is. */
export const existingKinds = Object.fromEntries(
  serviceNames.flatMap((service) => {
    const kinds: Readonly<Record<string, ReplacementKind>> = serviceNamed(service).external ?? {};
    return Object.entries(kinds).map(([name, kind]) => [name, { ...kind, service }]);
  }),
) as Readonly<Record<ExternalName, ReplacementKind & { readonly service: ServiceName }>>;

export const externalNames = Object.keys(existingKinds) as readonly ExternalName[];

export const privateDnsZoneKind: ExistingKind = {
  label: "private DNS zone",
  armType: "Microsoft.Network/privateDnsZones",
  terraformType: "azurerm_private_dns_zone",
  endpoints: [],
  options: ["createChildren"],
};
