import { objectAt } from "../json";
import type { Rule } from "../rule";

const TAGS = "learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations";
const ZONES = ["privateDnsZones", "dnsZones"].map((type) => `Microsoft.Network/${type}`);
const DNS: readonly string[] = [
  ...ZONES,
  "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
  "Microsoft.Network/privateDnsZones/A",
];
const CDN = ["Microsoft.Cdn/profiles", "Microsoft.Cdn/profiles/afdEndpoints"];

/** Beside what holds of every resource: ./governance.ts */
export const tags: readonly Rule[] = [
  {
    says: "DNS zones, their links and records, and CDN profiles have 15 tags at most",
    source: TAGS,
    on: [...DNS, ...CDN],
    refuse(asked) {
      const { length } = Object.keys(objectAt(asked, "tags"));
      return length > 15
        ? `A maximum of 15 tags are allowed. The number of tags specified is ${length}.`
        : undefined;
    },
  },
  {
    says: "a tag of Front Door has no # and no : in its name",
    source: TAGS,
    on: CDN,
    refuse(asked) {
      const wrong = Object.keys(objectAt(asked, "tags")).find((name) => /[#:]/.test(name));
      return wrong === undefined ? undefined : `The tag name '${wrong}' is not supported`;
    },
  },
  {
    says: "a tag of a DNS zone, link or record is dropped where its name has other characters than letters, digits, - and _",
    source: `${TAGS}, github.com/hashicorp/terraform-provider-azurerm/issues/6129`,
    on: DNS,
    keeps(asked) {
      const said = Object.entries(objectAt(asked, "tags"));
      const kept = said.filter(([name]) => /^[a-z_][\w-]*$/i.test(name));
      return kept.length === said.length ? asked : { ...asked, tags: Object.fromEntries(kept) };
    },
  },
];
