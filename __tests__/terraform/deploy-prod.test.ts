import { join } from "node:path";
import { livesThrough } from "./support/whole-life";

livesThrough("prod of the sample", {
  environment: "prod",
  file: join(__dirname, "../../main.ts"),
  options: { environment: "prod" },
  change: {
    options: { cosmos: { maxThroughput: 8000 } },
    plans: ["update azurerm_cosmosdb_sql_database.cosmos_database autoscale_settings"],
  },
});
