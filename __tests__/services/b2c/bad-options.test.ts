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
        "is not set. It has no default: the owner of a tenant with a guessed name could sign in users",
        `set ${B2C}.tenantName to "contoso" for contoso.onmicrosoft.com, or ${B2C}.createTenant to create a tenant`,
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
          `must have letters, digits and hyphens, without .onmicrosoft.com; got ${redacted(tenantName)}`,
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
      `${B2C}.createTenant.countryCode: is not set, and cannot be changed after the tenant is created`,
      `${B2C}.createTenant.dataResidency: is not set, and cannot be changed after the tenant is created`,
    ]);
    expect(
      messages(bad({ createTenant: { countryCode: "usa", dataResidency: "Europe", displayName: " " } })),
    ).toEqual([
      `${B2C}.createTenant.countryCode: must be two capital letters, got "usa"`,
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
        "Azure AD B2C Premium P2: Azure creates no new ones since 2026-03-15 (learn.microsoft.com/azure/active-directory-b2c/faq, as of 2026-11-28)",
        "use Premium P1",
        said(".createTenant.sku", "PremiumP2"),
      ),
      problem(
        `${B2C}.tenantId`,
        "is the id of an existing tenant, but createTenant creates a new one",
        `remove ${B2C}.tenantId or ${B2C}.createTenant`,
        said(".tenantId", tenantId),
        said(".createTenant", { ...tenant, sku: "PremiumP2" }),
      ),
    ]);
  });

  test("a new tenant has a name that Azure accepts", () => {
    expect(messages(bad({ tenantName: "contoso-auth", createTenant: tenant }))).toEqual([
      `${B2C}.tenantName: the name of a new tenant must have letters and digits and begin with a letter, got "contoso-auth"`,
    ]);
    const project = "customer-relations-portal";
    expect(messages(problemsOf({ project, optional: { b2c: { createTenant: tenant } } }))).toEqual([
      `${B2C}.tenantName: the name of a new tenant must have at most 27 characters, "customerrelationsportaldevauth" has 30`,
    ]);
  });
});

describe("user flows", () => {
  const flows = (...userFlows: readonly object[]) => messages(bad({ tenantName: "contoso", userFlows }));

  test.each([
    [[], "must have at least one user flow"],
    [[{ name: "B2C_1_in", type: "signUpSignIn" }], 'Azure adds the prefix B2C_1_ itself, got "B2C_1_in"'],
    [
      [{ name: "sign in", type: "signUpSignIn" }],
      'the name of a user flow must have letters, digits, - and _, and at most 64 characters; got "sign in"',
    ],
    [
      [
        { name: "sign-in", type: "signUpSignIn" },
        { name: "Sign_in", type: "profileEdit" },
      ],
      '"Sign_in" is listed twice; case, - and _ are ignored',
    ],
    [[{ name: "in", type: "signUpSignIn", identityProviders: [] }], '"in" has no identity provider'],
    [
      [{ name: "in", type: "signUpSignIn", identityProviders: ["Email", "Email"] }],
      '"in" lists an identity provider twice',
    ],
    [
      [{ name: "reset", type: "passwordReset", identityProviders: ["Email", "Google"] }],
      '"reset" resets passwords, which Google manages itself',
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
        "is not set, but API Management needs the audience of the tokens",
        `set ${B2C}.clientIds to the client ids of your applications, or optional.apim.policies.authentication.audience`,
        expect.stringContaining("optional.b2c") as string,
      ),
    ]);
    expect(messages(bad({ tenantName: "contoso", clientIds: ["app"] }, publisher))).toEqual([
      `${B2C}.clientIds: "app" must be the client id of an application, a GUID`,
    ]);
  });

  test("API Management needs a user flow that signs users in", () => {
    const userFlows = [{ name: "reset", type: "passwordReset" }];
    expect(messages(bad({ tenantName: "contoso", userFlows }, publisher))).toEqual([
      `${B2C}.userFlows: no user flow signs in users, but API Management validates the tokens of one that does`,
    ]);
  });

  test("API Management needs the name of a new tenant", () => {
    const createTenant = { countryCode: "US", dataResidency: "Europe" };
    expect(messages(bad({ createTenant }, publisher))).toEqual([
      `${B2C}.tenantName: is not set, but API Management needs it to validate tokens of the tenant`,
    ]);
  });
});
