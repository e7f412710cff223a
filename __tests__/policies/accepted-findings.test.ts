import fc from "fast-check";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackendOptions, acceptLists, acceptedFindings, planBackend, writeAcceptLists } from "../../lib";
import { type Finding, findingsOf, stacksById } from "../support/policy-checks";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { type JsonObject, type SynthesisedBackend, stackOf, synthBackend } from "../support/synth";

const apim = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const EVERYTHING: BackendOptions = {
  optional: { apim, cdn: true, serviceBus: true, redis: true, containerRegistry: true },
};

const byText = (one: Finding, other: Finding): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;

function reported(backend: SynthesisedBackend): readonly Finding[] {
  return [...findingsOf(stacksById(backend))].sort(byText);
}

function accepted({ backend }: SynthesisedBackend): readonly Finding[] {
  return acceptedFindings(backend.plan)
    .map(({ stack, resource, check }) => ({ stack, resource, check }))
    .sort(byText);
}

/** What checkov reports once its baseline files are read, as checkov reads them. */
function leftByBaseline(
  { backend }: SynthesisedBackend,
  stacks: Parameters<typeof findingsOf>[0],
): readonly Finding[] {
  const lists = acceptLists(backend.plan);
  return findingsOf(stacks).filter(({ stack, resource, check }) => {
    if (!check.startsWith("CKV")) return false;
    const { failed_checks: files } = JSON.parse(lists[`${stack}.checkov.baseline`] ?? "") as {
      readonly failed_checks: readonly {
        readonly file: string;
        readonly findings: readonly { readonly resource: string; readonly check_ids: readonly string[] }[];
      }[];
    };
    const name = check.startsWith("CKV2") ? resource : resource.replace(/^[^.]+/, "resource");
    return !files.some(
      ({ file, findings }) =>
        file === "/cdk.tf.json" &&
        findings.some((each) => each.resource === name && each.check_ids.includes(check)),
    );
  });
}

/** The same stacks, after somebody has changed the resources of the platform. */
function edited(
  synthesised: SynthesisedBackend,
  edit: (resources: Record<string, Record<string, Record<string, unknown>>>) => void,
): Parameters<typeof findingsOf>[0] {
  const id = synthesised.backend.plan.stackIds.platform;
  const json = structuredClone(synthesised.platform.json) as JsonObject & {
    resource: Record<string, Record<string, Record<string, unknown>>>;
  };
  edit(json.resource);
  return { ...stacksById(synthesised), [id]: stackOf(id, JSON.stringify(json)) };
}

const allowAll = { default_action: "Allow", bypass: ["AzureServices"] };

describe("the accepted findings", () => {
  test.each<[string, BackendOptions]>([
    ["dev", {}],
    ["prod", { environment: "prod" }],
    ["dev with everything", EVERYTHING],
    ["prod with everything", { environment: "prod", ...EVERYTHING }],
    ["dev in a network", { networking: { vnet: true, privateEndpoints: true } }],
    ["dev in a network without private endpoints", { networking: { vnet: true } }],
    ["prod without a network", { environment: "prod", networking: { vnet: false, privateEndpoints: false } }],
    ["topics of events", { eventGrid: { topics: { orders: true } } }],
    ["connection strings", { environment: "prod", keyVault: { connectionStrings: true } }],
    ["keys of Cosmos DB", { cosmos: { disableLocalAuth: false } }],
    ["keys of storage", { storage: { allowSharedKeyAccess: true } }],
    ["a content share", { functionApp: { package: "content-share" }, storage: { hostAccount: "separate" } }],
    ["public blobs", { storage: { containers: { assets: { publicAccess: "Blob" } } } }],
    ["Azure Cache for Redis", { optional: { redis: { engine: "cache" } } }],
    ["Azure Cache for Redis in prod", { environment: "prod", optional: { redis: { engine: "cache" } } }],
    ["a replicated cache", { optional: { redis: { engine: "cache", sku: { name: "Standard" } } } }],
    ["Service Bus Premium", { environment: "prod", optional: { serviceBus: { sku: { name: "Premium" } } } }],
    ["a Standard registry", { optional: { containerRegistry: { sku: { name: "Standard" } } } }],
    ["a purge protected vault", { keyVault: { enablePurgeProtection: true } }],
    ["replicated storage", { storage: { sku: { name: "Standard_GRS" } } }],
    [
      "a closed app in several zones",
      { environment: "prod", functionApp: { publicNetworkAccess: false, zoneRedundant: true } },
    ],
    ["Linux with slots", { environment: "prod", functionApp: { os: "linux", slots: ["blue", "green"] } }],
    ["Flex Consumption", { functionApp: { plan: "FC1" } }],
  ])("the accepted findings are those that fail, resource by resource: %s", (_what, options) => {
    const backend = synthBackend(options);
    expect(reported(backend)).toEqual(accepted(backend));
  });

  test("the accepted findings are those that fail for any combination of options", () => {
    const options = fc.record({
      environment: fc.constantFrom("dev", "prod"),
      privateEndpoints: fc.boolean(),
      disableLocalAuth: fc.boolean(),
      enablePurgeProtection: fc.boolean(),
      sku: fc.constantFrom("Standard_LRS", "Standard_ZRS", "Standard_GRS", "Standard_GZRS"),
      separate: fc.boolean(),
      cdn: fc.boolean(),
      serviceBus: fc.boolean(),
      containerRegistry: fc.boolean(),
      topics: fc.constantFrom({}, { orders: true }),
    });
    fc.assert(
      fc.property(options, ({ privateEndpoints, disableLocalAuth, enablePurgeProtection, sku, ...said }) => {
        const backend = synthBackend({
          environment: said.environment,
          networking: { vnet: privateEndpoints, privateEndpoints },
          cosmos: { disableLocalAuth },
          keyVault: { enablePurgeProtection },
          storage: { sku: { name: sku }, hostAccount: said.separate ? "separate" : "shared" },
          eventGrid: { topics: said.topics },
          optional: {
            cdn: said.cdn,
            serviceBus: said.serviceBus,
            containerRegistry: said.containerRegistry,
          },
        });
        expect(reported(backend)).toEqual(accepted(backend));
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test("no finding is accepted of existing resources", () => {
    const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shared/providers";
    const backend = synthBackend({
      subscriptionId: "00000000-0000-0000-0000-000000000000",
      external: {
        storage: { id: `${group}/Microsoft.Storage/storageAccounts/stshared`, createChildren: true },
        keyVault: { id: `${group}/Microsoft.KeyVault/vaults/kv-shared` },
        cosmos: { id: `${group}/Microsoft.DocumentDB/databaseAccounts/cosmos-shared` },
      },
    });
    expect(reported(backend)).toEqual(accepted(backend));
    expect(accepted(backend).map(({ resource }) => resource)).not.toContain(
      "azurerm_storage_account.storage",
    );
  });
});

describe("a change beyond the options", () => {
  const production = synthBackend({ environment: "prod", optional: { cdn: true } });
  const privateDev = synthBackend({
    networking: { vnet: true, privateEndpoints: true },
    optional: { cdn: true },
  });
  const names = (findings: readonly Finding[]): readonly string[] =>
    findings.map(({ resource, check }) => `${resource} ${check}`).sort();

  test.each([
    ["production", production],
    ["the private dev environment", privateDev],
  ])("no check fails with the accepted findings in %s as it is", (_name, backend) => {
    expect(leftByBaseline(backend, stacksById(backend))).toEqual([]);
  });

  test("a change is reported that opens the data account in production, beside an open account of public assets", () => {
    const opened = edited(production, (resources) => {
      Object.assign(resources["azurerm_storage_account"]?.["storage"] ?? {}, {
        public_network_access_enabled: true,
        network_rules: allowAll,
      });
    });
    expect(names(leftByBaseline(production, opened))).toEqual([
      "azurerm_storage_account.storage CKV_AZURE_35",
      "azurerm_storage_account.storage CKV_AZURE_59",
    ]);
  });

  test("a change is reported that opens storage, Cosmos DB and vault in a private dev and deletes their endpoints", () => {
    const opened = edited(privateDev, (resources) => {
      Object.assign(resources["azurerm_storage_account"]?.["storage"] ?? {}, {
        public_network_access_enabled: true,
        network_rules: allowAll,
      });
      Object.assign(resources["azurerm_cosmosdb_account"]?.["cosmos"] ?? {}, {
        public_network_access_enabled: true,
      });
      Object.assign(resources["azurerm_key_vault"]?.["key_vault"] ?? {}, {
        public_network_access_enabled: true,
        network_acls: allowAll,
      });
      Reflect.deleteProperty(resources, "azurerm_private_endpoint");
    });
    expect(names(leftByBaseline(privateDev, opened))).toEqual([
      "azurerm_cosmosdb_account.cosmos CKV_AZURE_101",
      "azurerm_cosmosdb_account.cosmos CKV_AZURE_99",
      "azurerm_key_vault.key_vault CKV2_AZURE_32",
      "azurerm_key_vault.key_vault CKV_AZURE_109",
      "azurerm_key_vault.key_vault CKV_AZURE_189",
      "azurerm_storage_account.package_storage CKV2_AZURE_33",
      "azurerm_storage_account.storage CKV2_AZURE_33",
      "azurerm_storage_account.storage CKV_AZURE_35",
      "azurerm_storage_account.storage CKV_AZURE_59",
    ]);
  });

  test("an opening by a transform is reported, since no option asks for it", () => {
    const backend = synthBackend({
      environment: "prod",
      transform: { storage: { publicNetworkAccessEnabled: true } },
    });
    expect(names(leftByBaseline(backend, stacksById(backend)))).toEqual([
      "azurerm_storage_account.storage CKV_AZURE_59",
    ]);
  });
});

describe("the files", () => {
  const plan = planBackend(
    { feedbackApi, processUploadFunction },
    { project: "feedback", location: "eastus2", environment: "prod" },
  );

  test("the files are one of each scanner for each stack, and one for readers, in a new folder", () => {
    const folder = mkdtempSync(join(tmpdir(), "accepted-"));
    try {
      const lists = acceptLists(plan);
      writeAcceptLists(join(folder, "policies"), plan);
      expect(readdirSync(join(folder, "policies")).sort()).toEqual(Object.keys(lists).sort());
      expect(Object.keys(lists).sort()).toEqual([
        "accepted-findings.md",
        ...["network", "platform", "workloads"].flatMap((role) => [
          `feedback-prod-${role}.checkov.baseline`,
          `feedback-prod-${role}.trivy.rego`,
        ]),
      ]);
      for (const [file, text] of Object.entries(lists))
        expect(readFileSync(join(folder, "policies", file), "utf8")).toBe(text);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("the files name a resource as checkov does: without its type in checks of one resource, with it in those of several", () => {
    const baseline = acceptLists(plan)["feedback-prod-platform.checkov.baseline"] ?? "";
    expect(JSON.parse(baseline)).toMatchObject({
      failed_checks: [
        {
          file: "/cdk.tf.json",
          findings: expect.arrayContaining([
            { resource: "azurerm_storage_account.storage", check_ids: ["CKV2_AZURE_1"] },
            { resource: "resource.storage", check_ids: ["CKV_AZURE_33"] },
          ]) as unknown,
        },
      ],
    });
    expect(acceptLists(plan)["feedback-prod-network.checkov.baseline"]).toBe('{\n  "failed_checks": []\n}\n');
  });

  test("the files name a resource by its whole address for trivy", () => {
    const policy = acceptLists(plan)["feedback-prod-platform.trivy.rego"];
    expect(policy).toContain('["AZU-0057", "azurerm_storage_account.storage"],');
    expect(policy).not.toContain("CKV");
    expect(acceptLists(plan)["feedback-prod-network.trivy.rego"]).toContain("accepted := set()");
  });

  test("the files have a reason for each finding", () => {
    const text = acceptLists(plan)["accepted-findings.md"];
    for (const { resource, check, reason } of acceptedFindings(plan)) {
      expect(reason).not.toBe("");
      expect(text).toContain(`| ${resource} | ${check} |`);
    }
  });
});
