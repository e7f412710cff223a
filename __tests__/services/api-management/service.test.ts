import type { BackendOptions } from "../../../lib";
import { type SynthesisedStack, synthBackend } from "../../support/synth";

const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const apim = (settings: object = {}, more: BackendOptions = {}): BackendOptions => ({
  ...more,
  optional: { apim: { ...publisher, ...settings } },
});
const prod = synthBackend(apim({}, { environment: "prod" }));
const dev = synthBackend(apim());

const SERVICE = "azurerm_api_management";
const ofService = (stack: SynthesisedStack): readonly string[] =>
  stack.addresses.filter((address) => /apim(?!_diagnostics)|api_management/.test(address));
describe("the switch", () => {
  test("API Management is off in every environment unless an option switches it on", () => {
    for (const environment of ["dev", "prod"]) {
      const without = synthBackend({ environment });
      expect(without.backend.apim).toBeUndefined();
      expect(ofService(without.platform)).toEqual([]);
    }
  });

  test.each<[string, BackendOptions]>([
    ["optional.apim: true", { optional: { apim: true } }],
    ["optional.apim with settings", { optional: { apim: {} } }],
    ["optional.apim.enabled", { optional: { apim: { enabled: true } } }],
    ["apim", { apim: true }],
    ["defaults.apim", { defaults: { apim: true } }],
    ["two that agree", { apim: true, optional: { apim: { privateDns: false } } }],
  ])("the switch of API Management can be written as %s", (_what, options) => {
    const environments = { own: { extends: "dev", optional: { apim: { enabled: false, ...publisher } } } };
    const { backend } = synthBackend({ ...options, environment: "own", environments });
    expect(backend.plan.settings.optional.apim.enabled).toBe(true);
    expect(backend.apim).toBeDefined();
  });

  test("the switch keeps the settings of an environment, and false switches API Management off again", () => {
    const sku = { name: "Basic", capacity: 2 } as const;
    const environments = {
      own: {
        extends: "dev",
        organization: "Contoso",
        optional: { apim: { sku, publisherEmail: "a@contoso.com" } },
      },
    };
    const on = synthBackend({ environment: "own", environments, optional: { apim: true } });
    expect(on.platform.only(SERVICE)["sku_name"]).toBe("Basic_2");
    const off = synthBackend({ environment: "own", environments, optional: { apim: false } });
    expect(off.backend.apim).toBeUndefined();
  });

  test("the plan names the option that switched API Management on, in the spelling of the user", () => {
    const text = dev.backend.explain("optional.apim");
    expect(text).toContain("optional.apim.enabled = true  (your options as optional.apim)");
    expect(text).toContain('optional.apim.sku.name = "Developer"  (environment "dev")');
  });
});

describe("a service outside of the network", () => {
  test("API Management outside of the network has a gateway on the internet, and no resource in a network", () => {
    const service = dev.platform.only(SERVICE);
    expect(service["sku_name"]).toBe("Developer_1");
    for (const key of ["virtual_network_type", "virtual_network_configuration", "public_ip_address_id"])
      expect(service).not.toHaveProperty(key);
    expect(dev.platform.all("azurerm_private_dns_zone")).toEqual({});
  });

  test("API Management sends its logs and metrics, except for Consumption, which has none", () => {
    expect(dev.platform.all("azurerm_monitor_diagnostic_setting")["apim_diagnostics"]).toMatchObject({
      enabled_log: [
        { category: "GatewayLogs" },
        { category: "WebSocketConnectionLogs" },
        { category: "DeveloperPortalAuditLogs" },
      ],
      log_analytics_destination_type: "Dedicated",
    });
    const consumption = synthBackend(apim({ sku: { name: "Consumption" } }));
    expect(consumption.platform.only(SERVICE)["sku_name"]).toBe("Consumption_0");
    expect(consumption.platform.all("azurerm_monitor_diagnostic_setting")).not.toHaveProperty(
      "apim_diagnostics",
    );
  });

  test("the terms of the developer portal are taken literally by Terraform", () => {
    const terms = synthBackend(
      apim({ developerPortal: { signUp: true, termsOfService: { text: "Say ${please}" } } }),
    );
    expect(terms.platform.only(SERVICE)["sign_up"]).toEqual({
      enabled: true,
      terms_of_service: { enabled: true, consent_required: true, text: "Say $${please}" },
    });
  });

  test("API Management registers its resource provider in the stacks that need it", () => {
    const { resourceProviders } = dev.backend.plan;
    expect(resourceProviders.platform).toContain("Microsoft.ApiManagement");
    expect(resourceProviders.network).not.toContain("Microsoft.ApiManagement");
    expect(prod.backend.plan.resourceProviders.platform).toContain("Microsoft.Network");
  });
});

test("the context of cdktf.json sets the publisher, and the options override it", () => {
  const context = { organization: "Fabrikam", publisherEmail: "api@fabrikam.com" };
  const variable = "CDKTF_CONTEXT_JSON";
  const earlier = process.env[variable];
  process.env[variable] = JSON.stringify(context);
  try {
    const own = synthBackend({ organization: "Contoso", apim: true }).platform.only(SERVICE);
    expect(own).toMatchObject({ publisher_name: "Contoso", publisher_email: "api@fabrikam.com" });
  } finally {
    if (earlier === undefined) Reflect.deleteProperty(process.env, variable);
    else process.env[variable] = earlier;
  }
});
