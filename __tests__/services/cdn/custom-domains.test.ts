import { withCdn } from "../../support/cdn";
import { problemsOf } from "../../support/problems";

const ZONE =
  "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg-dns/providers/Microsoft.Network/dnsZones/contoso.com";
const HOST = "assets.contoso.com";
const DOMAIN = "azurerm_cdn_frontdoor_custom_domain";

describe("a custom domain of Front Door", () => {
  const { platform, backend } = withCdn({ customDomains: { [HOST]: { dnsZoneId: ZONE } } });
  const [id = ""] = Object.keys(platform.all(DOMAIN));
  const domain = `\${${DOMAIN}.${id}.id}`;

  test("a custom domain has a managed certificate, and its route the domain beside the endpoint's own name", () => {
    expect(platform.only(DOMAIN)).toEqual({
      name: "assets-contoso-com",
      cdn_frontdoor_profile_id: "${azurerm_cdn_frontdoor_profile.cdn.id}",
      host_name: HOST,
      dns_zone_id: ZONE,
      tls: { certificate_type: "ManagedCertificate" },
    });
    expect(platform.only("azurerm_cdn_frontdoor_route")).toMatchObject({
      cdn_frontdoor_custom_domain_ids: [domain],
      link_to_default_domain: true,
    });
    expect(platform.only(`${DOMAIN}_association`)).toEqual({
      cdn_frontdoor_custom_domain_id: domain,
      cdn_frontdoor_route_ids: ["${azurerm_cdn_frontdoor_route.cdn_route_assets.id}"],
    });
    expect(Object.keys(backend.cdnCustomDomains)).toEqual([HOST]);
  });

  test("one record proves whose the name is, and another one leads to the endpoint once the route has it", () => {
    const provider = "azurerm.subscription_22222222-2222-4222-8222-222222222222";
    expect(platform.only("azurerm_dns_txt_record")).toMatchObject({
      provider,
      name: "_dnsauth.assets",
      record: [{ value: `\${${DOMAIN}.${id}.validation_token}` }],
    });
    expect(platform.only("azurerm_dns_cname_record")).toMatchObject({
      provider,
      name: "assets",
      record: "${azurerm_cdn_frontdoor_endpoint.cdn_endpoint_assets.host_name}",
      depends_on: ["azurerm_cdn_frontdoor_route.cdn_route_assets"],
    });
  });

  test("the root of a zone is an alias of the endpoint, and synth warns of its certificate", () => {
    const root = withCdn({ customDomains: { "contoso.com": { dnsZoneId: ZONE } } });
    expect(root.platform.only("azurerm_dns_a_record")).toMatchObject({
      name: "@",
      target_resource_id: "${azurerm_cdn_frontdoor_endpoint.cdn_endpoint_assets.id}",
    });
    expect(root.platform.only("azurerm_dns_txt_record")["name"]).toBe("_dnsauth");
    expect(root.backend.plan.notes).toContainEqual(
      expect.objectContaining({ level: "warning", path: "optional.cdn.customDomains.contoso.com" }),
    );
  });

  test("without a zone the notes say what to create", () => {
    const own = withCdn({ customDomains: { [HOST]: {}, "old.contoso.com": false } });
    expect(own.platform.addresses.filter((address) => address.startsWith("azurerm_dns_"))).toEqual([]);
    expect(own.backend.explain("notes")).toContain(`TXT _dnsauth.${HOST} with the validation token`);
    expect(own.platform.only(DOMAIN)).not.toHaveProperty("dns_zone_id");
  });

  test("with several endpoints each domain has the one that it names", () => {
    const several = withCdn({
      endpoints: { assets: {}, media: {} },
      customDomains: { [HOST]: { endpoint: "assets" }, "media.contoso.com": { endpoint: "media" } },
    });
    for (const name of ["assets", "media"]) {
      const route = several.platform.all("azurerm_cdn_frontdoor_route")[`cdn_route_${name}`];
      expect(route?.["cdn_frontdoor_custom_domain_ids"]).toEqual([
        expect.stringContaining(`${DOMAIN}.cdn_custom_domain_${name}_contoso_com`),
      ]);
    }
  });
});

test.each<[string, object, string, string]>([
  ["in capitals", { "Assets.contoso.com": {} }, "Assets.contoso.com", "must be a host name of your own"],
  ["of Azure's", { "shop.azurefd.net": {} }, "shop.azurefd.net", "must be a host name of your own"],
  ["with a wildcard", { "*.contoso.com": {} }, "*.contoso.com", "is a wildcard"],
  ["of no endpoint", { [HOST]: { endpoint: "media" } }, `${HOST}.endpoint`, '"media" is no endpoint'],
  [
    "in another zone",
    { "a.fabrikam.com": { dnsZoneId: ZONE } },
    "a.fabrikam.com.dnsZoneId",
    "is not the zone of",
  ],
  [
    "in no zone",
    { [HOST]: { dnsZoneId: "contoso.com" } },
    `${HOST}.dnsZoneId`,
    "must be the resource id of a public",
  ],
])("a custom domain of Front Door is refused %s", (_what, customDomains, path, message) => {
  expect(problemsOf({ optional: { cdn: { customDomains } } })).toEqual([
    expect.objectContaining({
      path: `optional.cdn.customDomains.${path}`,
      message: expect.stringContaining(message) as string,
    }),
  ]);
});

test("a custom domain of Front Door says its endpoint where there are several", () => {
  const cdn = { endpoints: { assets: {}, media: {} }, customDomains: { [HOST]: {} } };
  expect(problemsOf({ optional: { cdn } })).toEqual([
    expect.objectContaining({
      path: `optional.cdn.customDomains.${HOST}.endpoint`,
      message: "is not set, and there are 2 endpoints",
      fix: "set it to one of assets, media",
    }),
  ]);
});
