import { defineFunction, secret } from "../../../lib";
import { accessOf } from "../../../lib/access/access-rows";
import { exposuresOf } from "../../../lib/access/exposures";
import { messageOf } from "../../support/problems";
import { CLIENT, SECRET, TENANT, components, http, planned, said, signIn } from "../../support/sign-in";
import { type JsonObject, synthBackend } from "../../support/synth";

const SOMEBODY = "33333333-3333-4333-8333-333333333333";
const { hello, notes } = components;

/** Sign-in of the app and of each slot. */
function signInOf(options: object, of: object = components): readonly (JsonObject | undefined)[] {
  const { workloads } = synthBackend(options, of as typeof components);
  return [
    "azurerm_windows_function_app",
    "azurerm_linux_function_app",
    "azurerm_function_app_flex_consumption",
  ]
    .flatMap((type) => [type, `${type}_slot`])
    .flatMap((type) => Object.values(workloads.all(type)))
    .map((app) => app["auth_settings_v2"] as JsonObject | undefined);
}

const EXPECTED = {
  auth_enabled: true,
  require_authentication: true,
  unauthenticated_action: "Return401",
  default_provider: "azureactivedirectory",
  excluded_paths: ["/api/health", "/api/notes", "/api/notes/*"],
  active_directory_v2: {
    client_id: CLIENT,
    tenant_auth_endpoint: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    allowed_audiences: [`api://${CLIENT}`],
  },
  login: {},
};

test.each<[string, { readonly functionApp?: object }, number]>([
  ["dev", {}, 1],
  ["prod, with its slot", { environment: "prod" } as object, 2],
  ["Linux", { functionApp: { os: "linux" } }, 1],
  ["Flex Consumption", { functionApp: { plan: "FC1" } }, 1],
  ["a container", { functionApp: { container: true } }, 1],
])("the app and its slots ask for the same tokens on %s", (_where, options, count) => {
  expect(signInOf({ ...options, functionApp: { ...options.functionApp, signIn } })).toEqual(
    Array(count).fill(EXPECTED),
  );
  expect(signInOf(options)).toEqual(Array(count).fill(undefined));
});

test("everything that an app can say of its callers is passed on, and the backend's tenant is the default", () => {
  const signer = defineFunction({
    name: "page",
    entry: "./hello.ts",
    trigger: { type: "http" },
    environment: { SIGN_IN_SECRET: secret("jwt-secret") },
  });
  const [app] = signInOf(
    {
      functionApp: {
        signIn: {
          clientId: CLIENT,
          audiences: ["https://contoso.com/orders"],
          unauthenticated: "redirect",
          clientSecretSetting: "SIGN_IN_SECRET",
          allowedApplications: [CLIENT],
          allowedGroups: [SOMEBODY],
          allowedIdentities: [TENANT],
          excludedPaths: ["/runtime/webhooks/*"],
        },
      },
    },
    { signer },
  );
  expect(app).toEqual({
    ...EXPECTED,
    unauthenticated_action: "RedirectToLoginPage",
    excluded_paths: ["/runtime/webhooks/*"],
    active_directory_v2: {
      client_id: CLIENT,
      tenant_auth_endpoint:
        "https://login.microsoftonline.com/${data.azurerm_client_config.current.tenant_id}/v2.0",
      client_secret_setting_name: "SIGN_IN_SECRET",
      allowed_audiences: [`api://${CLIENT}`, "https://contoso.com/orders"],
      allowed_applications: [CLIENT],
      allowed_groups: [SOMEBODY],
      allowed_identities: [TENANT],
    },
  });
});

describe("who may call behind sign-in", () => {
  const { backend, workloads } = synthBackend(
    { environment: "prod", functionApp: { signIn: { ...signIn, allowedGroups: [SOMEBODY] } } },
    components,
  );
  const { plan } = backend;

  test("a token takes the place of the key, where the level is left open", () => {
    expect(plan.services.functionApp.authLevel).toBe("anonymous");
    expect(workloads.only("azurerm_windows_function_app")["app_settings"]).toMatchObject({
      HTTP_AUTH_LEVEL: "anonymous",
    });
    const callers = accessOf(plan).filter(({ on }) => on.startsWith("function app: component "));
    const token = {
      from: TENANT,
      issuers: [],
      audiences: [CLIENT, `api://${CLIENT}`],
      applications: [],
      claims: [`principal any group ${SOMEBODY}`],
    };
    expect(Object.fromEntries(callers.map(({ on, needs }) => [on.split(" ").at(-1), needs]))).toEqual({
      hello: { keys: [], token },
      health: { keys: [] },
      notes: { keys: ["function key"] },
    });
  });

  test("only what is exempt and asks for no key is said to be open", () => {
    const said = plan.notes.filter(({ message }) => message.includes("from the internet without a key"));
    expect(said.map(({ path }) => path)).toEqual(["components.health.trigger.authLevel"]);
    const anyone = exposuresOf(plan).filter(({ what }) => what.includes("anyone can"));
    expect(new Set(anyone.map(({ path }) => path))).toEqual(new Set(["components.health.trigger.authLevel"]));
  });

  test("an environment without sign-in asks for the keys as before", () => {
    const open = planned({ environment: "prod" });
    expect(open.services.functionApp).toMatchObject({ authLevel: "function" });
    expect(open.services.functionApp.signIn).toBeUndefined();
  });

  test("a level that somebody chose stays, and it is said that both are needed", () => {
    expect(said({ functionApp: { signIn, authLevel: "function" } })).toContain(
      "hello needs a token and the function key",
    );
    expect(said({ functionApp: { signIn } }, { ops: http("ops", { authLevel: "admin" }) })).toContain(
      "ops needs a token and the master key",
    );
  });

  test("without a list it is said that everybody of the tenant may call", () => {
    const isSaid = (given: object) =>
      said({ functionApp: { signIn: given } }).includes("accepts every user and application of the tenant");
    expect([isSaid(signIn), isSaid({ ...signIn, allowedApplications: [CLIENT] })]).toEqual([true, false]);
  });

  test("lists that shut out whom they name are warned of", () => {
    const notesOf = (more: object) =>
      said({ functionApp: { settings: SECRET, signIn: { ...signIn, ...more } } });
    expect(notesOf({ allowedGroups: [SOMEBODY], allowedIdentities: [TENANT] })).toContain("have no groups");
    expect(
      notesOf({ unauthenticated: "redirect", clientSecretSetting: "S", allowedApplications: [SOMEBODY] }),
    ).toContain("add clientId to the list");
  });
});

test.each<[string, object, string]>([
  ["no client id", { tenantId: TENANT }, "functionApp.signIn.clientId"],
  ["a name for a client id", { clientId: "my-app" }, "functionApp.signIn.clientId"],
  ["several tenants", { clientId: CLIENT, tenantId: "common" }, "functionApp.signIn.tenantId"],
  ["another answer", { ...signIn, unauthenticated: "404" }, "functionApp.signIn.unauthenticated"],
  ["a name of a group", { ...signIn, allowedGroups: ["team"] }, "must have the object id of a group"],
  [
    "a name of an application",
    { ...signIn, allowedApplications: ["web"] },
    "the client id of an application",
  ],
  ["a name of a user", { ...signIn, allowedIdentities: ["ann"] }, "the object id of a user"],
  ["an empty audience", { ...signIn, audiences: [" "] }, "must have audiences without spaces"],
  [
    "a page without a secret",
    { ...signIn, unauthenticated: "redirect" },
    "Azure signs people in by the implicit flow",
  ],
  [
    "a secret that nobody sets",
    { ...signIn, clientSecretSetting: "NOWHERE" },
    'there is no app setting "NOWHERE"',
  ],
  [
    "everything open",
    { ...signIn, excludedPaths: ["/*"] },
    "must be paths with a wildcard at the end at most",
  ],
  ["a path without a slash", { ...signIn, excludedPaths: ["api/x"] }, "must be paths with a wildcard"],
  ["a wildcard within", { ...signIn, excludedPaths: ["/api/*/x"] }, "must be paths with a wildcard"],
  [
    "a path of a component",
    { ...signIn, excludedPaths: ["/API/hel*"] },
    "must be paths with a wildcard at the end",
  ],
  [
    "a path before a component's",
    { ...signIn, excludedPaths: ["/api/hel"] },
    '"/api/hel" would also open /api/hello of hello',
  ],
  ["azurerm's name", { ...signIn, allowedAudiences: ["x"] }, 'Did you mean "functionApp.signIn.audiences"?'],
])("sign-in with %s is refused", (_what, given, message) => {
  expect(messageOf({ functionApp: { signIn: given } }, components)).toContain(message);
});

test("a client secret in clear text is refused, and not repeated", () => {
  const given = {
    functionApp: {
      settings: { PAGE_LOGIN: "plain-value" },
      signIn: { ...signIn, unauthenticated: "redirect", clientSecretSetting: "PAGE_LOGIN" },
    },
  };
  expect(messageOf(given, components)).toContain("the app setting has the client secret itself");
  expect(messageOf(given, components)).not.toContain("plain-value");
});

test("signIn of a component is true or false", () => {
  const wrong = { ...hello, trigger: { ...hello.trigger, signIn: "no" } };
  expect(messageOf({}, { wrong })).toContain('must be true or false, got "no"');
  expect(messageOf({}, { notes: { ...notes, signIn: 1 } })).toContain("must be true or false, got 1");
});

test("a managed identity in place of the secret is named by transform, since nobody knows its client id before", () => {
  const clientSecretSetting = "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID";
  expect(
    said({ functionApp: { signIn: { ...signIn, unauthenticated: "redirect", clientSecretSetting } } }),
  ).toContain(
    "set the app setting OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID to the client id of the identity in transform.functionApp.appSettings",
  );
});
