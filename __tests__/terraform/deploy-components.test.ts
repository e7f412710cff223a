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
    "asks for containers as they were declared": ({ standIn }) => {
      expect(standIn.asked(CONTAINER, "ratings")["properties"]).toMatchObject({
        resource: {
          partitionKey: { paths: ["/product"] },
          defaultTtl: 2_592_000,
          uniqueKeyPolicy: {
            uniqueKeys: expect.arrayContaining([{ paths: ["/author"] }]) as unknown,
          },
          indexingPolicy: {
            indexingMode: "consistent",
            includedPaths: [{ path: "/*" }],
            excludedPaths: [{ path: "/comment/?" }],
            compositeIndexes: [
              [
                { path: "/stars", order: "descending" },
                { path: "/createdAt", order: "ascending" },
              ],
            ],
          },
        },
      });
      expect(standIn.asked(CONTAINER, "events")["properties"]).toMatchObject({
        resource: {
          indexingPolicy: {
            includedPaths: [{ path: "/source/?" }, { path: '/"sent-at"/?' }],
            excludedPaths: [{ path: "/*" }],
          },
        },
      });
      expect(standIn.resource(CONTAINER, "blobs").body["properties"]).toMatchObject({
        resource: { indexingPolicy: { includedPaths: [] } },
      });
    },
  },
});
