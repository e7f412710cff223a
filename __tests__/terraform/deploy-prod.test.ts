import { join } from "node:path";
import { identity } from "../../lib/stand-in/login";
import { packagedAt, probesOf } from "../../lib/terraform/acceptance/handed-over";
import { Releaser } from "../../lib/terraform/acceptance/release";
import { RUNNER_IMAGE } from "../../lib/terraform/acceptance/releaser-stack";
import { patientConnectionTo } from "../support/stand-in-connection";
import { type AskedAlert, askedAlerts } from "./support/asked-alerts";
import { dataAccount } from "./support/data-account";
import { packageOf, packagedSample, releaseSample } from "./support/releases";
import { projectOf } from "./support/stage";
import { livesThrough } from "./support/whole-life";

const PLATFORM = "feedback-prod-platform";
const WORKLOADS = "feedback-prod-workloads";

livesThrough("prod of the sample", {
  environment: "prod",
  ejected: true,
  file: join(__dirname, "../../main.ts"),
  options: { environment: "prod" },
  deployed: {
    "the app takes no release from the internet": async (on) => {
      await expect(releaseSample(on, { environment: "prod" })).rejects.toThrow(
        /stopped at: lock other releases[^]* returned 403 AuthorizationFailure: [^]* next: run from the network that the storage account allows/,
      );
    },
    "the app takes a release from within its network": async (on) => {
      const sample = await packagedSample("prod");
      try {
        const releaser = new Releaser(on.rehearsal, {
          packaged: packagedAt(sample.folder, "prod"),
          probes: probesOf(["GET /api/feedback"]),
          image: RUNNER_IMAGE,
          connection: patientConnectionTo(on.standIn),
        });
        const { released, from, probes } = await releaser.release();
        expect({ released, from, probes }).toEqual({
          released: true,
          from: "a container within the virtual network",
          probes: ["GET /api/feedback: 200"],
        });
        expect(packageOf(on, "Microsoft.Web/sites")).toMatch(/\/function-packages\/.*\/[0-9a-f]{64}\.zip$/);
        // The locks of prod keep the releaser's role too, until they are off.
        await on.rehearsal.withoutSafeguards(() => releaser.clear());
        const locks = on.standIn.resources.filter(({ type }) => type === "Microsoft.Authorization/locks");
        expect(locks).not.toEqual([]);
      } finally {
        sample.remove();
      }
    },
    "the backend is not destroyed while prevent_destroy is on": async (on) => {
      const before = on.standIn.resources.length;
      const { status, stderr } = await on.workspace.terraform(PLATFORM, [
        "destroy",
        "-auto-approve",
        "-no-color",
      ]);
      expect(status).toBe(1);
      expect(stderr).toContain("Instance cannot be destroyed");
      expect(stderr).toContain("azurerm_storage_queue.storage_queue_tasks has");
      expect(on.standIn.resources).toHaveLength(before);
    },
    "Azure refuses to delete a queue or a role assignment below a locked account": async (on) => {
      const options = {
        environment: "prod",
        storage: { queues: { tasks: false } },
        safeguards: { preventDestroy: false },
      };
      await on.rehearsal.synth({ TEST_BACKEND_OPTIONS: JSON.stringify(options) }, projectOf());
      const { status, stderr } = await on.workspace.apply(PLATFORM);
      expect(status).toBe(1);
      expect(stderr).toContain("ScopeLocked");
      expect(stderr).toContain("cannot perform delete operation because following scope(s) are locked");
      expect(
        on.standIn.resource("Microsoft.Storage/storageAccounts/queueServices/queues", "tasks").name,
      ).toBe("tasks");
      await on.rehearsal.synth();
      const role = await on.workspace.terraform(WORKLOADS, [
        "destroy",
        "-auto-approve",
        "-no-color",
        "-target=azurerm_role_assignment.function_app_storage_blob_data_owner_uploads",
      ]);
      expect(role.status).toBe(1);
      expect(role.stderr).toContain("ScopeLocked");
    },
  },
  change: {
    options: { cosmos: { maxThroughput: 8000 } },
    plans: ["update azurerm_cosmosdb_sql_database.cosmos_database autoscale_settings"],
  },
  asked: {
    "the deployment makes a vault that is closed to the internet and cannot be purged": ({ standIn }) => {
      expect(standIn.asked("Microsoft.KeyVault/vaults")).toEqual({
        location: "eastus2",
        properties: {
          accessPolicies: [],
          createMode: "default",
          enablePurgeProtection: true,
          enableRbacAuthorization: true,
          enableSoftDelete: true,
          enabledForDeployment: false,
          enabledForDiskEncryption: false,
          enabledForTemplateDeployment: false,
          networkAcls: {
            bypass: "AzureServices",
            defaultAction: "Deny",
            ipRules: [],
            virtualNetworkRules: [],
          },
          publicNetworkAccess: "Disabled",
          sku: { family: "A", name: "standard" },
          tenantId: identity.tenantId,
        },
        tags: { environment: "prod", project: "feedback", stack: "platform" },
      });
    },
    "the deployment makes accounts without keys, in two regions and in zones": ({ standIn }) => {
      const cosmos = standIn.asked("Microsoft.DocumentDB/databaseAccounts");
      expect(cosmos["properties"]).toMatchObject({
        backupPolicy: { type: "Continuous", continuousModeProperties: { tier: "Continuous7Days" } },
        disableLocalAuth: true,
        enableAutomaticFailover: true,
        enableMultipleWriteLocations: true,
        publicNetworkAccess: "Disabled",
      });
      const storage = standIn.asked("Microsoft.Storage/storageAccounts", dataAccount(standIn).name);
      expect(storage).toMatchObject({
        sku: { name: "Standard_GZRS", tier: "Standard" },
        properties: {
          allowBlobPublicAccess: false,
          allowSharedKeyAccess: false,
          minimumTlsVersion: "TLS1_2",
          networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
          publicNetworkAccess: "Disabled",
          supportsHttpsTrafficOnly: true,
        },
      });
    },
    "the deployment makes an app and a slot with identities of their own, in the network": ({ standIn }) => {
      for (const type of ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"])
        expect(standIn.resource(type).body).toMatchObject({
          identity: { type: "SystemAssigned" },
          properties: {
            httpsOnly: true,
            virtualNetworkSubnetId: expect.stringMatching(/\/subnets\/functions$/) as string,
          },
        });
      // On each scope: for the app and for the slot.
      const scopes = standIn.resources
        .filter(({ type }) => type === "Microsoft.Authorization/roleAssignments")
        .map(({ id }) => id.split("/providers/Microsoft.Authorization/")[0]?.split("/").slice(-1)[0] ?? "");
      const host = "sthostfeedbackprod242699";
      const [vault = ""] = standIn.resources.flatMap(({ type, name }) =>
        type === "Microsoft.KeyVault/vaults" ? [name] : [],
      );
      const ofHost = [host, host, host, "appi-feedback-prod", "function-packages", vault];
      const ofUpload = ["uploads", "webjobs-blobtrigger-poison", "notifications", "logs"];
      expect(scopes.sort()).toEqual([...ofHost, ...ofHost, ...ofUpload, ...ofUpload].sort());
    },
    "the deployment makes the six alerts of the specification, each on its resource": ({ standIn }) => {
      const insights = "Microsoft.Insights/components";
      const cosmos = "Microsoft.DocumentDB/databaseAccounts";
      const expected: Readonly<Record<string, AskedAlert>> = {
        "function-errors": [insights, "requests/failed", "Count", "GreaterThan", 10, 1],
        "function-duration": [insights, "requests/duration", "Average", "GreaterThan", 30_000, 2],
        "cosmos-ru": [cosmos, "TotalRequestUnits", "Total", "GreaterThan", 900_000, 2],
        "cosmos-throttling": [cosmos, "TotalRequests", "Count", "GreaterThan", 10, 1],
        "storage-latency": [
          "Microsoft.Storage/storageAccounts",
          "SuccessE2ELatency",
          "Average",
          "GreaterThan",
          1000,
          2,
        ],
        "key-vault-availability": ["Microsoft.KeyVault/vaults", "Availability", "Average", "LessThan", 99, 1],
      };
      const group = standIn.resource("Microsoft.Insights/actionGroups", "ag-feedback-prod-ops-team").id;
      expect(askedAlerts(standIn, group)).toEqual(
        Object.fromEntries(
          Object.entries(expected).map(([name, each]) => [`alert-feedback-prod-${name}`, each]),
        ),
      );
      const throttled = standIn.asked(
        "Microsoft.Insights/metricAlerts",
        "alert-feedback-prod-cosmos-throttling",
      );
      expect(throttled).toMatchObject({
        properties: {
          criteria: {
            allOf: [{ dimensions: [{ name: "StatusCode", operator: "Include", values: ["429"] }] }],
          },
        },
      });
    },
    "the deployment makes an action group that notifies the subscription's Owners": ({ standIn }) => {
      expect(standIn.asked("Microsoft.Insights/actionGroups", "ag-feedback-prod-ops-team")).toMatchObject({
        location: "global",
        properties: {
          enabled: true,
          groupShortName: "ops-team",
          armRoleReceivers: [
            {
              name: "owner",
              roleId: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
              useCommonAlertSchema: true,
            },
          ],
          emailReceivers: [],
          webhookReceivers: [],
        },
        tags: { environment: "prod", project: "feedback", stack: "platform" },
      });
    },
    "the deployment makes saved queries of each service, in a pack": ({ standIn }) => {
      const queries = standIn.resources.filter(
        ({ type }) => type === "Microsoft.OperationalInsights/queryPacks/queries",
      );
      expect(queries).toHaveLength(10);
      expect(queries.map(({ body }) => body["properties"])).toContainEqual(
        expect.objectContaining({
          displayName: "Key vault: refused requests",
          related: { categories: ["security"], resourceTypes: ["microsoft.keyvault/vaults"] },
        }),
      );
    },
  },
});
