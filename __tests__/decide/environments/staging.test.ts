import { type BackendOptions, defineFunction, planBackend } from "../../../lib";
import { stackRoles } from "../../../lib/services/contract/service";
import { problemsOf } from "../../support/problems";
import { notesOf, planned } from "../../support/planned";
import { feedbackApi, processUploadFunction } from "../../support/sample";
import { synthBackend } from "../../support/synth";

/** Everything that can be switched on beside what every backend has. */
const EVERYTHING = {
  apim: { publisherName: "Shop", publisherEmail: "api@shop.example" },
  serviceBus: true,
  redis: true,
  cdn: true,
  containerRegistry: true,
} satisfies BackendOptions["optional"];

const report = defineFunction({
  name: "report",
  entry: __filename,
  trigger: { type: "timer", schedule: "0 0 5 * * *" },
  access: [{ type: "redis", action: "write" }],
});

/** Types and names in Terraform of everything that the stacks of an environment have. */
function addressesOf(
  environment: string,
  optional?: BackendOptions["optional"],
): Readonly<Record<string, readonly string[]>> {
  const components = {
    feedbackApi,
    processUploadFunction,
    ...(optional === undefined ? {} : { report }),
  };
  const backend = synthBackend({ environment, ...(optional === undefined ? {} : { optional }) }, components);
  return Object.fromEntries(stackRoles.map((role) => [role, backend[role].addresses]));
}

function withoutLocks(all: readonly string[]): readonly string[] {
  return all.filter((address) => !address.startsWith("azurerm_management_lock."));
}

describe("staging", () => {
  test.each<[string, BackendOptions["optional"]]>([
    ["a backend", undefined],
    ["a backend with every service", EVERYTHING],
  ])("%s has the resources of prod at the same addresses, without locks", (_what, optional) => {
    const [staging, prod] = [addressesOf("staging", optional), addressesOf("prod", optional)];
    for (const role of stackRoles) expect(staging[role]).toEqual(withoutLocks(prod[role] ?? []));
    expect(prod["platform"]).not.toEqual(staging["platform"]);
  });

  test("nothing in it is guarded, and its vault can be purged", () => {
    const { backend, ...stacks } = synthBackend({ environment: "staging" });
    const { plan } = backend;
    expect(plan.settings.safeguards).toMatchObject({ locks: false, preventDestroy: false });
    expect(plan.settings.keyVault.enablePurgeProtection).toBe(false);
    const text = stackRoles.map((role) => stacks[role].text).join("");
    expect(text).not.toContain('"prevent_destroy": true');
    expect(text).not.toContain("azurerm_management_lock");
  });

  test("it has the smallest sizes that have the shape of prod", () => {
    const { settings } = planned({ environment: "staging" });
    expect(settings.functionApp).toMatchObject({ plan: "EP1", alwaysOn: true, slots: ["staging"] });
    expect(settings.cosmos).toMatchObject({
      mode: "Autoscale",
      maxThroughput: 1000,
      backup: "Continuous",
      multiRegion: false,
    });
    expect(settings.storage).toMatchObject({ sku: { name: "Standard_LRS" }, hostAccount: "separate" });
    expect(settings.logs).toMatchObject({ retentionInDays: 30, samplingPercentage: 100 });
    expect(settings.networking).toMatchObject({ vnet: true, privateEndpoints: true });
    expect(settings.optional.apim.sku).toEqual({ name: "Developer", capacity: 1 });
    expect(settings.optional.serviceBus.sku.name).toBe("Standard");
    expect(settings.monitoring.alerts).toMatchObject({ cosmosRU: { enabled: true, threshold: 750 } });
  });

  test("nothing of it has to be adjusted", () => {
    const adjusted = notesOf(planned({ environment: "staging" })).filter((note) =>
      note.startsWith("adjusted"),
    );
    const ofProd = notesOf(planned({ environment: "prod" })).filter((note) => note.startsWith("adjusted"));
    expect(adjusted.filter((note) => !ofProd.includes(note))).toEqual([]);
  });
});

describe("an environment of the user's own that is called staging", () => {
  const environments = { staging: { extends: "prod", cosmos: { multiRegion: false } } };

  test("is used instead of that of the library, and is what it would be under another name", () => {
    const { settings } = planned({ environment: "staging", environments });
    const other = planned({ environment: "uat", environments: { uat: environments.staging } });
    expect(settings).toEqual(other.settings);
    expect(settings.safeguards).toMatchObject({ locks: true, preventDestroy: true });
  });

  test("is what another environment extends", () => {
    const both = { ...environments, uat: { extends: "staging" } };
    expect(planned({ environment: "uat", environments: both }).settings.safeguards.locks).toBe(true);
    const alone = { uat: { extends: "staging" } };
    expect(planned({ environment: "uat", environments: alone }).settings.safeguards.locks).toBe(false);
  });

  test("may extend that of the library", () => {
    const plan = planned({
      environment: "staging",
      environments: { staging: { extends: "staging", logRetention: 60 } },
    });
    expect(plan.settings.safeguards.locks).toBe(false);
    expect(plan.settings.logs.retentionInDays).toBe(60);
    expect(plan.origins["safeguards.locks"]?.layer).toBe('environment "staging"');
    expect(plan.origins["logs.retentionInDays"]?.layer).toBe('your environment "staging"');
  });

  test("is circular where it extends itself through another one", () => {
    const circular = { staging: { extends: "uat" }, uat: { extends: "staging" } };
    expect(problemsOf({ environment: "uat", environments: circular })).toMatchObject([
      { path: "environments.staging.extends", message: "is circular: uat → staging → uat" },
    ]);
  });

  test("an environment of a pull request takes over what it says", () => {
    const all = { ...environments, "pr-*": { extends: "staging" } };
    const options = { project: "shop", location: "eastus2", notes: "silent" } as const;
    const plan = planBackend({ feedbackApi }, { ...options, environment: "pr-7", environments: all });
    expect(plan.settings.functionApp.plan).toBe("Y1");
  });
});
