import type { BackendOptions } from "../../../lib";
import { notesOf, planned } from "../../support/planned";
import { problem, problemsOf } from "../../support/problems";

const INSTEAD = "set it in an environment of environments instead of for all of them, or remove it";
const ID = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-shared/providers";
const COSMOS = { id: `${ID}/Microsoft.DocumentDB/databaseAccounts/cosmos-shared` };
const VNET = { id: `${ID}/Microsoft.Network/virtualNetworks/vnet-shared` };
const LEADS = "would lead to another environment too, since it lacks pr-12";
const PUBLISHER = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const CERTIFICATE = { certificateSecretId: "https://kv-certificates.vault.azure.net/secrets/api" };

describe("what an environment of a pull request cannot have", () => {
  test.each<[BackendOptions, string, string]>([
    [
      { safeguards: { locks: true } },
      "safeguards.locks",
      "an environment of a pull request is destroyed soon, which a lock prevents",
    ],
    [
      { safeguards: { preventDestroy: true } },
      "safeguards.preventDestroy",
      "an environment of a pull request is destroyed soon, which prevent_destroy refuses",
    ],
    [
      { keyVault: { enablePurgeProtection: true } },
      "keyVault.enablePurgeProtection",
      "the name of a protected vault stays taken after an environment of a pull request is destroyed",
    ],
    [
      { names: { keyVault: "kv-shop" } },
      "names.keyVault",
      'would be the name of the same resource in other environments, since it lacks pr-12; got "kv-shop"',
    ],
    [
      { names: { resourceGroups: { platform: "rg-pr-123" } } },
      "names.resourceGroups.platform",
      'would be the name of the same resource in other environments, since it lacks pr-12; got "rg-pr-123"',
    ],
    [
      { importFrom: { cosmos: COSMOS.id } },
      "importFrom.cosmos",
      "would be destroyed with the environment of a pull request",
    ],
    [
      { external: { cosmos: { ...COSMOS, createChildren: true } } },
      "external.cosmos.createChildren",
      "what it creates there has the names that other environments have, too",
    ],
    [
      { functionApp: { customDomains: { "api.contoso.com": { certificate: "none" } } } },
      "functionApp.customDomains.api.contoso.com",
      LEADS,
    ],
    [
      { optional: { cdn: { customDomains: { "assets.contoso.com": {} } } } },
      "optional.cdn.customDomains.assets.contoso.com",
      LEADS,
    ],
    [
      { optional: { apim: { ...PUBLISHER, customDomains: { "api.pr-123.contoso.com": CERTIFICATE } } } },
      "optional.apim.customDomains.api.pr-123.contoso.com",
      LEADS,
    ],
    [{ external: { vnet: VNET } }, "external.vnet", "its address ranges belong to another environment"],
  ])("%j is refused, and allowed elsewhere", (options, path, message) => {
    const found = problemsOf({ environment: "pr-12", ...options });
    expect(found.filter((each) => each.path === path)).toMatchObject([{ message }]);
    const elsewhere = problemsOf({ environment: "dev", ...options });
    expect(elsewhere.map((each) => each.message)).not.toContain(message);
  });

  test("a host name with the pull request in it is its own", () => {
    const customDomains = { "pr-12.contoso.com": {} };
    expect(problemsOf({ environment: "pr-12", functionApp: { customDomains } })).toEqual([]);
  });

  test("a lock says where it was set, and what helps", () => {
    expect(problemsOf({ environment: "pr-12", safeguards: { locks: true } })).toEqual([
      problem(
        "safeguards.locks",
        "an environment of a pull request is destroyed soon, which a lock prevents",
        INSTEAD,
        "your options (safeguards.locks = true)",
      ),
    ]);
  });

  test("host names with the environment in them are fine", () => {
    const functionApp = { customDomains: { "api.contoso.com": false, "pr-12.contoso.com": {} } };
    const customDomains = { "api-pr-12.contoso.com": CERTIFICATE };
    const optional = { apim: { ...PUBLISHER, customDomains } };
    expect(problemsOf({ environment: "pr-12", functionApp, optional })).toEqual([]);
  });

  test("host names of an environment that it extends are not taken over", () => {
    const test = {
      extends: "dev",
      functionApp: { customDomains: { "api.contoso.com": {} } },
      optional: {
        apim: { ...PUBLISHER, customDomains: { "gateway.contoso.com": CERTIFICATE } },
        cdn: { customDomains: { "assets.contoso.com": {} } },
      },
    };
    const { settings } = planned({
      environment: "pr-12",
      environments: { test, "pr-*": { extends: "test" } },
    });
    expect(settings.functionApp.customDomains).toEqual({});
    expect(settings.optional.apim.customDomains).toEqual({});
    expect(settings.optional.cdn.customDomains).toEqual({});
  });

  test("names with the environment in them, and existing resources as they are, are fine", () => {
    const plan = planned({
      environment: "pr-12",
      names: { keyVault: "kv-shop-pr-12", storageAccount: "stshoppr12" },
      external: { cosmos: COSMOS },
    });
    expect(notesOf(plan)).toContain(
      "note external.cosmos: is shared with other environments: what a pull request writes there stays when its environment is destroyed",
    );
  });
});
