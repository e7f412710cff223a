import { join } from "node:path";
import type { BackendOptions } from "../../lib";
import { objectAt, textAt } from "../../lib/stand-in/json";
import { dataAccount } from "./support/data-account";
import { packageOf } from "./support/releases";
import { projectOf } from "./support/stage";
import { livesThrough } from "./support/whole-life";

const file = join(__dirname, "service-bus-app.ts");
const WORKLOADS = "shop-prod-workloads";
const SITES = ["Microsoft.Web/sites", "Microsoft.Web/sites/slots"];
/** Locks keep the roles of an app that is replaced: docs/guides/safeguards.md. */
const withPackage = (mode: "content-share" | "identity"): BackendOptions => ({
  environment: "prod",
  project: "shop",
  location: "westeurope",
  ignoreTags: ["CostCenter"],
  functionApp: { package: mode },
  keyVault: { secrets: { "jwt-secret": { expires: "2027-12-01" } } },
  networking: { restrictOutbound: true },
  safeguards: { locks: false },
  optional: {
    serviceBus: { sku: { name: "Premium" }, topics: { "order-events": { subscriptions: {} } } },
  },
});

livesThrough("prod with Service Bus Premium, secrets that end, and nothing let out that it does not need", {
  environment: "prod",
  file,
  changedBy: file,
  options: withPackage("identity"),
  deployed: {
    "the next plan keeps the tags that Azure Policy writes": async ({ standIn, rehearsal }) => {
      const account = dataAccount(standIn);
      Object.assign(account.body, { tags: { ...objectAt(account.body, "tags"), CostCenter: "42" } });
      const plans = await rehearsal.plan();
      expect(Object.values(plans).flatMap(({ changes }) => changes)).toEqual([]);
    },
    "the app and its slot are replaced where code comes in another way, and back again": async (on) => {
      const options = JSON.stringify(withPackage("content-share"));
      await on.rehearsal.synth({ TEST_BACKEND_OPTIONS: options }, projectOf(file));
      const changes = (await on.rehearsal.plan())[WORKLOADS]?.changes ?? [];
      const planned = changes.map(({ action, address }) => `${action} ${address}`);
      expect(planned).toEqual(
        expect.arrayContaining([
          "replace azurerm_windows_function_app.function_app",
          "replace azurerm_windows_function_app_slot.function_app_staging",
        ]),
      );
      await on.rehearsal.deploy();
      for (const type of SITES) expect(packageOf(on, type)).toBe("1");
      await on.rehearsal.synth();
      await on.rehearsal.deploy();
      for (const type of SITES)
        expect(packageOf(on, type)).toMatch(/^https:\/\/st[a-z0-9]+\.blob\.core\.windows\.net\//);
    },
  },
  change: {
    options: {
      ...withPackage("identity"),
      keyVault: { secrets: { "jwt-secret": { expires: "2028-12-01" } } },
    },
    plans: ["replace azurerm_resource_group_template_deployment.key_vault_secret_jwt-secret"],
  },
  asked: {
    "the deployment makes a secret that expires, and an alert before that": ({ standIn }) => {
      const secret = standIn.resource("Microsoft.KeyVault/vaults/secrets", "jwt-secret");
      expect(secret.body["properties"]).toMatchObject({
        attributes: { exp: Date.parse("2027-12-01T00:00:00Z") / 1000 },
      });
      const alert = standIn.asked("Microsoft.Insights/scheduledQueryRules");
      expect(textAt(alert, "properties.criteria.allOf.0.query")).toContain("SecretNearExpiry");
    },
    "the network lets AMQP in to the private endpoints, and only named traffic out": ({ standIn }) => {
      const rules = standIn.resources
        .filter(({ type }) => type === "Microsoft.Network/networkSecurityGroups/securityRules")
        .map(({ name, body }) => [name, body["properties"] as Record<string, unknown>] as const)
        .filter(([, { direction }]) => direction === "Outbound");
      expect(rules.map(([name]) => name)).toContain("deny_outbound");
      expect(rules.every(([, { access, priority }]) => access === "Allow" || priority === 4096)).toBe(true);
    },
  },
});
