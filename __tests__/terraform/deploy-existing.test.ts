import { join } from "node:path";
import { livesThrough } from "./support/whole-life";

const file = join(__dirname, "existing-app.ts");

livesThrough("prod inside of what another stack has made", {
  environment: "prod",
  file,
  changedBy: file,
  options: { environment: "prod" },
  change: {
    options: { storage: { tables: { audits: true } } },
    plans: ["create azurerm_resource_group_template_deployment.storage_table_audits"],
  },
});
