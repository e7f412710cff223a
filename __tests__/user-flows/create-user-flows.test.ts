import type * as retryPause from "../../lib/http/retry-pause";
import { createUserFlows, planBackend, userFlowManifest } from "../../lib";
import { FakeGraph, tokenOf } from "../support/fake-graph";
import { feedbackApi } from "../support/sample";

// Attempts without the waits between them.
jest.mock("../../lib/http/retry-pause", () => {
  const actual = jest.requireActual<typeof retryPause>("../../lib/http/retry-pause");
  return { ...actual, AZURE_PACE: { ...actual.AZURE_PACE, first: 1, shortest: 1, longest: 5 } };
});

const planned = (b2c: object) =>
  planBackend({ feedbackApi }, { project: "feedback", location: "eastus2", optional: { b2c } });
const manifest = userFlowManifest(planned({ tenantName: "contoso" }));
const credentials = {
  GOOGLE_CLIENT_ID: "google-id",
  GOOGLE_CLIENT_SECRET: "google-secret",
  MICROSOFT_CLIENT_ID: "microsoft-id",
  MICROSOFT_CLIENT_SECRET: "microsoft-secret",
};

describe("the manifest", () => {
  test("the manifest has the flows of the specification in the names of Graph, and no secret", () => {
    expect(manifest).toEqual({
      tenant: "contoso.onmicrosoft.com",
      userFlows: [
        {
          id: "signup-signin",
          userFlowType: "signUpOrSignIn",
          userFlowTypeVersion: 3,
          identityProviders: ["Google", "Microsoft"],
        },
        {
          id: "password-reset",
          userFlowType: "passwordReset",
          userFlowTypeVersion: 3,
          identityProviders: [],
        },
      ],
    });
    const userFlows = [{ name: "profile", type: "profileEdit" }];
    const [profile] = userFlowManifest(planned({ tenantName: "contoso", userFlows })).userFlows;
    expect(profile).toMatchObject({ id: "profile", userFlowType: "profileUpdate" });
  });

  test("the manifest is refused where there is no B2C", () => {
    const plan = planBackend({ feedbackApi }, { project: "feedback", location: "eastus2" });
    expect(() => userFlowManifest(plan)).toThrow("optional.b2c: is off, so there are no user flows");
  });
});

describe("createUserFlows", () => {
  let graph: FakeGraph;
  beforeEach(async () => {
    graph = new FakeGraph();
    await graph.start();
  });
  afterEach(() => {
    graph.stop();
  });
  const create = (source: Readonly<Record<string, string>>, token = tokenOf()) =>
    createUserFlows(manifest, {
      source: { GRAPH_TOKEN: token, ...source },
      graph: `${graph.address}/beta`,
      login: graph.address,
    });

  test("createUserFlows makes identity providers, flows, and the links between them", async () => {
    await expect(create(credentials)).resolves.toEqual({
      identityProviders: ["Google", "Microsoft"],
      userFlows: ["B2C_1_signup-signin", "B2C_1_password-reset"],
      added: ["B2C_1_signup-signin: Google", "B2C_1_signup-signin: Microsoft"],
    });
    expect(graph.flows).toEqual([
      {
        id: "B2C_1_signup-signin",
        userFlowType: "signUpOrSignIn",
        providers: ["Google-OAUTH", "Microsoft-OAUTH"],
      },
      { id: "B2C_1_password-reset", userFlowType: "passwordReset", providers: [] },
    ]);
    expect(graph.bodies[0]).toEqual({
      "@odata.type": "microsoft.graph.socialIdentityProvider",
      displayName: "Google",
      identityProviderType: "Google",
      clientId: "google-id",
      clientSecret: "google-secret",
    });
    expect(graph.bodies).toContainEqual({
      id: "signup-signin",
      userFlowType: "signUpOrSignIn",
      userFlowTypeVersion: 3,
    });
    expect(graph.bodies).toContainEqual({
      "@odata.id": `${graph.address}/beta/identity/identityProviders/Google-OAUTH`,
    });
  });

  test("createUserFlows changes nothing the second time, and needs no credentials then", async () => {
    await create(credentials);
    graph.changes.length = 0;
    await expect(create({})).resolves.toEqual({ identityProviders: [], userFlows: [], added: [] });
    expect(graph.changes).toEqual([]);
  });

  test("createUserFlows continues where it was stopped, and leaves alone what is not in the manifest", async () => {
    graph.providers.push(
      { id: "Google-OAUTH", identityProviderType: "Google" },
      { id: "MSASignup-OAUTH", identityProviderType: "MicrosoftAccount" },
    );
    graph.flows.push({ id: "B2C_1_other", userFlowType: "signUpOrSignIn", providers: ["Amazon-OAUTH"] });
    graph.flows.push({
      id: "B2C_1_signup-signin",
      userFlowType: "signUpOrSignIn",
      providers: ["google-oauth"],
    });
    await expect(create({})).resolves.toEqual({
      identityProviders: [],
      userFlows: ["B2C_1_password-reset"],
      added: ["B2C_1_signup-signin: Microsoft"],
    });
    expect(graph.flows[0]?.providers).toEqual(["Amazon-OAUTH"]);
  });

  test("createUserFlows reports everything that is missing before it makes anything, and no secret", async () => {
    graph.flows.push({ id: "B2C_1_password-reset", userFlowType: "profileUpdate", providers: [] });
    await expect(
      create({ ...credentials, GOOGLE_CLIENT_SECRET: "", MICROSOFT_CLIENT_ID: "" }),
    ).rejects.toThrow(
      "contoso.onmicrosoft.com: B2C_1_password-reset already exists with type profileUpdate, not passwordReset: delete it, or choose " +
        "another name; Google is not yet an identity provider of the tenant: set GOOGLE_CLIENT_SECRET; Microsoft is not yet " +
        "an identity provider of the tenant: set MICROSOFT_CLIENT_ID",
    );
    expect(graph.changes).toEqual([]);
  });

  test.each([
    ["none", "", /^GRAPH_TOKEN is not set\. .*az account get-access-token/],
    ["none at all", "secret", /^GRAPH_TOKEN is not an access token/],
    [
      "one of another tenant",
      tokenOf("99999999-0000-1111-2222-ccccddddeeee"),
      /^the token belongs to tenant 99999999-.*, but contoso\.onmicrosoft\.com is aaaabbbb-.*: sign in there/,
    ],
  ])("createUserFlows reports a wrong token: %s", async (_what, token, message) => {
    const failure = create(credentials, token);
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.not.toThrow(/e30\./);
    expect(graph.changes).toEqual([]);
  });

  test.each([
    [401, "Microsoft Graph refuses the token: it has expired"],
    [403, "the token's application lacks IdentityUserFlow.ReadWrite.All and IdentityProvider.ReadWrite.All"],
    [500, "GET /beta/identity/b2cUserFlows is answered with 500: no"],
  ])("createUserFlows says what to do when Graph answers with %i", async (status, message) => {
    graph.status = status;
    await expect(create(credentials)).rejects.toThrow(message);
  });

  test.each([
    ["GET /contoso", "does not say which tenant contoso.onmicrosoft.com is, it answers 200"],
    ["GET /beta/identity/b2cUserFlows", "is answered without a list of objects with ids: status 200"],
    ["GET /beta/identity/identityProviders", "is answered without a list of objects with ids"],
    ["POST /beta/identity/identityProviders", "is answered without the id of what was made"],
    ["POST /beta/identity/b2cUserFlows/B2C_1_signup-signin/userFlowIdentityProviders/$ref", "a sign that"],
  ])("createUserFlows stops where %s is answered by another server than Graph", async (to, message) => {
    for (const body of ["<html>Sign in</html>", '{"value":[{"id":"a"'])
      if (!(to.startsWith("GET /contoso") && body.startsWith("{"))) {
        graph.instead = { to, status: 200, body, times: 1 };
        await expect(create(credentials)).rejects.toThrow(message);
      }
    // And a second run goes on.
    graph.instead = undefined;
    await create(credentials);
    expect(graph.flows.map(({ providers }) => providers.length)).toEqual([2, 0]);
  });

  test("createUserFlows waits for a throttled Graph, and makes nothing twice", async () => {
    graph.instead = { to: "POST /beta", status: 429, body: "", times: 2 };
    await create(credentials);
    expect(graph.changes.filter((path) => path === "/identity/b2cUserFlows")).toHaveLength(2);
    // Of a server that fails nobody knows what it has made.
    graph.instead = { to: "POST /beta", status: 503, body: "", times: 1 };
    graph.flows.length = 0;
    await expect(create(credentials)).rejects.toThrow("is answered with 503");
  });

  test("createUserFlows follows no page in circles", async () => {
    const link = `${graph.address}/beta/identity/b2cUserFlows`;
    graph.instead = {
      to: "GET /beta/identity/b2cUserFlows",
      status: 200,
      body: JSON.stringify({ value: [], "@odata.nextLink": link }),
      times: 99,
    };
    await expect(create(credentials)).rejects.toThrow("which is not a page of Microsoft Graph");
  });

  test("createUserFlows reports a tenant that does not exist", async () => {
    const other = { ...manifest, tenant: "nobody.onmicrosoft.com" };
    const options = { source: { GRAPH_TOKEN: tokenOf() }, login: graph.address };
    await expect(createUserFlows(other, options)).rejects.toThrow(
      "the tenant nobody.onmicrosoft.com does not exist: check optional.b2c.tenantName",
    );
  });
});
