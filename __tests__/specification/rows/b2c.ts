import type { Chapter, Row } from "./row";

const TENANT = "platform: azurerm_aadb2c_directory.b2c";
const OUTPUT = "platform: output.b2c";
const SIGN_IN: Row["carriedBy"] = [`${OUTPUT}_signup_signin_open_id_configuration_uri`];
const POLICY = "workloads: azurerm_api_management_api_policy.apim_api_policy_v1";
const FLOWS: Row["proof"] = [
  "user-flows/create-user-flows",
  "the manifest has the flows of the specification in the names of Graph, and no secret",
];
const ADMITS: Row["proof"] = [
  "services/b2c/service",
  "API Management accepts the tokens of the flow that signs users in, for the chosen applications",
];
const BY_GRAPH = "user flows of the tenant";

export const b2c: Chapter = {
  title: "11. Azure AD B2C (Authentication)",
  rows: [
    {
      says: "`new B2CTenant(…)`",
      option: "optional.b2c.createTenant",
      on: ["an existing tenant"],
      without: [TENANT],
      property: "b2c",
      proof: [
        "services/b2c/service",
        "an existing tenant is published as the options name it, and no tenant is made",
      ],
      differs: "`new B2CTenant`",
    },
    {
      says: "`new B2CTenant(…)`",
      option: "optional.b2c.createTenant.sku",
      on: ["a new tenant"],
      carriedBy: [TENANT],
      has: { sku_name: "PremiumP1" },
      property: "b2c",
      proof: [
        "services/b2c/service",
        "a new tenant is PremiumP1, named after project and environment, in the chosen data location",
      ],
    },
    {
      says: "``tenantName: `${project}-auth` ``",
      option: "optional.b2c.tenantName",
      on: ["a new tenant"],
      carriedBy: [TENANT],
      has: { domain_name: "feedbackprodauth.onmicrosoft.com" },
      proof: [
        "services/b2c/service",
        "a new tenant is PremiumP1, named after project and environment, in the chosen data location",
      ],
      differs: "`tenantName: ${project}-auth`",
    },
    {
      says: "`userFlows: [{ name: 'signup-signin', type: 'signUpSignIn' }]`",
      option: "optional.b2c.userFlows",
      on: ["an existing tenant"],
      carriedBy: SIGN_IN,
      contains: { value: "/B2C_1_signup-signin/" },
      proof: FLOWS,
      differs: BY_GRAPH,
    },
    {
      says: "`identityProviders: ['Email', 'Google', 'Microsoft']`",
      option: "optional.b2c.userFlows",
      on: ["an existing tenant"],
      carriedBy: SIGN_IN,
      proof: FLOWS,
      differs: BY_GRAPH,
    },
    {
      says: "`userFlows: [{ name: 'password-reset', type: 'passwordReset' }]`",
      option: "optional.b2c.userFlows",
      on: ["an existing tenant"],
      carriedBy: [`${OUTPUT}_password_reset_open_id_configuration_uri`],
      contains: { value: "/B2C_1_password-reset/" },
      proof: FLOWS,
      differs: BY_GRAPH,
    },
    {
      says: "User authentication and management",
      option: "optional.b2c.clientIds",
      on: ["an existing tenant"],
      carriedBy: [POLICY],
      contains: { xml_content: "<audience>11112222-bbbb-3333-cccc-4444dddd5555</audience>" },
      proof: ADMITS,
    },
    {
      says: "Social identity providers",
      option: "optional.b2c.userFlows",
      on: ["an existing tenant"],
      carriedBy: SIGN_IN,
      proof: [
        "user-flows/create-user-flows",
        "createUserFlows makes identity providers, flows, and the links between them",
      ],
      differs: BY_GRAPH,
    },
    {
      says: "Customizable user flows",
      option: "optional.b2c.userFlows",
      on: ["an existing tenant"],
      carriedBy: SIGN_IN,
      proof: [
        "user-flows/create-user-flows",
        "createUserFlows continues where it was stopped, and leaves alone what is not in the manifest",
      ],
      differs: BY_GRAPH,
    },
    {
      says: "Token-based authentication",
      option: "optional.apim.policies.authentication",
      on: ["an existing tenant"],
      carriedBy: [POLICY],
      contains: { xml_content: '<openid-config url="https://contoso.b2clogin.com/' },
      proof: ADMITS,
    },
  ],
};

/** What the summary says of it. */
export const b2cInSummary: Row = {
  says: "14. B2C, opt-in",
  option: "optional.b2c",
  on: ["dev", "prod"],
  without: [TENANT],
  property: "b2c",
  proof: ["services/b2c/service", "a backend has no B2C tenant unless an option asks for one"],
};
