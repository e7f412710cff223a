import type { BackendOptions } from "../../../lib";
import { notes } from "../../support/api-management";
import { SHARED, components, platform, settingsIn, withCdn } from "../../support/cdn";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../../support/synth";

const dev = withCdn();
const prod = withCdn(true, { environment: "prod" });

const FRONT_DOOR = "azurerm_cdn_frontdoor";
const ACCOUNT = "azurerm_storage_account";
const CONTAINER = "azurerm_storage_container";
const routeOf = (settings: object): JsonObject =>
  withCdn({ endpoints: { assets: settings } }).platform.only(`${FRONT_DOOR}_route`);

describe("the switch", () => {
  test.each(["dev", "prod"])("Front Door is off in %s unless an option switches it on", (environment) => {
    const { backend, platform: stack, workloads } = synthBackend({ environment }, components);
    expect([backend.cdn, backend.cdnStorage]).toEqual([undefined, undefined]);
    expect([backend.cdnEndpoints, backend.cdnContainers]).toEqual([{}, {}]);
    expect(stack.text).not.toMatch(/frontdoor|cdn/);
    expect(workloads.text).not.toMatch(/CDN_|cdn_|timestamp/);
    expect(stack.all(CONTAINER)).toHaveProperty("storage_container_assets.container_access_type", "private");
  });

  test("Front Door leaves no resource where an environment has it and the call sets it to false", () => {
    const environments = { own: { extends: "dev", optional: { cdn: true } } };
    const off = synthBackend({ environment: "own", environments, optional: { cdn: false } });
    expect(off.backend.cdn).toBeUndefined();
    const on = synthBackend({ environment: "own", environments });
    expect(on.backend.explain("optional.cdn.enabled")).toContain('your environment "own" as optional.cdn');
  });
});

describe.each([
  ["dev", dev, "LRS", 7],
  ["prod", prod, "GZRS", 30],
] as const)("Front Door in %s", (environment, { platform: stack, backend }, replication, days) => {
  test("in each environment, Front Door Standard serves the container assets over HTTPS, as the specification's endpoint", () => {
    expect(stack.only(`${FRONT_DOOR}_profile`)).toMatchObject({
      name: `afd-feedback-${environment}`,
      sku_name: "Standard_AzureFrontDoor",
      tags: { environment, project: "feedback", stack: "platform" },
    });
    expect(stack.only(`${FRONT_DOOR}_profile`)).not.toHaveProperty("location");
    const endpoint = stack.only(`${FRONT_DOOR}_endpoint`);
    expect(endpoint["name"]).toMatch(new RegExp(`^fde-feedback-${environment}-assets-[0-9a-f]{6}$`));
    expect(endpoint["tags"]).toMatchObject({ project: "feedback" });
    expect(stack.only(`${FRONT_DOOR}_route`)).toMatchObject({
      cdn_frontdoor_endpoint_id: "${azurerm_cdn_frontdoor_endpoint.cdn_endpoint_assets.id}",
      cdn_frontdoor_origin_group_id: "${azurerm_cdn_frontdoor_origin_group.cdn_origin_group.id}",
      cdn_frontdoor_origin_ids: ["${azurerm_cdn_frontdoor_origin.cdn_origin.id}"],
      patterns_to_match: ["/assets/*"],
      supported_protocols: ["Https"],
      https_redirect_enabled: false,
      forwarding_protocol: "HttpsOnly",
      link_to_default_domain: true,
      cache: { query_string_caching_behavior: "IgnoreQueryString", compression_enabled: true },
    });
    expect(stack.only(`${FRONT_DOOR}_origin_group`)).toEqual({
      name: "public-assets",
      cdn_frontdoor_profile_id: "${azurerm_cdn_frontdoor_profile.cdn.id}",
      session_affinity_enabled: false,
      load_balancing: {},
    });
  });

  test("the origin is the host of the account, and is explicitly enabled", () => {
    const host = "${azurerm_storage_account.cdn_storage.primary_blob_host}";
    expect(stack.only(`${FRONT_DOOR}_origin`)).toMatchObject({
      enabled: true,
      host_name: host,
      origin_host_header: host,
      certificate_name_check_enabled: true,
    });
  });

  test("public assets are in an account of their own, which takes no keys", () => {
    expect(stack.all(ACCOUNT)["cdn_storage"]).toMatchObject({
      name: expect.stringMatching(/^stcdnfeedback/) as string,
      account_replication_type: replication,
      allow_nested_items_to_be_public: true,
      public_network_access_enabled: true,
      network_rules: { default_action: "Allow" },
      shared_access_key_enabled: false,
      https_traffic_only_enabled: true,
      min_tls_version: "TLS1_2",
      local_user_enabled: false,
      blob_properties: {
        delete_retention_policy: { days },
        container_delete_retention_policy: { days },
      },
    });
    expect(stack.all(CONTAINER)["cdn_storage_container_assets"]).toMatchObject({
      name: "assets",
      storage_account_id: "${azurerm_storage_account.cdn_storage.id}",
      container_access_type: "blob",
    });
  });

  test("the data account stays private, without the container of public assets", () => {
    expect(stack.all(ACCOUNT)["storage"]).toMatchObject({ allow_nested_items_to_be_public: false });
    expect(Object.keys(stack.all(CONTAINER)).sort()).toEqual([
      "cdn_storage_container_assets",
      ...(environment === "prod" ? ["package_storage_container_function-packages"] : []),
      "storage_container_archive",
      "storage_container_function-packages",
      "storage_container_uploads",
    ]);
    expect(notes({ backend } as SynthesisedBackend)).toEqual(
      expect.arrayContaining([
        "adjusted: storage.containers.assets: false, because optional.cdn.endpoints.assets puts this container in a separate storage account; existing blobs are not moved",
        "note: optional.cdn.endpoints.assets: everybody on the internet can read the blobs of container assets",
      ]),
    );
  });

  test("the Front Door profile and the account send their logs", () => {
    const settings = stack.all("azurerm_monitor_diagnostic_setting");
    expect(settings["cdn_diagnostics"]).toMatchObject({
      enabled_log: [
        { category: "FrontDoorAccessLog" },
        { category: "FrontDoorHealthProbeLog" },
        { category: "FrontDoorWebApplicationFirewallLog" },
      ],
      enabled_metric: [{ category: "AllMetrics" }],
    });
    // Azure keeps no choice of tables for it: a plan would show it each time.
    expect(settings["cdn_diagnostics"]).not.toHaveProperty("log_analytics_destination_type");
    expect(settings["cdn_storage_blob_diagnostics"]).toMatchObject({
      enabled_log: [{ category: "StorageRead" }, { category: "StorageWrite" }, { category: "StorageDelete" }],
    });
  });

  test("no private endpoint leads to the public assets", () => {
    const targets = Object.values(stack.all("azurerm_private_endpoint")).map((each) => JSON.stringify(each));
    expect(targets.filter((target) => target.includes("cdn"))).toEqual([]);
    expect(targets.length > 0).toBe(environment === "prod");
  });
});

test("a container that was public before moves to the account of public assets, with a note", () => {
  const storage = { containers: { assets: { publicAccess: "Blob" } } } as const;
  const moved = withCdn(true, { environment: "prod", storage });
  expect(Object.keys(moved.platform.all(CONTAINER))).not.toContain("storage_container_assets");
  expect(moved.platform.all(ACCOUNT)["storage"]?.["allow_nested_items_to_be_public"]).toBe(false);
  expect(notes(moved)).toContain(
    "note: storage.containers.assets: optional.cdn.endpoints.assets puts this container in a separate storage account; existing blobs are not moved",
  );
});

describe("an endpoint", () => {
  test("an endpoint can accept HTTP as it is, or redirect it to HTTPS", () => {
    expect(routeOf({ isHttpAllowed: true })).toMatchObject({
      supported_protocols: ["Http", "Https"],
      https_redirect_enabled: false,
    });
    expect(routeOf({ httpsRedirect: true })).toMatchObject({
      supported_protocols: ["Http", "Https"],
      https_redirect_enabled: true,
    });
    const plain = withCdn({ endpoints: { assets: { isHttpAllowed: true, isHttpsAllowed: false } } });
    expect(plain.platform.only(`${FRONT_DOOR}_route`)["supported_protocols"]).toEqual(["Http"]);
    expect(settingsIn(plain)["CDN_ASSETS_URL"]).toBe(`http://${platform("cdn_assets_host_name")}/assets`);
  });

  test("an endpoint caches responses by the chosen query parameters", () => {
    expect(routeOf({ queryStringCachingBehavior: "UseQueryString" })["cache"]).toMatchObject({
      query_string_caching_behavior: "UseQueryString",
    });
    const specified = {
      queryStringCachingBehavior: "IncludeSpecifiedQueryStrings",
      queryStrings: ["v", "${x}"],
    };
    expect(routeOf(specified)["cache"]).toMatchObject({
      query_string_caching_behavior: "IncludeSpecifiedQueryStrings",
      query_strings: ["v", "$${x}"],
    });
  });

  test("an endpoint compresses the chosen content types, or none", () => {
    expect(routeOf({ contentTypesToCompress: ["text/css"] })["cache"]).toMatchObject({
      compression_enabled: true,
      content_types_to_compress: ["text/css"],
    });
    const off = routeOf({ isCompressionEnabled: false })["cache"];
    expect(off).toMatchObject({ compression_enabled: false });
    expect(off).not.toHaveProperty("content_types_to_compress");
  });

  test("several endpoints have a container and settings each, in one account and one profile", () => {
    const several = withCdn({
      endpoints: { "web-fonts": { isHttpAllowed: true }, assets: {}, uploads: false },
    });
    const { platform: stack, backend } = several;
    expect(Object.keys(stack.all(`${FRONT_DOOR}_route`)).sort()).toEqual([
      "cdn_route_assets",
      "cdn_route_web-fonts",
    ]);
    expect(stack.all(`${FRONT_DOOR}_route`)["cdn_route_web-fonts"]).toMatchObject({
      name: "web-fonts",
      patterns_to_match: ["/web-fonts/*"],
      supported_protocols: ["Http", "Https"],
    });
    expect(Object.keys(stack.all(`${FRONT_DOOR}_origin`))).toEqual(["cdn_origin"]);
    expect(Object.keys(backend.cdnContainers)).toEqual(["assets", "web-fonts"]);
    expect(settingsIn(several)["CDN_WEB_FONTS_URL"]).toBe(
      `https://${platform("cdn_web_fonts_host_name")}/web-fonts`,
    );
  });

  test("an endpoint that is removed leaves its container private in the data account", () => {
    const moved = withCdn({ endpoints: { assets: false, downloads: {} } });
    expect(moved.platform.all(CONTAINER)).toHaveProperty(
      "storage_container_assets.container_access_type",
      "private",
    );
    expect(settingsIn(moved)["RESIZE_BLOBS_ASSETS__blobServiceUri"]).toBe(platform("storage_blob_endpoint"));
  });
});

describe("the account", () => {
  test("the account of public assets has the redundancy of the data account, or the chosen one", () => {
    const replication = (settings: object | true, more: BackendOptions = {}): unknown =>
      withCdn(settings, more).platform.all(ACCOUNT)["cdn_storage"]?.["account_replication_type"];
    expect(replication(true, { storage: { sku: { name: "Standard_ZRS" } } })).toBe("ZRS");
    expect(replication({ storage: { sku: { name: "Standard_RAGRS" } } })).toBe("RAGRS");
  });

  test("the account has a redundancy that its region offers, also where the data account is an existing one", () => {
    const { platform: stack, backend } = withCdn(true, {
      environment: "prod",
      location: "westus",
      storage: { hostAccount: "shared" },
      external: { storage: { id: SHARED } },
    });
    expect(Object.keys(stack.all(ACCOUNT))).toEqual(["cdn_storage", "package_storage"]);
    expect(stack.all(ACCOUNT)["cdn_storage"]?.["account_replication_type"]).toBe("GRS");
    expect(notes({ backend } as SynthesisedBackend)).toEqual(
      expect.arrayContaining([
        'adjusted: optional.cdn.storage.sku: {"name":"Standard_GRS"}, because westus has no availability zones',
        "note: external.storage: must already contain: container function-packages, container uploads, container archive, queue webjobs-blobtrigger-poison",
      ]),
    );
  });

  test("the account keeps deleted blobs for the chosen number of days", () => {
    const { platform: stack } = withCdn({ storage: { softDeleteRetentionInDays: 90 } });
    expect(stack.all(ACCOUNT)).toMatchObject({
      cdn_storage: { blob_properties: { delete_retention_policy: { days: 90 } } },
      storage: { blob_properties: { delete_retention_policy: { days: 7 } } },
    });
  });
});

test("the resource providers of Front Door and storage are registered in the stacks that deploy them", () => {
  const { resourceProviders } = dev.backend.plan;
  expect(resourceProviders.platform).toEqual(expect.arrayContaining(["Microsoft.Cdn", "Microsoft.Storage"]));
  expect(resourceProviders.workloads).not.toContain("Microsoft.Cdn");
});

test("names of Front Door can be chosen", () => {
  const names = { cdnProfile: "afd-web", cdnStorageAccount: "stweb" };
  const { platform: stack } = withCdn(true, { names });
  expect(stack.only(`${FRONT_DOOR}_profile`)["name"]).toBe("afd-web");
  expect(stack.all(ACCOUNT)["cdn_storage"]?.["name"]).toBe("stweb");
});
