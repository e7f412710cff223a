import ipaddr from "ipaddr.js";
import { openingArguments } from "../../azure/opening-arguments";
import type { Data } from "../../settings/data";
import { type Change, type ChangedValue, listAt, textAt } from "../change";
import type { Severity } from "../finding";
import { valueText } from "../shown-value";
import { type ReviewContext, type Rule, type Said, perChange, perValue } from "./rule";

/** Lists of addresses that are allowed. */
const ADDRESSES = new Set([
  "ip_rules",
  "ip_range_filter",
  "authorized_ip_ranges",
  "allowed_ip_ranges",
  "ip_mask",
  "start_ip_address",
]);

/** What the internet reaches, or reads. */
export const exposureRules = {
  "public-access": {
    severity: "high",
    title: "A resource is opened to the internet",
    source:
      "learn.microsoft.com/azure/private-link/private-endpoint-overview#network-security-of-private-endpoints",
    find: perOpening(({ argument, before, after }) => {
      const name = argument.slice(argument.lastIndexOf(".") + 1);
      if (after === undefined || after !== openingArguments[name]?.value || before === after)
        return undefined;
      return {
        what: `${argument} becomes ${valueText(after, argument)}`,
        why: "Everybody on the internet can send it requests: only its authentication is left.",
        fix: "Keep it closed, and reach it by its private endpoint or from allowed addresses.",
      };
    }),
  },
  "addresses-allowed": {
    severity: "medium",
    title: "More addresses are allowed",
    source: "learn.microsoft.com/azure/cosmos-db/how-to-configure-firewall",
    find: perOpening((value) => {
      const name = value.argument.slice(value.argument.lastIndexOf(".") + 1);
      if (!ADDRESSES.has(name)) return undefined;
      const before = textsOf(value.before);
      const added = textsOf(value.after).filter((each) => !before.includes(each));
      if (added.length === 0) return undefined;
      const isWide = added.some(isWideRange);
      return {
        ...(isWide ? { severity: "high" as Severity } : {}),
        what: `${value.argument} allows ${added.join(", ")}`,
        why: isWide
          ? "That is all of the internet, or a large part of it."
          : "Requests from there reach it; only its authentication is left.",
        fix: "Make sure that these addresses are your own, and as few as possible.",
      };
    }),
  },
  "public-blobs": {
    severity: "high",
    title: "Blobs of a container can be read without a login",
    source: "learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure",
    find: perOpening(({ argument, before, after }, { type }) =>
      type === "azurerm_storage_container" &&
      argument === "container_access_type" &&
      (after === "blob" || after === "container") &&
      before !== after
        ? {
            what: `container_access_type becomes ${after}`,
            why: "Everybody on the internet reads its blobs without a login.",
            fix: "Set it to private, and give out links with an end (user delegation SAS).",
          }
        : undefined,
    ),
  },
  "inbound-rule": {
    severity: "high",
    title: "A rule of a network security group lets the internet in",
    source: "learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
    find: perChange(({ type, kind, before, after }) => {
      if (kind === "no-op" || !/^azurerm_network_security_(?:group|rule)$/.test(type)) return undefined;
      const known = rulesOf(type, before).filter(letsInternetIn).map(portsOf);
      const added = rulesOf(type, after)
        .filter(letsInternetIn)
        .map(portsOf)
        .filter((ports) => !known.includes(ports));
      return added.length === 0
        ? undefined
        : {
            what: `lets everybody on the internet in on ${added.join("; ")}`,
            why: "Whatever listens there in the subnet can be reached from outside.",
            fix: "Name the addresses or the service tag that it is for.",
          };
    }),
  },
  "private-endpoint-removed": {
    severity: "medium",
    title: "A private endpoint is destroyed",
    source: "learn.microsoft.com/azure/private-link/private-endpoint-overview",
    find: perChange(({ type, kind }) =>
      type === "azurerm_private_endpoint" && kind === "delete"
        ? {
            what: "is destroyed",
            why: "What it leads to can no longer be reached from the network, or is reached over the internet from now on.",
            fix: "Make sure that nothing uses it: networking.privateEndpoints.",
          }
        : undefined,
    ),
  },
  "encryption-in-transit": {
    severity: "medium",
    title: "Connections without encryption, or with an old version of TLS, are accepted",
    source: "learn.microsoft.com/security/benchmark/azure/mcsb-v2-data-protection",
    find: perOpening(({ argument, before, after }) => {
      const name = argument.slice(argument.lastIndexOf(".") + 1);
      const isPlain =
        (/^https_(?:only|traffic_only_enabled)$/.test(name) && after === false && before === true) ||
        (name === "non_ssl_port_enabled" && after === true);
      const isOlder = /^(?:scm_)?(?:min|minimum|minimal)_tls_version$/.test(name) && tls(after) < tls(before);
      return isPlain || isOlder
        ? {
            what: `${argument} becomes ${valueText(after, argument)}`,
            why: "Somebody on the way can read or change what is sent.",
            fix: "Keep HTTPS alone, with TLS 1.2 or later.",
          }
        : undefined;
    }),
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** Of what exists, each value that changes; of a new resource that is not the library's own, each value: access says the others. */
function perOpening(
  find: (value: ChangedValue, change: Change, context: ReviewContext) => Said | undefined,
): Rule["find"] {
  return perValue(find, (change, context, stack) => context.built(stack, change.address) === undefined);
}

function textsOf(value: Data): readonly string[] {
  if (typeof value === "string") return value.split(",").map((each) => each.trim());
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}

/** Shorter prefixes are no company's own. */
const SHORTEST_PREFIX = { ipv4: 16, ipv6: 32 };

/** `0.0.0.0` alone is "all of Azure" to Cosmos DB and to databases. */
function isWideRange(text: string): boolean {
  if (/^(?:\*|Internet|Any|0\.0\.0\.0)$/i.test(text)) return true;
  if (!ipaddr.isValidCIDR(text)) return false;
  const [address, prefix] = ipaddr.parseCIDR(text);
  return prefix < SHORTEST_PREFIX[address.kind()];
}

function rulesOf(type: string, resource: Data): readonly Data[] {
  if (type === "azurerm_network_security_rule") return [resource];
  const rules = (resource as Readonly<Record<string, Data>>)["security_rule"];
  return Array.isArray(rules) ? (rules as readonly Data[]) : [];
}

function letsInternetIn(rule: Data): boolean {
  const from = [textAt(rule, "source_address_prefix"), ...listAt(rule, "source_address_prefixes")];
  return (
    textAt(rule, "direction") === "Inbound" && textAt(rule, "access") === "Allow" && from.some(isWideRange)
  );
}

function portsOf(rule: Data): string {
  const ports = [textAt(rule, "destination_port_range"), ...listAt(rule, "destination_port_ranges")].filter(
    (each) => each !== "",
  );
  return `${textAt(rule, "protocol")} ${ports.join(", ")}`.trim();
}

/** `TLS1_2`, `1.2`, `Tls12`; later than any where it says nothing. */
function tls(version: Data): number {
  const digits = typeof version === "string" ? version.replaceAll(/\D/g, "") : "";
  return digits === "" ? Infinity : Number(digits);
}
