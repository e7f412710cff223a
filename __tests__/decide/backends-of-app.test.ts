import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import fc from "fast-check";
import { BackendConfigError, type BackendOptions, type Problem, defineBackend, planBackend } from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { problem } from "../support/problems";

const outdir = mkdtempSync(join(tmpdir(), "backends-"));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

const components = { feedbackApi, processUploadFunction };
const SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-hub/providers";
const subnets = { functions: "functions", "private-endpoints": "endpoints" };
const vnet = { resource: { id: `${SUBSCRIPTION}/Microsoft.Network/virtualNetworks/vnet-hub` }, subnets };
const cosmos = {
  resource: { id: `${SUBSCRIPTION}/Microsoft.DocumentDB/databaseAccounts/cosmos-hub` },
  createChildren: true,
};
const keyVault = {
  resource: { id: `${SUBSCRIPTION}/Microsoft.KeyVault/vaults/kv-hub` },
  createChildren: true,
};
const storage = {
  resource: { id: `${SUBSCRIPTION}/Microsoft.Storage/storageAccounts/sthub` },
  createChildren: true,
};

type Asked = Partial<BackendOptions>;
const complete = (asked: Asked): BackendOptions => ({
  project: "shop",
  location: "eastus2",
  environment: "dev",
  ...asked,
});

/** What is wrong with the second of two backends of one app. */
function second(first: Asked, other: Asked): readonly Problem[] {
  const app = new App({ outdir });
  defineBackend(components, { ...complete(first), app });
  const before = app.node.children.length;
  try {
    defineBackend(components, { ...complete(other), app });
    return [];
  } catch (error) {
    if (!(error instanceof BackendConfigError)) throw error;
    expect(app.node.children).toHaveLength(before);
    return error.problems;
  }
}

const mail = { project: "mail" };
const BOTH = "mail (dev) and shop (dev) both create";
const GATEWAY = {
  publisherName: "Contoso",
  publisherEmail: "api@contoso.com",
  customDomains: {
    "api.contoso.com": { certificateSecretId: "https://kv-certificates.vault.azure.net/secrets/api" },
  },
};

describe("two backends of one app", () => {
  test("two backends that make the same zones for one network are one problem, which names both", () => {
    const asked: Asked = { environment: "prod", external: { vnet } };
    expect(second(asked, { ...asked, ...mail })).toEqual([
      problem(
        "external.privateDnsZones",
        "mail (prod) and shop (prod) both create privatelink.blob.core.windows.net, privatelink.documents.azure.com, " +
          "privatelink.queue.core.windows.net, privatelink.table.core.windows.net, privatelink.vaultcore.azure.net, " +
          "and link them to the same network, but Azure links a network to one zone of a name only",
        "let one of them create the zones, and pass them to the other in external.privateDnsZones, without createChildren",
      ),
    ]);
    expect(second(asked, { ...asked, ...mail, external: { vnet, privateDnsZones: "policy" } })).toEqual([]);
    expect(second({ environment: "prod" }, { environment: "prod", ...mail })).toEqual([]);
  });

  test.each<readonly [string, Asked, Asked, Problem]>([
    [
      "the same storage account",
      { names: { storageAccount: "stone" } },
      { ...mail, names: { storageAccount: "stone" } },
      problem(
        "names.storageAccount",
        `${BOTH} storage account "stone", but the name must be globally unique`,
        "set another name in one of them, or remove the name",
      ),
    ],
    [
      "one account for data and the other's for the host",
      { names: { storageAccount: "stone" } },
      { ...mail, storage: { hostAccount: "separate" }, names: { hostStorageAccount: "stone" } },
      problem(
        "names.hostStorageAccount",
        `${BOTH} storage account "stone", but the name must be globally unique`,
        "set another name in one of them, or remove the name",
      ),
    ],
    [
      "the same resource group",
      { names: { resourceGroups: { platform: "rg-all" } } },
      { ...mail, names: { resourceGroups: { workloads: "RG-all" } } },
      problem(
        "names.resourceGroups.workloads",
        `${BOTH} resource group "RG-all", but a resource group belongs to one backend, which deletes it when it is destroyed`,
        "set another name in one of them, or remove the name",
      ),
    ],
    [
      "the same custom domain",
      { functionApp: { customDomains: { "api.contoso.com": {} } } },
      { ...mail, functionApp: { customDomains: { "api.contoso.com": { certificate: "none" } } } },
      problem(
        "functionApp.customDomains.api.contoso.com",
        `${BOTH} api.contoso.com, as a custom domain, but a host name leads to one app`,
        "set another host name in one of them, or false where an environment takes it over from another one",
      ),
    ],
    [
      "the same custom domain of their gateways",
      { optional: { apim: GATEWAY } },
      { ...mail, optional: { apim: GATEWAY } },
      problem(
        "optional.apim.customDomains.api.contoso.com",
        `${BOTH} api.contoso.com, as a custom domain, but a host name leads to one app`,
        "set another host name in one of them, or false where an environment takes it over from another one",
      ),
    ],
    [
      "the same database in an account of others",
      { external: { cosmos } },
      { ...mail, external: { cosmos }, cosmos: { database: "shop-db" } },
      problem(
        "cosmos.database",
        `${BOTH} database "shop-db" of external.cosmos, in the same existing resource, but only one of them can own it`,
        "use other names or another resource in one of them, or remove createChildren in one of them",
      ),
    ],
    [
      "the same secret of a vault of others",
      { external: { keyVault } },
      { ...mail, external: { keyVault } },
      problem(
        "keyVault.secrets",
        `${BOTH} secret "jwt-secret" of external.keyVault, in the same existing resource, but only one of them can own it`,
        "use other names or another resource in one of them, or remove createChildren in one of them",
      ),
    ],
  ])("two backends that make %s are one problem", (_what, first, other, expected) => {
    expect(second(first, other)).toEqual([expected]);
  });

  test("two backends of one project are refused for the database that both environments would make", () => {
    const [found, ...others] = second(
      { external: { cosmos } },
      { environment: "prod", external: { cosmos } },
    );
    expect(others).toEqual([]);
    expect(found?.message).toBe(
      'shop (prod) and shop (dev) both create database "shop-db" of external.cosmos, in the same existing resource, but only one of them can own it',
    );
  });

  test("two backends are refused for containers and queues of one account, in one problem", () => {
    const names = second({ external: { storage } }, { ...mail, external: { storage } }).map(
      ({ message }) => message,
    );
    expect(names).toEqual([expect.stringContaining('container "uploads" of external.storage')]);
  });

  test("two backends do not collide where subscriptions differ, and where only one of them makes what is shared", () => {
    const group = { resourceGroups: { platform: "rg-all" } };
    const one = { subscriptionId: "11111111-1111-1111-1111-111111111111", names: group };
    const two = { subscriptionId: "22222222-2222-2222-2222-222222222222", names: group };
    expect(second(one, { ...mail, ...two })).toEqual([]);
    const expecting = { ...cosmos, createChildren: false };
    expect(
      second({ external: { cosmos } }, { environment: "prod", external: { cosmos: expecting } }),
    ).toEqual([]);
  });

  test("two backends do not collide without shared resources, whatever their names", () => {
    const word = fc.stringMatching(/^[a-z]([a-z0-9]{0,5})$/);
    fc.assert(
      fc.property(
        word,
        word,
        fc.constantFrom("dev", "prod"),
        fc.constantFrom("dev", "prod"),
        (one, two, here, there) => {
          fc.pre(one !== two || here !== there);
          expect(second({ project: one, environment: here }, { project: two, environment: there })).toEqual(
            [],
          );
        },
      ),
      { numRuns: 8 },
    );
  });

  test("both backends are defined again once the first problem is corrected", () => {
    const app = new App({ outdir });
    const asked = complete({ app, names: { storageAccount: "stone" } });
    const refused = {
      ...asked,
      transform: {
        storage: () => {
          throw new Error("no");
        },
      },
    };
    expect(() => defineBackend(components, refused)).toThrow();
    expect(() => defineBackend(components, asked)).not.toThrow();
  });
});

describe("one backend alone", () => {
  const notes = (asked: Asked) =>
    planBackend(components, complete(asked)).notes.map(({ path, message }) => `${path}: ${message}`);

  test("one backend gets a note about the zones that it makes for a network of others", () => {
    const made = expect.stringMatching(
      /^external\.vnet: is linked to zones that this backend creates: privatelink\.blob.*: set those in external\.privateDnsZones$/,
    ) as string;
    expect(notes({ environment: "prod", external: { vnet } })).toContainEqual(made);
    expect(notes({ environment: "prod", external: { vnet, privateDnsZones: "policy" } })).not.toContainEqual(
      made,
    );
    expect(notes({ environment: "prod" })).not.toContainEqual(made);
  });

  test("one backend gets a note about a database whose name has no environment", () => {
    const shared = expect.stringMatching(
      /^cosmos\.database: "shop-db" is created in external\.cosmos: another environment/,
    ) as string;
    expect(notes({ external: { cosmos } })).toContainEqual(shared);
    expect(notes({ external: { cosmos }, cosmos: { database: "shop-dev" } })).not.toContainEqual(shared);
    expect(notes({})).not.toContainEqual(shared);
  });
});
