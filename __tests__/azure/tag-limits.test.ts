import { PrivateDnsARecord } from "@cdktf/provider-azurerm/lib/private-dns-a-record";
import { DnsZone } from "@cdktf/provider-azurerm/lib/dns-zone";
import { TrafficManagerProfile } from "@cdktf/provider-azurerm/lib/traffic-manager-profile";
import fc from "fast-check";
import { type BackendOptions, planBackend } from "../../lib";
import { tagsTakenBy } from "../../lib/azure/names/tag-limits";
import { feedbackApi } from "../support/sample";
import { synthBackend } from "../support/synth";

const ODD = { "Cost Center": "42", "team:owner": "media", "2nd": "x", größe: "l", "cost-center": "42" };
const ZONE = "azurerm_private_dns_zone";
const LINK = "azurerm_private_dns_zone_virtual_network_link";
const PROFILE = "azurerm_cdn_frontdoor_profile";
const DEFAULTS = ["stack", "project", "environment"];

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, "x"]));
const names = (config: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(config["tags"] as object).sort();
const notesOf = (options: Partial<BackendOptions>) =>
  planBackend({ feedbackApi }, { project: "shop", location: "eastus2", ...options })
    .notes.filter(({ path }) => path === "tags")
    .map(({ message }) => message);

describe("tags on resources with limits", () => {
  const prod = { environment: "prod", optional: { cdn: true } } as const;

  test("tags are left out of zones, links and Front Door, and nowhere else", () => {
    const { network, platform } = synthBackend({ ...prod, tags: ODD });
    const zones = [...Object.values(network.all(ZONE)), ...Object.values(network.all(LINK))];
    expect(zones.length).toBeGreaterThan(4);
    for (const zone of zones) expect(names(zone)).toEqual([...DEFAULTS, "cost-center"].sort());
    expect(names(platform.only(PROFILE))).toEqual(
      [...DEFAULTS, "Cost Center", "2nd", "größe", "cost-center"].sort(),
    );
    expect(names(platform.only("azurerm_key_vault"))).toEqual([...DEFAULTS, ...Object.keys(ODD)].sort());
  });

  test("a note says that tags are left out, where a resource does not take them", () => {
    const dns =
      "not set on DNS zones, their links and records, which allow 15 tags, with names of letters, digits, - and _, beginning with a letter or _";
    expect(notesOf({ ...prod, tags: ODD })).toEqual([
      `"Cost Center", "team:owner", "2nd", "größe" ${dns}`,
      '"team:owner" not set on Front Door and CDN, which allow 15 tags, with names of no # and no :',
    ]);
    expect(notesOf({ environment: "dev", tags: ODD })).toEqual([]);
    expect(notesOf({ environment: "prod", tags: { team: "media" } })).toEqual([]);
    expect(notesOf({ environment: "prod", external: { privateDnsZones: "policy" }, tags: ODD })).toEqual([]);
  });

  test("tags are cut to 15 on such resources, the library's own first", () => {
    const { network, platform } = synthBackend({ environment: "prod", tags: many(20) });
    for (const zone of network.every(ZONE)) {
      expect(names(zone)).toHaveLength(15);
      expect(names(zone)).toEqual(expect.arrayContaining(DEFAULTS));
    }
    expect(names(platform.only("azurerm_key_vault"))).toHaveLength(23);
    expect(notesOf({ environment: "prod", tags: many(20) })[0]).toMatch(
      /^"t12", "t13", .*"t19" not set on DNS zones/,
    );
    expect(notesOf({ environment: "prod", tags: many(12) })).toEqual([]);
  });

  test("tags are left out of the user's constructs of such types too", () => {
    const { platform } = synthBackend({ environment: "dev", tags: ODD }, undefined, ({ stacks }) => {
      const place = { resourceGroupName: "rg" };
      new DnsZone(stacks.platform, "zone", { ...place, name: "contoso.com", tags: { own: "1" } });
      new PrivateDnsARecord(stacks.platform, "record", {
        ...place,
        name: "a",
        records: [],
        ttl: 1,
        zoneName: "z",
      });
      new TrafficManagerProfile(stacks.platform, "traffic", {
        ...place,
        name: "traffic",
        trafficRoutingMethod: "Priority",
        dnsConfig: { relativeName: "t", ttl: 60 },
        monitorConfig: { port: 443, protocol: "HTTPS" },
      });
    });
    expect(names(platform.only("azurerm_dns_zone"))).toEqual([...DEFAULTS, "cost-center", "own"].sort());
    expect(names(platform.only("azurerm_private_dns_a_record"))).toEqual([...DEFAULTS, "cost-center"].sort());
    expect(names(platform.only("azurerm_traffic_manager_profile"))).toEqual(
      [...DEFAULTS, "größe", "cost-center"].sort(),
    );
  });

  test("tags give a warning, where they were given to one resource alone", () => {
    const { backend } = synthBackend({ environment: "dev" }, undefined, ({ stacks }) => {
      const tags = { "Cost Center": "1", team: "media" };
      new DnsZone(stacks.platform, "zone", { resourceGroupName: "rg", name: "contoso.com", tags });
    });
    const { metadata } = backend.stacks.platform.node.findChild("zone").node;
    expect(metadata.map(({ data }) => data as unknown)).toContain(
      'Azure does not allow the tag "Cost Center" on azurerm_dns_zone: not set there',
    );
  });

  test("tags stay where a resource of the user was given them first", () => {
    const own = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`own${index}`, "x"]));
    const { platform } = synthBackend({ environment: "dev" }, undefined, ({ stacks }) => {
      new DnsZone(stacks.platform, "zone", { resourceGroupName: "rg", name: "contoso.com", tags: own });
    });
    expect(names(platform.only("azurerm_dns_zone"))).toEqual([...Object.keys(own), "stack"].sort());
  });

  test("any tags are cut to those that a zone accepts", () => {
    const tags = fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.constant("x"), { maxKeys: 40 });
    fc.assert(
      fc.property(tags, (each) => {
        const taken = Object.keys(tagsTakenBy(ZONE, each));
        expect(taken.length).toBeLessThanOrEqual(15);
        for (const name of taken) expect(name).toMatch(/^[A-Za-z_][\w-]*$/);
        expect(tagsTakenBy("azurerm_key_vault", each)).toBe(each);
      }),
    );
  });
});
