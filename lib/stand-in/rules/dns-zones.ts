import { key, parseResourcePath } from "../resource-path";
import type { Rule, RuleContext } from "../rule";

const ZONES = "Microsoft.Network/dnsZones";
const RECORDS = ["A", "CNAME", "TXT"].map((kind) => `${ZONES}/${kind}`);

/** Records of other types at the name of a record. */
function others({ id, name, store }: RuleContext): readonly string[] {
  const { parent = "", type = "" } = parseResourcePath(id) ?? {};
  return RECORDS.filter((each) => key(each) !== key(type)).filter((each) =>
    store.children(parent, each).some((record) => key(record.name) === key(name)),
  );
}

export const dnsZones: readonly Rule[] = [
  {
    says: "the root of a zone has no CNAME record",
    source: "learn.microsoft.com/azure/dns/dns-zones-records#cname-records",
    on: [`${ZONES}/CNAME`],
    refuse: (_asked, { name }) =>
      name === "@" ? "A CNAME record set may not be created at the zone apex" : undefined,
  },
  {
    says: "a CNAME record is alone at its name",
    source: "learn.microsoft.com/azure/dns/dns-zones-records#cname-records",
    on: RECORDS,
    refuse(_asked, context) {
      const isCname = key(parseResourcePath(context.id)?.type ?? "") === key(`${ZONES}/CNAME`);
      const found = others(context);
      return (isCname ? found.length > 0 : found.includes(`${ZONES}/CNAME`))
        ? `The record set could not be created because a CNAME record set with the name ${context.name} would conflict with other record sets`
        : undefined;
    },
  },
];
