import { redacted } from "../../../lib/settings/redacted";
import { problem, problemsOf } from "../../support/problems";

const B2C = "optional.b2c";
const said = (path: string, value: unknown): string => `your options (${B2C}${path} = ${redacted(value)})`;
const bad = (b2c: object | true, apim?: object) =>
  problemsOf({ optional: { b2c, ...(apim === undefined ? {} : { apim }) } });
const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const messages = (problems: ReturnType<typeof bad>): readonly string[] =>
  problems.map(({ path, message }) => `${path}: ${message}`);

describe("a tenant that exists", () => {
  test("an existing tenant has to be named: true alone is an error that says what is missing", () => {
    expect(bad(true)).toEqual([
      problem(
        `${B2C}.tenantName`,
        "is not given, and whoever has a tenant of a guessed name could sign users in",
        `set ${B2C}.tenantName to "contoso" for contoso.onmicrosoft.com, or ${B2C}.createTenant to make a tenant`,
        "your options (optional.b2c = true)",
      ),
    ]);
  });

  test.each(["contoso.onmicrosoft.com", "", "a b", "-a", "https://contoso"])(
    "an existing tenant is not named %j",
    (tenantName) => {
      expect(bad({ tenantName })).toEqual([
        problem(
          `${B2C}.tenantName`,
          `takes letters, digits and hyphens, without .onmicrosoft.com, got ${redacted(tenantName)}`,
          'write it like "contoso"',
          said(".tenantName", tenantName),
        ),
      ]);
    },
  );

  test("the id of an existing tenant is a GUID", () => {
    expect(bad({ tenantName: "contoso", tenantId: "contoso" })[0]).toMatchObject({ path: `${B2C}.tenantId` });
  });
});

describe("a tenant that is made", () => {
  test("a new tenant without country and data location is one error that names both", () => {
    expect(messages(bad({ createTenant: {} }))).toEqual([
      `${B2C}.createTenant.countryCode: is not given, and is fixed at the tenant's birth`,
      `${B2C}.createTenant.dataResidency: is not given, and is fixed at the tenant's birth`,
    ]);
    expect(
      messages(bad({ createTenant: { countryCode: "usa", dataResidency: "Europe", displayName: " " } })),
    ).toEqual([
      `${B2C}.createTenant.countryCode: is two capital letters, got "usa"`,
      `${B2C}.createTenant.displayName: is empty`,
    ]);
    const [residency] = bad({ createTenant: { countryCode: "US", dataResidency: "eastus2" } });
    expect(residency?.message).toContain('must be one of "Asia Pacific"');
  });

  const tenant = { countryCode: "US", dataResidency: "United States" };

  test("a new tenant is refused as PremiumP2, which Azure has ended, and with an id", () => {
    const tenantId = "aaaabbbb-0000-1111-2222-ccccddddeeee";
    expect(bad({ tenantId, createTenant: { ...tenant, sku: "PremiumP2" } })).toEqual([
      problem(
        `${B2C}.createTenant.sku`,
        "Azure AD B2C Premium P2: Azure makes none since 2026-03-15 (learn.microsoft.com/azure/active-directory-b2c/faq, as of 2026-11-28)",
        "use Premium P1",
        said(".createTenant.sku", "PremiumP2"),
      ),
      problem(
        `${B2C}.tenantId`,
        "is of a tenant that exists, and one is to be made",
        `leave ${B2C}.tenantId or ${B2C}.createTenant out`,
        said(".tenantId", tenantId),
        said(".createTenant", { ...tenant, sku: "PremiumP2" }),
      ),
    ]);
  });

  test("a new tenant has a name that Azure accepts", () => {
    expect(messages(bad({ tenantName: "contoso-auth", createTenant: tenant }))).toEqual([
      `${B2C}.tenantName: a new tenant has letters and digits, beginning with a letter, got "contoso-auth"`,
    ]);
    const project = "customer-relations-portal";
    expect(messages(problemsOf({ project, optional: { b2c: { createTenant: tenant } } }))).toEqual([
      `${B2C}.tenantName: a new tenant's name has at most 27 characters, and "customerrelationsportaldevauth" has 30`,
    ]);
  });
});

describe("user flows", () => {
  const flows = (...userFlows: readonly object[]) => messages(bad({ tenantName: "contoso", userFlows }));

  test.each([
    [[], "names no user flow"],
    [[{ name: "B2C_1_in", type: "signUpSignIn" }], 'Azure begins "B2C_1_in" with B2C_1_ itself'],
    [
      [{ name: "sign in", type: "signUpSignIn" }],
      'a user flow has letters, digits, - and _, at most 64 characters, got "sign in"',
    ],
    [
      [
        { name: "sign-in", type: "signUpSignIn" },
        { name: "Sign_in", type: "profileEdit" },
      ],
      '"Sign_in" is there twice, but for case, - and _',
    ],
    [[{ name: "in", type: "signUpSignIn", identityProviders: [] }], '"in" has no identity provider'],
    [
      [{ name: "in", type: "signUpSignIn", identityProviders: ["Email", "Email"] }],
      '"in" names an identity provider twice',
    ],
    [
      [{ name: "reset", type: "passwordReset", identityProviders: ["Email", "Google"] }],
      '"reset" resets passwords, which Google keeps itself',
    ],
  ])("user flows %j are refused", (userFlows, message) => {
    expect(flows(...userFlows)).toEqual([`${B2C}.userFlows: ${message}`]);
  });

  test("user flows have types and identity providers that exist", () => {
    expect(flows({ name: "in", type: "signIn" })[0]).toContain('"signUpSignIn"');
    expect(flows({ name: "in", type: "signUpSignIn", identityProviders: ["Facebook"] })[0]).toContain(
      '"Microsoft"',
    );
  });
});

describe("a tenant for API Management", () => {
  test("API Management needs the applications for which tokens are issued", () => {
    expect(bad({ tenantName: "contoso" }, publisher)).toEqual([
      problem(
        `${B2C}.clientIds`,
        "is not given, and API Management has to know whom tokens are for",
        `set ${B2C}.clientIds to the client ids of your applications, or optional.apim.policies.authentication.audience`,
        expect.stringContaining("optional.b2c") as string,
      ),
    ]);
    expect(messages(bad({ tenantName: "contoso", clientIds: ["app"] }, publisher))).toEqual([
      `${B2C}.clientIds: "app" is no client id of an application, a GUID`,
    ]);
  });

  test("API Management needs a user flow that signs users in", () => {
    const userFlows = [{ name: "reset", type: "passwordReset" }];
    expect(messages(bad({ tenantName: "contoso", userFlows }, publisher))).toEqual([
      `${B2C}.userFlows: none signs users in, and API Management admits tokens of one that does`,
    ]);
  });

  test("API Management needs the name of a new tenant", () => {
    const createTenant = { countryCode: "US", dataResidency: "Europe" };
    expect(messages(bad({ createTenant }, publisher))).toEqual([
      `${B2C}.tenantName: is not given, and API Management has to know whose tokens it admits`,
    ]);
  });
});
