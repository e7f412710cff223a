import { secretList } from "../../lib/cli/run/secret-list";
import { secretSet } from "../../lib/cli/run/secret-set";
import type { HiddenInput } from "../../lib/cli/hidden-input";
import type { AzureConnection } from "../../lib/release";
import { identity } from "../../lib/stand-in/login";
import { textAt } from "../../lib/stand-in/json";
import { StandIn } from "../../lib/stand-in/stand-in";
import { AppProject } from "../support/app-project";
import { bundledLibrary } from "../support/bundled-library";
import { assign } from "../support/given-roles";
import { piped, typing } from "../support/hidden-input";
import { surroundingsIn } from "../support/pull-request-app";
import { idsOf } from "../support/secret-ids";
import { directConnectionTo } from "../support/stand-in-connection";

const SECRETS = "Microsoft.KeyVault/vaults/secrets";
const OFFICER = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"; // gitleaks:allow
const USER = "4633458b-17de-408a-b874-0445c86b69e6"; // gitleaks:allow
const VALUE = "sk_live_4242";

const project = new AppProject({
  "main.ts": `import { App } from "cdktf";
import { defineBackend, defineFunction, secret } from ${JSON.stringify(bundledLibrary())};

const pay = defineFunction({
  name: "pay",
  entry: "src/hello.ts",
  trigger: { type: "timer", schedule: "0 0 5 * * *" },
  environment: { STRIPE_KEY: secret("stripe-key") },
});
const app = new App();
for (const environment of ["dev", "prod"])
  defineBackend({ pay }, {
    app, project: "shop", location: "westeurope", environment, notes: "silent",
    keyVault: { secrets: { "stripe-key": { value: "given" }, "signing-key": {} }, connectionStrings: environment === "dev" },
  });
app.synth();
`,
});
project.recordApp();
afterAll(() => {
  project.remove();
});

let standIn: StandIn;
beforeEach(async () => {
  standIn = await StandIn.start();
});
afterEach(async () => standIn.stop());

async function vaultName(environment: string): Promise<string> {
  const { json } = await listed([environment]);
  const [first] = json["environments"] as readonly { readonly vault: string }[];
  return first?.vault ?? "";
}

/** The vault of an environment, which the login may write secrets of unless it is left out. */
async function deployed(
  environment: string,
  { open = true, role = OFFICER }: { readonly open?: boolean; readonly role?: string | false } = {},
): Promise<string> {
  const name = await vaultName(environment);
  const { groups, vault } = idsOf(environment, name);
  for (const group of groups) standIn.make(group, { location: "westeurope" });
  standIn.make(vault, {
    location: "westeurope",
    properties: {
      tenantId: identity.tenantId,
      sku: { family: "A", name: "standard" },
      publicNetworkAccess: open ? "Enabled" : "Disabled",
    },
  });
  if (role !== false) assign(standIn, vault, identity.objectId, role);
  return vault;
}

/** The app that refers to the secret. */
function deployApp(environment: string, vault: string): string {
  const { sites } = idsOf(environment, "");
  const [name = ""] = /[^/]+$/.exec(vault) ?? [];
  const app = `${sites}/${name.replace("kv-", "func-")}`;
  standIn.make(app, {
    location: "westeurope",
    identity: { type: "SystemAssigned" },
    properties: {
      siteConfig: {
        appSettings: [
          {
            name: "STRIPE_KEY",
            value: `@Microsoft.KeyVault(SecretUri=https://${name}.vault.azure.net/secrets/stripe-key)`,
          },
        ],
      },
    },
  });
  return app;
}

const connect = (): AzureConnection => directConnectionTo(standIn);

const nothing = {
  app: undefined,
  environment: undefined,
  expires: undefined,
  via: undefined,
  "skip-refresh": false,
};

function set(
  given: Partial<Parameters<typeof secretSet>[0]>,
  hiddenInput: HiddenInput = piped(VALUE),
  secret = "stripe-key",
) {
  return secretSet(
    { ...nothing, ...given },
    { ...surroundingsIn(project.folder), hiddenInput },
    secret,
    connect,
  );
}

function listed(environment: readonly string[], online = false) {
  return secretList(
    { app: undefined, environment, online },
    surroundingsIn(project.folder),
    undefined,
    connect,
  );
}

function valueOf(name = "stripe-key"): string {
  return textAt(standIn.resource(SECRETS, name).body, "properties.value");
}

describe("secret set", () => {
  test("what is piped in is a new version in the vault, without the line break at its end", async () => {
    const vault = await deployed("dev");
    const { ended, text, json } = await set({ environment: "dev" }, piped(`${VALUE}\n`));
    expect(valueOf()).toBe(VALUE);
    expect({ ended, text }).toEqual({
      ended: "done",
      text: expect.stringContaining("stripe-key of dev has a new value.") as string,
    });
    expect(json).toMatchObject({ environment: "dev", secret: "stripe-key", via: "vault" });
    expect(text + JSON.stringify(json)).not.toContain(VALUE);
    expect(vault).toContain(String(json["vault"]));
  });

  test("at a terminal it asks once, and says of what", async () => {
    await deployed("dev");
    const input = typing(VALUE);
    await set({ environment: "dev" }, input);
    expect(input.questions).toEqual([
      expect.stringMatching(/^Value of stripe-key in kv-shop-dev.* \(it is not shown\): $/),
    ]);
    expect(valueOf()).toBe(VALUE);
  });

  test("a value ends when it is said to", async () => {
    await deployed("dev");
    await set({ environment: "dev", expires: "2027-06-30" });
    expect(standIn.resource(SECRETS, "stripe-key").body).toMatchObject({
      properties: { attributes: { exp: Date.UTC(2027, 5, 30) / 1000 } },
    });
  });

  test("the app and its slots read it at once, and an app that is not deployed is said to read it later", async () => {
    const vault = await deployed("prod");
    deployApp("prod", vault);
    const { json, text, ended } = await set({ environment: "prod" });
    expect(json["apps"]).toEqual([
      { site: expect.stringMatching(/^func-shop-prod/) as string, state: "refreshed" },
      { site: expect.stringMatching(/\/staging$/) as string, state: "not deployed" },
    ]);
    expect(text).toMatch(/^func-shop-prod-\w+ reads it now\.$/m);
    expect(text).toMatch(/is not deployed yet: it reads the value when it is/);
    expect(ended).toBe("done");
  });

  test("a login that may not refresh the app is told so, after the value is set", async () => {
    await deployed("dev");
    standIn.fault({
      method: "POST",
      path: /configreferences\/appsettings\/refresh$/,
      response: { status: 403, body: { error: { code: "AuthorizationFailed", message: "no" } } },
    });
    const { ended, text } = await set({ environment: "dev" });
    expect(valueOf()).toBe(VALUE);
    expect({ ended, text }).toEqual({
      ended: "failed",
      text: expect.stringMatching(/was not refreshed\. Azure answered 403: .*Website Contributor/) as string,
    });
  });
});

describe("a vault that is closed to this machine", () => {
  test("says so before anybody types, and names the other way", async () => {
    await deployed("prod", { open: false });
    const input = typing(VALUE);
    await expect(set({ environment: "prod" }, input)).rejects.toThrow(
      /takes no connection from here: .*\nRun the command in the network of the vault, or add --via resource-manager\.$/,
    );
    expect(input.questions).toEqual([]);
  });

  test("a template deployment reaches it, and its history has no value", async () => {
    await deployed("prod", { open: false, role: false });
    const { ended } = await set({ environment: "prod", via: "resource-manager", expires: "2027-06-30" });
    expect(ended).toBe("done");
    expect(valueOf()).toBe(VALUE);
    const deployment = standIn.resource("Microsoft.Resources/deployments");
    expect(deployment.name).toBe("set-secret-stripe-key");
    expect(JSON.stringify(deployment.body)).not.toContain(VALUE);
    expect(standIn.againstPublished.findings).toEqual([]);
  });
});

describe("what is refused before Azure is asked", () => {
  test.each<[string, Partial<Parameters<typeof secretSet>[0]>, string, RegExp]>([
    ["no environment where there are two", {}, "stripe-key", /select one with --environment/],
    [
      "a secret that there is not",
      { environment: "dev" },
      "strip-key",
      /has no secret "strip-key"\. Did you mean "stripe-key"\? Otherwise add it to keyVault\.secrets: \{ "strip-key": \{ value: "given" \} \}/,
    ],
    [
      "a random value",
      { environment: "dev" },
      "signing-key",
      /"signing-key" of dev has a random value, which the next rotation would write over yours: set keyVault\.secrets\.signing-key\.value to "given"/,
    ],
    ["a connection string", { environment: "dev" }, "cosmos-connection-string", /is a connection string/],
    ["no date", { environment: "dev", expires: "tomorrow" }, "stripe-key", /--expires tomorrow is no date/],
  ])("%s", async (_what, given, secret, message) => {
    const input = typing(VALUE);
    await expect(set(given, input, secret)).rejects.toThrow(message);
    expect({ questions: input.questions, asked: standIn.exchanges }).toEqual({ questions: [], asked: [] });
  });

  test("a subscription that nobody has set", async () => {
    const surroundings = { ...surroundingsIn(project.folder, {}), hiddenInput: piped(VALUE) };
    await expect(
      secretSet({ ...nothing, environment: "dev" }, surroundings, "stripe-key", connect),
    ).rejects.toThrow(/set ARM_SUBSCRIPTION_ID/);
  });
});

describe("what a vault refuses", () => {
  test("a login without the role is told which", async () => {
    await deployed("dev", { role: USER });
    await expect(set({ environment: "dev" })).rejects.toThrow(
      /answered 403: Caller is not authorized.*\nGive the login the role Key Vault Secrets Officer on the vault kv-shop-dev/,
    );
  });

  test("a vault that is not deployed", async () => {
    await expect(set({ environment: "dev" })).rejects.toThrow(
      /There is no key vault kv-shop-dev-\w+: deploy the platform stack first\./,
    );
  });

  test("a secret that was deleted and keeps its name", async () => {
    await deployed("dev");
    await set({ environment: "dev" });
    standIn.fault({
      method: "PUT",
      path: /\/secrets\/stripe-key$/,
      response: { status: 409, body: { error: { code: "Conflict", message: "deleted but recoverable" } } },
    });
    await expect(set({ environment: "dev" })).rejects.toThrow(
      /az keyvault secret recover --vault-name kv-shop-dev/,
    );
  });

  test("what is refused changes nothing in the vault", async () => {
    await deployed("dev");
    await expect(set({ environment: "dev" }, piped("\n"))).rejects.toThrow(/is empty/);
    expect(standIn.resources.filter(({ type }) => type === SECRETS)).toEqual([]);
  });
});

describe("secret list", () => {
  test("says of each secret where its value comes from and who reads it, without Azure", async () => {
    const { text } = await listed(["dev"]);
    expect(text.split("\n")).toEqual([
      expect.stringMatching(/^shop \(dev\), key vault kv-shop-dev/),
      "  cosmos-connection-string   a connection string  no component reads it",
      "  jwt-secret                 a random value       no component reads it",
      "  signing-key                a random value       no component reads it",
      "  storage-connection-string  a connection string  no component reads it",
      "  stripe-key                 a value of your own  pay: STRIPE_KEY",
    ]);
    expect(standIn.exchanges).toEqual([]);
  });

  test("online it says what is set, what to do, and what the app sees, and reads no value", async () => {
    const vault = await deployed("dev", { open: false });
    standIn.make(`${vault}/secrets/signing-key`, { properties: { value: "random" } });
    const app = deployApp("dev", vault);
    const before = await listed(["dev"], true);
    expect(before.text).toMatch(/ {2}signing-key .* set {2}no component reads it/);
    expect(before.text).toMatch(/ {2}stripe-key .* not set {2}pay: STRIPE_KEY/);
    expect(before.text).toContain(
      "  To set it: npx cdktf-azure-backend secret set stripe-key --environment dev",
    );
    const [name = ""] = /[^/]+$/.exec(app) ?? [];
    expect(before.text).toContain(`  ${name} does not have STRIPE_KEY: AccessToKeyVaultDenied`);
    const site = standIn.resource("Microsoft.Web/sites");
    assign(standIn, vault, textAt(site.body, "identity.principalId"), USER);
    expect((await listed(["dev"], true)).text).toContain(
      `  ${name} does not have STRIPE_KEY: SecretNotFound`,
    );
    await set({ environment: "dev", via: "resource-manager" });
    const after = await listed(["dev"], true);
    expect(after.text).toMatch(/ {2}stripe-key .* set {2}pay: STRIPE_KEY/);
    expect(after.text).not.toMatch(/To set it|does not have/);
    expect(standIn.exchanges.some(({ method, host }) => method === "GET" && host.includes("vault."))).toBe(
      false,
    );
  });

  test("an environment that is not deployed is listed all the same", async () => {
    const { text, json } = await listed(["prod"], true);
    expect(text).toMatch(/What Azure has is unknown: the key vault kv-shop-prod\S* is not deployed\./);
    expect(JSON.stringify(json)).not.toContain('"state"');
  });
});
