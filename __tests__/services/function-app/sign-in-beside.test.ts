import { messageOf } from "../../support/problems";
import { CLIENT, SECRET, TENANT, components, planned, said, signIn } from "../../support/sign-in";
import { synthBackend } from "../../support/synth";

describe("beside API Management", () => {
  const apim = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
  const options = (more: object = {}, ofSignIn: object = {}) => ({
    functionApp: { signIn: { ...signIn, ...ofSignIn } },
    optional: { apim: { ...apim, ...more } },
  });
  const OTHER = "44444444-4444-4444-8444-444444444444";

  test("both accept the same tokens where nothing else was said", () => {
    const { backend, workloads, platform } = synthBackend(options(), components);
    expect(backend.plan.settings.optional.apim.policies.authentication).toMatchObject({
      audience: [CLIENT, `api://${CLIENT}`],
      tenantId: TENANT,
    });
    const text = JSON.stringify([workloads.json, platform.json]);
    expect(text).toContain(`<audience>api://${CLIENT}</audience>`);
    expect(text).not.toContain("api://backend");
  });

  test.each<[string, object, object, string]>([
    ["no token", { policies: { authentication: false } }, {}, "callers need no token here"],
    [
      "no token for one operation",
      { policies: { operations: { "hello-get": { authentication: false } } } },
      {},
      "optional.apim.policies.operations.hello-get.authentication",
    ],
    [
      "tokens for another API",
      { policies: { authentication: { audience: "api://backend" } } },
      {},
      'accepts tokens for "api://backend"',
    ],
    [
      "another tenant",
      { policies: { authentication: { audience: CLIENT, tenantId: OTHER } } },
      {},
      "accepts tokens of tenant",
    ],
    [
      "another issuer",
      {
        policies: {
          authentication: {
            audience: CLIENT,
            openIdConfiguration: "https://login.contoso.com/.well-known/openid-configuration",
          },
        },
      },
      {},
      "accepts tokens of another issuer",
    ],
  ])("%s at the gateway is refused", (_what, more, ofSignIn, message) => {
    expect(messageOf(options(more, ofSignIn), components)).toContain(message);
  });

  test("an operation of a component that is exempt needs no token", () => {
    const policies = { operations: { "health-get": { authentication: false } } };
    expect(() => planned(options({ policies }))).not.toThrow();
  });

  test("applications that the gateway alone accepts are warned of", () => {
    const policies = { authentication: { audience: CLIENT, clientApplicationIds: [OTHER] } };
    expect(said(options({ policies }, { allowedApplications: [CLIENT] }))).toContain(
      "so the function app answers them with 403",
    );
  });
});

describe("beside an availability test", () => {
  const tested = (availabilityTest: object, ofSignIn: object = {}) => ({
    functionApp: {
      settings: SECRET,
      signIn: { ...signIn, ...ofSignIn },
    },
    monitoring: { availabilityTest: { enabled: true, ...availabilityTest } },
  });

  test.each<[string, object, object, string]>([
    ["the root", {}, {}, "the test would get status 401"],
    ["an API", { path: "/api/hello" }, { unauthenticated: "403" }, "the test would get status 403"],
    [
      "a page",
      { path: "/api/hello", expectedStatusCode: 302 },
      { unauthenticated: "redirect", clientSecretSetting: "S" },
      "the test would see the sign-in page",
    ],
  ])("a test of %s is refused", (_what, test_, ofSignIn, message) => {
    expect(messageOf(tested(test_, ofSignIn), components)).toContain(message);
  });

  test.each<[string, object]>([
    ["an exempt component", { path: "/api/health" }],
    ["the answer without a token", { path: "/api/hello", expectedStatusCode: 401 }],
  ])("a test of %s is accepted", (_what, test_) => {
    expect(() => planned(tested(test_))).not.toThrow();
  });
});
