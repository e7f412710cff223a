import { type BackendOptions, defineFunction } from "../../../lib";
import { messageOf, problemsOf } from "../../support/problems";
import { synthBackend } from "../../support/synth";

const ZONE =
  "/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/rg-dns/providers/Microsoft.Network/dnszones/Contoso.com";
const HOST = "api.contoso.com";
const hello = defineFunction({ name: "hello", entry: "./hello.ts", trigger: { type: "http" } });

const given = (customDomains: object, options: BackendOptions = {}): BackendOptions => ({
  environment: "prod",
  ...options,
  functionApp: { ...options.functionApp, customDomains },
});
const withDomains = (customDomains: object, options?: BackendOptions) =>
  synthBackend(given(customDomains, options), { hello });

describe("a custom domain in a DNS zone", () => {
  const { workloads, backend } = withDomains({ [HOST]: { dnsZoneId: ZONE } });
  const id = "custom_domain_api_contoso_com_54905b3f";

  test("records lead to the app and show who owns it, made by the provider of the zone's subscription", () => {
    const at = {
      provider: "azurerm.subscription_22222222-2222-4222-8222-222222222222",
      resource_group_name: "rg-dns",
      zone_name: "Contoso.com",
    };
    expect(workloads.only("azurerm_dns_cname_record")).toMatchObject({
      ...at,
      name: "api",
      record: "${azurerm_windows_function_app.function_app.default_hostname}",
    });
    expect(workloads.only("azurerm_dns_txt_record")).toMatchObject({
      ...at,
      name: "asuid.api",
      record: [
        { value: "${nonsensitive(azurerm_windows_function_app.function_app.custom_domain_verification_id)}" },
      ],
    });
  });

  test("the records come first, then the binding, then its certificate", () => {
    const binding = Object.keys(workloads.all("azurerm_app_service_custom_hostname_binding"))[0] ?? "";
    expect(workloads.only("azurerm_app_service_custom_hostname_binding")).toMatchObject({
      hostname: HOST,
      app_service_name: "${azurerm_windows_function_app.function_app.name}",
      depends_on: workloads.addresses.filter((address) => address.startsWith("azurerm_dns_")),
      lifecycle: { ignore_changes: ["ssl_state", "thumbprint"] },
    });
    expect(workloads.only("azurerm_app_service_managed_certificate")).toMatchObject({
      custom_hostname_binding_id: `\${azurerm_app_service_custom_hostname_binding.${binding}.id}`,
    });
    expect(workloads.only("azurerm_app_service_certificate_binding")).toMatchObject({
      hostname_binding_id: `\${azurerm_app_service_custom_hostname_binding.${binding}.id}`,
      ssl_state: "SniEnabled",
    });
    expect(binding).toBe(id);
  });

  test("the binding is in the backend by its host name, and the verification id is an output", () => {
    expect(Object.keys(backend.customDomains)).toEqual([HOST]);
    expect(workloads.json["output"]).toHaveProperty("function_app_custom_domain_verification_id");
  });

  test("the notes say what the deployer needs, and name no record to create", () => {
    const notes = backend.explain("notes");
    expect(notes).toContain("the deployer needs DNS Zone Contributor on that zone");
    expect(notes).not.toContain("create its DNS records");
  });

  test("the zone in the backend's own subscription needs no further provider", () => {
    const { workloads: own } = withDomains(
      { [HOST]: { dnsZoneId: ZONE } },
      { subscriptionId: "22222222-2222-4222-8222-222222222222" },
    );
    expect(own.only("azurerm_dns_cname_record")).not.toHaveProperty("provider");
  });
});

describe("a custom domain", () => {
  test("without a zone, the notes name the records, and nothing is written into DNS", () => {
    const { workloads, backend } = withDomains({ [HOST]: {} });
    expect(workloads.addresses.filter((address) => address.startsWith("azurerm_dns_"))).toEqual([]);
    expect(backend.plan.notes).toContainEqual({
      level: "note",
      path: `functionApp.customDomains.${HOST}`,
      message: expect.stringContaining(
        `CNAME ${HOST} for ${backend.plan.services.functionApp.name}.azurewebsites.net, and TXT asuid.${HOST}`,
      ) as string,
    });
    expect(workloads.only("azurerm_app_service_custom_hostname_binding")).not.toHaveProperty("depends_on");
  });

  test("with a certificate of one's own, nothing binds one", () => {
    const { workloads, backend } = withDomains({ [HOST]: { certificate: "none" } });
    expect(workloads.all("azurerm_app_service_managed_certificate")).toEqual({});
    expect(workloads.all("azurerm_app_service_certificate_binding")).toEqual({});
    expect(backend.explain("notes")).toContain("has no certificate until you bind one");
  });

  test("the root of a zone has the address of the app", () => {
    const { workloads } = withDomains({ "contoso.com": { dnsZoneId: ZONE, address: "20.50.2.10" } });
    expect(workloads.only("azurerm_dns_a_record")).toMatchObject({ name: "@", records: ["20.50.2.10"] });
    expect(workloads.only("azurerm_dns_txt_record")).toMatchObject({ name: "asuid" });
    expect(workloads.all("azurerm_dns_cname_record")).toEqual({});
  });

  test("an environment removes one with false, and adds another", () => {
    const { workloads } = synthBackend(
      {
        environment: "test",
        environments: { test: { extends: "prod", functionApp: { customDomains: { [HOST]: {} } } } },
        functionApp: { customDomains: { [HOST]: false, "test.contoso.com": {} } },
      },
      { hello },
    );
    expect(workloads.only("azurerm_app_service_custom_hostname_binding")["hostname"]).toBe(
      "test.contoso.com",
    );
  });

  test("a closed app has a managed certificate as well: Azure answers DigiCert before the app", () => {
    const { workloads } = withDomains({ [HOST]: {} }, { functionApp: { publicNetworkAccess: false } });
    expect(Object.keys(workloads.all("azurerm_app_service_managed_certificate"))).toHaveLength(1);
  });

  test("on Y1 a managed certificate is warned of, and on FC1 a name without one is possible", () => {
    const y1 = synthBackend(
      { environment: "dev", functionApp: { customDomains: { [HOST]: {} } } },
      { hello },
    );
    expect(y1.backend.plan.notes).toContainEqual(
      expect.objectContaining({ level: "warning", path: `functionApp.customDomains.${HOST}` }),
    );
    const flex = withDomains({ [HOST]: { certificate: "none" } }, { functionApp: { plan: "FC1" } });
    expect(flex.workloads.only("azurerm_app_service_custom_hostname_binding")["app_service_name"]).toBe(
      "${azurerm_function_app_flex_consumption.function_app.name}",
    );
  });

  test("behind API Management in the network, the notes say who uses the name", () => {
    const { backend } = withDomains(
      { [HOST]: {} },
      { optional: { apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" } } },
    );
    expect(backend.explain("notes")).toContain("API Management alone reaches the app: these are names for");
  });

  test("without custom domains nothing is written, and no output", () => {
    const { workloads } = synthBackend({ environment: "prod" }, { hello });
    expect(workloads.json["output"]).not.toHaveProperty("function_app_custom_domain_verification_id");
    expect(workloads.text).not.toContain("nonsensitive");
  });
});

describe("a custom domain is refused", () => {
  const LONG = `${"a".repeat(50)}.${"b".repeat(20)}.com`;
  test.each<[string, object, BackendOptions, string, string]>([
    [
      "in capitals",
      { "API.contoso.com": {} },
      {},
      "API.contoso.com",
      "must be a host name of your own in lower case",
    ],
    [
      "with a scheme",
      { "https://api.contoso.com": {} },
      {},
      "https://api.contoso.com",
      "must be a host name of your own",
    ],
    ["of one label", { api: {} }, {}, "api", "must be a host name of your own"],
    [
      "of Azure's",
      { "shop.azurewebsites.net": {} },
      {},
      "shop.azurewebsites.net",
      "must be a host name of your own",
    ],
    [
      "with a wildcard",
      { "*.contoso.com": {} },
      {},
      "*.contoso.com",
      "is a wildcard, which managed certificates do not support",
    ],
    [
      "that is longer than a managed certificate takes",
      { [LONG]: {} },
      {},
      LONG,
      "at most 64 characters, got 75",
    ],
    [
      "with a certificate on FC1",
      { [HOST]: {} },
      { functionApp: { plan: "FC1" } },
      HOST,
      "azurerm cannot bind a certificate",
    ],
    [
      "in what is no zone",
      { [HOST]: { dnsZoneId: "contoso.com" } },
      {},
      `${HOST}.dnsZoneId`,
      "must be the resource id of a public DNS zone",
    ],
    [
      "in a private zone",
      { [HOST]: { dnsZoneId: ZONE.replace("dnszones", "privateDnsZones") } },
      {},
      `${HOST}.dnsZoneId`,
      "must be the resource id of a public DNS zone",
    ],
    [
      "in the zone of another domain",
      { "api.fabrikam.com": { dnsZoneId: ZONE } },
      {},
      "api.fabrikam.com.dnsZoneId",
      "Contoso.com is not the zone of api.fabrikam.com",
    ],
    [
      "in a zone that only ends alike",
      { "api.mycontoso.com": { dnsZoneId: ZONE } },
      {},
      "api.mycontoso.com.dnsZoneId",
      "is not the zone of",
    ],
    [
      "at the root without an address",
      { "contoso.com": { dnsZoneId: ZONE } },
      {},
      "contoso.com.address",
      "the root of a zone needs the address of the app",
    ],
    [
      "at the root with a wrong address",
      { "contoso.com": { dnsZoneId: ZONE, address: "20.1" } },
      {},
      "contoso.com.address",
      "must be an IPv4 address",
    ],
    [
      "at the root on Y1",
      { "contoso.com": { dnsZoneId: ZONE, address: "20.50.2.10" } },
      { environment: "dev" },
      "contoso.com",
      "an app on Y1 takes names only",
    ],
    [
      "with an address elsewhere",
      { [HOST]: { dnsZoneId: ZONE, address: "20.50.2.10" } },
      {},
      `${HOST}.address`,
      "is used for the root of a DNS zone only",
    ],
    [
      "with an address without a zone",
      { [HOST]: { address: "20.50.2.10" } },
      {},
      `${HOST}.address`,
      "is used for the root of a DNS zone only",
    ],
  ])("a custom domain is refused %s", (_what, customDomains, options, path, message) => {
    const problems = problemsOf(given(customDomains, options), { hello });
    expect(problems).toEqual([
      expect.objectContaining({
        path: `functionApp.customDomains.${path}`,
        message: expect.stringContaining(message) as string,
      }),
    ]);
  });

  test.each<[string, object, string]>([
    ["a list of names", ["api.contoso.com"], "functionApp.customDomains: must be an object"],
    [
      "another certificate",
      { [HOST]: { certificate: "auto" } },
      `functionApp.customDomains.${HOST}.certificate`,
    ],
    ["another key", { [HOST]: { zone: ZONE } }, `functionApp.customDomains.${HOST}.zone`],
  ])("a custom domain is refused: %s", (_what, customDomains, message) => {
    expect(messageOf(given(customDomains), { hello })).toContain(message);
  });

  test("names that others give to the option lead to it", () => {
    const message = messageOf({ functionApp: { hostNames: [HOST] } });
    expect(message).toContain('Did you mean "functionApp.customDomains"?');
  });
});
