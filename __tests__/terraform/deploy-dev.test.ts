import { join } from "node:path";
import { livesThrough } from "./support/whole-life";

livesThrough("dev of the sample", {
  environment: "dev",
  file: join(__dirname, "../../main.ts"),
  options: {},
  change: {
    options: { logRetention: 60 },
    plans: [
      "update azurerm_log_analytics_workspace.log_analytics retention_in_days",
      "update azurerm_application_insights.app_insights retention_in_days",
    ],
  },
});
