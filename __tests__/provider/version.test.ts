import { CosmosdbAccount } from "@cdktf/provider-azurerm/lib/cosmosdb-account";
import { App, TerraformVariable } from "cdktf";
import * as fc from "fast-check";
import { type BackendOptions, defineBackend, planBackend } from "../../lib";
import { bindingsVersion } from "../../lib/provider/bindings-version";
import { type ProviderAbility, firstWith, providerCan } from "../../lib/provider/since";
import { lowestVersion } from "../../lib/provider/version-range";
import { PROVIDER_VERSION, TERRAFORM_VERSION, compareVersions } from "../../lib/provider/version";
import { stackRoles } from "../../lib/services/contract/service";
import { deprecatedArguments } from "../support/deprecated-arguments";
import { problemsOf } from "../support/problems";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "../support/synth";
import { EVERYTHING } from "../support/with-everything";

const dev = synthBackend();

const terraformOf = (backend: SynthesisedBackend): readonly unknown[] =>
  stackRoles.map((role) => backend[role].json["terraform"]);

const warningsOf = (options: BackendOptions): readonly string[] =>
  planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", ...options },
  ).notes.flatMap(({ level, path, message }) => (level === "warning" ? [`${path}: ${message}`] : []));

/** Those of the package on cdktf; the one on cdktn has later ones. */
const OLDEST_BINDINGS = "4.55.0";

describe("the provider that stacks require", () => {
  test("the required provider is the last of 4.x, while the bindings are those of an earlier one", () => {
    expect(PROVIDER_VERSION).toBe("4.81.0");
    expect([OLDEST_BINDINGS, "4.73.0"]).toContain(bindingsVersion);
    expect(compareVersions(bindingsVersion, PROVIDER_VERSION)).toBeLessThan(0);
    for (const terraform of terraformOf(dev))
      expect(terraform).toMatchObject({
        required_providers: { azurerm: { source: "azurerm", version: "4.81.0" } },
        required_version: TERRAFORM_VERSION,
      });
    expect(dev.backend.plan.provider).toEqual({ version: "4.81.0", lowest: "4.81.0" });
    expect(dev.backend.explain("provider")).toBe('provider.version = "4.81.0"  (the library\'s default)');
  });

  test("the required provider is another where an option asks for it, in a call or in an environment", () => {
    const provider = { version: "4.77.0" };
    const environments = { staging: { extends: "prod", provider } };
    for (const options of [{ provider }, { environment: "staging", environments }]) {
      const backend = synthBackend(options);
      for (const terraform of terraformOf(backend))
        expect(terraform).toMatchObject({ required_providers: { azurerm: { version: "4.77.0" } } });
      expect(backend.backend.plan.provider).toEqual({ ...provider, lowest: "4.77.0" });
      expect(backend.backend.explain("provider.version")).toContain('provider.version = "4.77.0"  (your ');
    }
  });

  test("the required provider can be overridden in a stack, as Terraform's own version can", () => {
    const app = new App();
    const { stacks } = defineBackend({ feedbackApi }, { project: "feedback", location: "eastus2", app });
    stacks.network.addOverride("terraform.required_version", ">= 1.9");
    stacks.network.addOverride("terraform.required_providers.azurerm.version", "~> 4.81");
    expect(stacks.network.toTerraform()["terraform"]).toMatchObject({
      required_version: ">= 1.9",
      required_providers: { azurerm: { version: "~> 4.81" } },
    });
  });

  test.each<readonly [string, RegExp]>([
    ["5.0.0", /^azurerm 5\.0 does not take over the state of storage queues/],
    [">= 5.0.0, < 6.0.0", /^azurerm 5\.0 does not take over/],
    ["6.0.0", /^azurerm 6\.x needs a later release of this library/],
    [">= 4.81.0, < 5.2.0", /^azurerm 5\.0\.0 has other arguments than the versions before it/],
    [">= 5.2.0, < 7.0.0", /^azurerm 6\.0\.0 has other arguments/],
    ["4.54.0", new RegExp(`^the bindings are built from azurerm ${bindingsVersion}`)],
    ["~> 4.54.0", new RegExp(`^the bindings are built from azurerm ${bindingsVersion}`)],
    ["3.117.1", new RegExp(`^the bindings are built from azurerm ${bindingsVersion}`)],
    ...[
      ">= 4.81.0",
      "< 5.0.0",
      "> 4.81.0, < 5.0.0",
      ">= 4.81.0, != 4.82.0, < 5.0.0",
      ">= 5.2.0, < 5.1.0",
      "4.81",
      "~> 4",
      "v4.81.0",
      "4.81.0-beta",
      "latest",
      "4.081.0",
      "",
    ].map((version): readonly [string, RegExp] => [
      version,
      /^must be an exact version of azurerm with three numbers, or a range with an end/,
    ]),
  ])("the version is not %j", (version, message) => {
    const problems = problemsOf({ provider: { version } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ path: "provider.version", from: ["your options"] });
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.message).toContain(`got ${JSON.stringify(version)}`);
    expect(problems[0]?.fix).toMatch(
      /^(set it to (a version from \S+ on, such as "4\.81\.0"|5\.1\.0 or later)|end the range with "< [56]\.0\.0")/,
    );
  });

  test.each([
    ["4.81.0", "4.81.0"],
    ["= 4.81.0", "4.81.0"],
    ["~> 4.81.0", "4.81.0"],
    ["~> 4.81", "4.81.0"],
    [">= 4.80.0, < 5.0.0", "4.80.0"],
    ["< 5.0.0, >= 4.81", "4.81.0"],
    ["5.1.0", "5.1.0"],
    ["~> 5.2", "5.2.0"],
  ])("the version may be %s, whose lowest version decides", (version, lowest) => {
    const backend = synthBackend({ provider: { version } });
    expect(backend.backend.plan.provider).toEqual({ version, lowest });
    for (const terraform of terraformOf(backend))
      expect(terraform).toMatchObject({ required_providers: { azurerm: { version } } });
  });

  test.each([[{ version: 4.81 }], [{ version: null }], ["4.81.0"], [{ source: "azurerm" }]])(
    "the version is not %j",
    (provider) => {
      expect(problemsOf({ provider }).map(({ path }) => path)[0]).toMatch(/^provider/);
    },
  );

  test("the version is any from that of the bindings on, of the majors that the library writes", () => {
    const ofBindings = Number(bindingsVersion.split(".")[1]);
    const number = fc.nat({ max: 200 });
    fc.assert(
      fc.property(fc.nat({ max: 6 }), number, number, (major, minor, patch) => {
        const version = `${major}.${minor}.${patch}`;
        const accepted = (major === 4 && minor >= ofBindings) || (major === 5 && minor >= 1);
        expect("lowest" in lowestVersion(version, bindingsVersion)).toBe(accepted);
        expect(compareVersions(version, version)).toBe(0);
        expect(Math.sign(compareVersions(version, bindingsVersion))).toBe(
          Math.sign((major - 4) * 1e6 + (minor - ofBindings) * 1e3 + patch),
        );
      }),
    );
  });

  test.each<ProviderAbility>([
    "node24",
    "fewFlexInstances",
    "cosmosZoneChanges",
    "negatedArguments",
    "azurerm5",
  ])("the provider can do %s from its first version on", (ability) => {
    const since = firstWith(ability);
    expect(providerCan(ability, since)).toBe(true);
    expect(providerCan(ability, OLDEST_BINDINGS)).toBe(false);
  });
});

describe("key vaults", () => {
  const warning =
    "provider.version: Managing key vaults with API versions before 2026-02-01, which azurerm before 4.81.0 uses: " +
    "ends on 2027-02-27; use azurerm 4.81.0 " +
    "(learn.microsoft.com/azure/key-vault/general/migrate-api-version, as of 2026-11-28)";

  test("key vaults outlive the provider, with a warning below 4.81.0", () => {
    expect(warningsOf({})).toEqual([]);
    expect(warningsOf({ provider: { version: "4.81.0" } })).toEqual([]);
    expect(warningsOf({ provider: { version: "4.99.1" } })).toEqual([]);
    for (const environment of ["dev", "prod"])
      expect(warningsOf({ environment, provider: { version: "4.80.0" } })).toContain(warning);
  });

  test("existing key vaults are managed by their owner", () => {
    const id =
      "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-own";
    expect(warningsOf({ provider: { version: "4.80.0" }, external: { keyVault: { id } } })).not.toContain(
      warning,
    );
  });
});

describe("arguments that 4.78 renamed", () => {
  const account = (backend: SynthesisedBackend): JsonObject =>
    backend.platform.only("azurerm_cosmosdb_account");
  const insights = (backend: SynthesisedBackend): JsonObject =>
    backend.workloads.only("azurerm_application_insights");

  test("renamed arguments are written as the provider calls them", () => {
    for (const resource of [account(dev), insights(dev)]) {
      expect(resource["local_authentication_enabled"]).toBe(false);
      expect(resource).not.toHaveProperty("local_authentication_disabled");
    }
    const before = synthBackend({ provider: { version: "4.77.0" } });
    for (const resource of [account(before), insights(before)]) {
      expect(resource["local_authentication_disabled"]).toBe(true);
      expect(resource).not.toHaveProperty("local_authentication_enabled");
    }
  });

  test("renamed arguments are changed by the names that the bindings know", () => {
    const backend = synthBackend({
      transform: {
        cosmos: {
          localAuthenticationDisabled: false,
          lifecycle: { ignoreChanges: ["local_authentication_disabled"] },
        },
        appInsights: (config) => ({
          ...config,
          disableIpMasking: true,
          dailyDataCapNotificationsDisabled: false,
        }),
      },
    });
    expect(account(backend)).toMatchObject({
      local_authentication_enabled: true,
      lifecycle: { ignore_changes: ["local_authentication_enabled"] },
    });
    expect(insights(backend)).toMatchObject({
      ip_masking_enabled: false,
      daily_data_cap_notifications_enabled: true,
      local_authentication_enabled: false,
    });
    for (const name of ["disable_ip_masking", "daily_data_cap_notifications_disabled"])
      expect(insights(backend)).not.toHaveProperty(name);
  });

  test("renamed arguments are translated in constructs of the user, for any value", () => {
    const app = new App();
    const { stacks } = defineBackend({ feedbackApi }, { project: "feedback", location: "eastus2", app });
    const config = {
      name: "cosmos-own",
      resourceGroupName: "rg-own",
      location: "eastus2",
      offerType: "Standard",
      consistencyPolicy: { consistencyLevel: "Session" },
      geoLocation: [{ location: "eastus2", failoverPriority: 0 }],
    };
    const keysOff = new TerraformVariable(stacks.platform, "keys_off", { type: "bool" });
    new CosmosdbAccount(stacks.platform, "by_variable", {
      ...config,
      localAuthenticationDisabled: keysOff.booleanValue,
    });
    new CosmosdbAccount(stacks.platform, "by_override", config).addOverride(
      "local_authentication_disabled",
      "true",
    );
    new CosmosdbAccount(stacks.platform, "by_itself", config);
    const accounts = (
      stacks.platform.toTerraform() as {
        readonly resource: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
      }
    ).resource["azurerm_cosmosdb_account"];
    expect(accounts?.["by_variable"]?.["local_authentication_enabled"]).toBe("${!(var.keys_off)}");
    expect(accounts?.["by_override"]?.["local_authentication_enabled"]).toBe(false);
    expect(accounts?.["by_itself"]).not.toHaveProperty("local_authentication_enabled");
    for (const account of Object.values(accounts ?? {}))
      expect(account).not.toHaveProperty("local_authentication_disabled");
  });

  test.each(EVERYTHING)("renamed arguments leave no deprecated argument in %s", (_what, options) => {
    const backend = synthBackend(options);
    const found = stackRoles.flatMap((role) =>
      Object.entries(deprecatedArguments).flatMap(([type, paths]) =>
        Object.entries(backend[role].all(type)).flatMap(([name, resource]) =>
          paths.filter((path) => has(resource, path.split("."))).map((path) => `${type}.${name} ${path}`),
        ),
      ),
    );
    expect(found).toEqual([]);
  });
});

function has(value: unknown, [key, ...below]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (Array.isArray(value)) return value.some((each) => has(each, [key, ...below]));
  if (typeof value !== "object" || value === null || !(key in value)) return false;
  return has((value as Readonly<Record<string, unknown>>)[key], below);
}
