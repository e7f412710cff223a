import { serviceNamed, serviceNames } from "../../services";
import type { ServiceName } from "../../services/words";
import type { ExternalName } from "../../services/contract/external-options";
import type { ExistingKind, ReplacementKind } from "../../services/contract/existing-kind";

/** Every existing resource that a backend can use: what each service says of itself, and whose it is. */
export const existingKinds = Object.fromEntries(
  serviceNames.flatMap((service) => {
    const kinds: Readonly<Record<string, ReplacementKind>> = serviceNamed(service).external ?? {};
    return Object.entries(kinds).map(([name, kind]) => [name, { ...kind, service }]);
  }),
) as Readonly<Record<ExternalName, ReplacementKind & { readonly service: ServiceName }>>;

export const externalNames = Object.keys(existingKinds) as readonly ExternalName[];

export function isExternalName(name: string): name is ExternalName {
  return Object.hasOwn(existingKinds, name);
}

export const privateDnsZoneKind: ExistingKind = {
  label: "private DNS zone",
  armType: "Microsoft.Network/privateDnsZones",
  terraformType: "azurerm_private_dns_zone",
  endpoints: [],
  options: ["createChildren"],
};
