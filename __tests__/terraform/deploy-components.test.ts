import { join } from "node:path";
import { livesThrough } from "./support/whole-life";

const file = join(__dirname, "components-app.ts");
const QUEUE = "Microsoft.Storage/storageAccounts/queueServices/queues";
const CONTAINER = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers";

livesThrough("a component for each kind of trigger, on Linux", {
  environment: "prod",
  file,
  changedBy: file,
  options: { environment: "prod", functionApp: { os: "linux" } },
  change: {
    options: { storage: { softDeleteRetentionInDays: 60 } },
    plans: ["update azurerm_storage_account.storage blob_properties"],
  },
  asked: {
    "asks for what the components work on": ({ standIn }) => {
      expect(standIn.resource(QUEUE, "invoices-poison").name).toBe("invoices-poison");
      expect(standIn.asked(CONTAINER, "leases")["properties"]).toMatchObject({
        resource: { id: "leases", partitionKey: { paths: ["/id"] } },
      });
    },
  },
});
