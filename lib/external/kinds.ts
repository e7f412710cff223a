import { serviceNamed, serviceNames } from "../services";
import type { ServiceName } from "../services/words";
import type { ExternalName } from "./external-options";
import type { BroughtKind, ReplacedKind } from "./replaced-kind";

/** Everything that can be brought as one resource: what each service says of itself, and whose it is. */
export const broughtKinds = Object.fromEntries(
  serviceNames.flatMap((service) => {
    const kinds: Readonly<Record<string, ReplacedKind>> = serviceNamed(service).external ?? {};
    return Object.entries(kinds).map(([name, kind]) => [name, { ...kind, service }]);
  }),
) as Readonly<Record<ExternalName, ReplacedKind & { readonly service: ServiceName }>>;

export const externalNames = Object.keys(broughtKinds) as readonly ExternalName[];

export const privateDnsZoneKind: BroughtKind = {
  label: "private DNS zone",
  armType: "Microsoft.Network/privateDnsZones",
  terraformType: "azurerm_private_dns_zone",
  endpoints: [],
  options: ["createChildren"],
};
