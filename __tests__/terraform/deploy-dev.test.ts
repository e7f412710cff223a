import { join } from "node:path";
import { packageOf, releaseSample } from "./support/releases";
import { livesThrough } from "./support/whole-life";

livesThrough("dev of the sample", {
  environment: "dev",
  ejected: true,
  file: join(__dirname, "../../main.ts"),
  options: {},
  deployed: {
    "the app takes a release of its code": async (on) => {
      const released = await releaseSample(on, { environment: "dev" });
      expect(released.changed).toBe(true);
      expect(packageOf(on, "Microsoft.Web/sites")).toContain(`/${released.package}`);
    },
  },
  change: {
    options: { logRetention: 60 },
    plans: [
      "update azurerm_log_analytics_workspace.log_analytics retention_in_days",
      "update azurerm_application_insights.app_insights retention_in_days",
    ],
  },
  asked: {
    "the deployment makes a serverless account and a Consumption plan": ({ standIn }) => {
      expect(standIn.asked("Microsoft.DocumentDB/databaseAccounts")["properties"]).toMatchObject({
        backupPolicy: {
          type: "Periodic",
          periodicModeProperties: { backupIntervalInMinutes: 240, backupRetentionIntervalInHours: 8 },
        },
        capabilities: [{ name: "EnableServerless" }],
        disableLocalAuth: true,
      });
      expect(standIn.asked("Microsoft.Web/serverfarms")["sku"]).toMatchObject({ name: "Y1" });
      expect(standIn.drawn).toHaveLength(3);
    },
  },
});
