import fc from "fast-check";
import { BackendConfigError, type BackendOptions, planBackend } from "../../../lib";
import { feedbackApi } from "../../support/sample";
import { type JsonObject, synthBackend } from "../../support/synth";

type B2c = NonNullable<NonNullable<BackendOptions["optional"]>["b2c"]>;
const TENANT_ID = "AAAABBBB-0000-1111-2222-CCCCDDDDEEEE";
const CLIENT = "11112222-bbbb-3333-cccc-4444dddd5555";
const DIRECTORY = "azurerm_aadb2c_directory";
const configurationOf = (flow: string, tenant = "contoso"): string =>
  `https://${tenant}.b2clogin.com/${tenant}.onmicrosoft.com/B2C_1_${flow}/v2.0/.well-known/openid-configuration`;
const withB2c = (b2c: B2c, more: BackendOptions = {}) => synthBackend({ ...more, optional: { b2c } });
const existing = withB2c({ tenantName: "Contoso", tenantId: TENANT_ID });
const created = withB2c(
  { createTenant: { countryCode: "US", dataResidency: "United States" } },
  { environment: "prod" },
);

const outputsOf = (backend: typeof existing): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries((backend.platform.json["output"] ?? {}) as Readonly<Record<string, JsonObject>>).flatMap(
      ([name, { value }]) => (name.startsWith("b2c_") ? [[name, value]] : []),
    ),
  );

test("a backend has no B2C tenant unless an option asks for one", () => {
  const { backend, platform } = synthBackend({ environment: "prod" });
  expect(backend.b2c).toBeUndefined();
  expect(platform.text).not.toMatch(/b2c/i);
});

describe("a tenant that exists", () => {
  test("an existing tenant is published as the options name it, and no tenant is made", () => {
    expect(outputsOf(existing)).toEqual({
      b2c_domain_name: "contoso.onmicrosoft.com",
      b2c_issuer_uri: "https://contoso.b2clogin.com/aaaabbbb-0000-1111-2222-ccccddddeeee/v2.0/",
      b2c_signup_signin_open_id_configuration_uri: configurationOf("signup-signin"),
      b2c_password_reset_open_id_configuration_uri: configurationOf("password-reset"),
    });
    expect(existing.backend.b2c).toBeUndefined();
    expect(existing.platform.all(DIRECTORY)).toEqual({});
    expect(existing.backend.plan.resourceProviders.platform).not.toContain("Microsoft.AzureActiveDirectory");
  });

  test("an existing tenant has no issuer as long as its id is not given", () => {
    expect(outputsOf(withB2c({ tenantName: "contoso" }))).not.toHaveProperty("b2c_issuer_uri");
  });
});

describe("a tenant that is made", () => {
  test("a new tenant is PremiumP1, named after project and environment, in the chosen data location", () => {
    expect(created.platform.only(DIRECTORY)).toMatchObject({
      domain_name: "feedbackprodauth.onmicrosoft.com",
      country_code: "US",
      data_residency_location: "United States",
      display_name: "feedback",
      sku_name: "PremiumP1",
      tags: { project: "feedback" },
    });
    expect(created.backend.b2c).toBe(created.backend.resources.b2c);
    expect(created.backend.plan.resourceProviders.platform).toContain("Microsoft.AzureActiveDirectory");
  });

  test("a new tenant ignores changes of the arguments that would replace it", () => {
    expect(created.platform.only(DIRECTORY)["lifecycle"]).toMatchObject({
      ignore_changes: ["country_code", "data_residency_location", "display_name"],
    });
  });

  test("a new tenant gives a warning with the date on which Azure ended it", () => {
    expect(created.backend.plan.notes).toContainEqual({
      level: "warning",
      path: "optional.b2c.createTenant",
      message: expect.stringContaining("2025-05-01") as string,
    });
  });
});

describe("API Management", () => {
  const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
  const policyOf = (b2c: B2c, authentication?: object | false): string => {
    const policies = authentication === undefined ? {} : { policies: { authentication } };
    const optional = { b2c, apim: { ...publisher, ...policies } } as BackendOptions["optional"];
    const { workloads } = synthBackend({ optional });
    return workloads.only("azurerm_api_management_api_policy")["xml_content"] as string;
  };

  test("API Management accepts the tokens of the flow that signs users in, for the chosen applications", () => {
    const policy = policyOf({ tenantName: "contoso", clientIds: [CLIENT] });
    expect(policy).toContain(`<openid-config url="${configurationOf("signup-signin")}" />`);
    expect(policy).toContain(`<audience>${CLIENT}</audience>`);
    expect(policy).not.toContain("validate-azure-ad-token");
    expect(policy).not.toContain("api://backend");
  });

  test("API Management accepts the audience of its own option before the tenant's", () => {
    const policy = policyOf({ tenantName: "contoso" }, { audience: "mine" });
    expect(policy).toContain(configurationOf("signup-signin"));
    expect(policy).toContain("<audience>mine</audience>");
  });

  test("API Management keeps its own token validation where that is set or switched off", () => {
    const other = policyOf({ tenantName: "contoso" }, { audience: "mine", tenantId: TENANT_ID });
    expect(other).toContain("validate-azure-ad-token");
    expect(policyOf({ tenantName: "contoso" }, false)).not.toMatch(/validate-/);
  });
});

test("every combination of options is planned, or refused with every reason", () => {
  const b2c = fc.record(
    {
      tenantName: fc.constantFrom("contoso", "contoso-auth", "a.b"),
      tenantId: fc.constantFrom(TENANT_ID),
      clientIds: fc.constantFrom([], [CLIENT], ["app"]),
      userFlows: fc.constantFrom(
        [],
        [{ name: "signin", type: "signUpSignIn" }],
        [{ name: "reset", type: "passwordReset", identityProviders: ["Google"] }],
      ),
      createTenant: fc.constantFrom(
        {},
        { countryCode: "US", dataResidency: "United States" },
        { countryCode: "us", dataResidency: "Europe", sku: "PremiumP2" },
      ),
    },
    { requiredKeys: [] },
  );
  const outcomes = { planned: 0, refused: 0 };
  fc.assert(
    fc.property(b2c, fc.boolean(), (said, hasApim) => {
      const apim = { enabled: hasApim, publisherName: "Contoso", publisherEmail: "api@contoso.com" };
      const options = { project: "feedback", location: "eastus2", optional: { b2c: said, apim } };
      try {
        const plan = planBackend({ feedbackApi }, options).services.b2c;
        expect(plan).toMatchObject({ enabled: true });
        outcomes.planned += 1;
      } catch (error) {
        if (!(error instanceof BackendConfigError)) throw error;
        for (const { path, from } of error.problems) {
          expect(path).toMatch(/^optional\.b2c\.\w+/);
          expect(from).not.toEqual([]);
        }
        outcomes.refused += 1;
      }
    }),
    { numRuns: 200 },
  );
  expect(Math.min(outcomes.planned, outcomes.refused)).toBeGreaterThan(0);
});
