import { App } from "cdktf";
import {
  type BackendOptions,
  defineBackend,
  defineCrudApi,
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
} from "../../lib";
import { feedbackApi, processUploadFunction } from "../support/sample";

// A function for each kind of trigger, and containers with everything that can be said of one.
const entry = __filename;
const options = JSON.parse(process.env["TEST_BACKEND_OPTIONS"] ?? "{}") as BackendOptions;
const ratings = defineCrudApi({
  name: "ratings",
  entityName: "Rating",
  partitionKey: "/product",
  schema: { product: "string", author: "string", stars: "number", createdAt: "timestamp", comment: "string" },
  routes: { list: { sortBy: "createdAt" } },
  authLevel: "admin",
  defaultTtl: 2_592_000,
  uniqueKeys: [["/author"], ["/createdAt", "/stars"]],
  indexingPolicy: {
    excludedPaths: ["/comment/?"],
    compositeIndexes: [
      [
        { path: "/stars", order: "descending" },
        { path: "/createdAt", order: "ascending" },
      ],
    ],
  },
});
const containers = {
  // Only what is named is indexed.
  events: {
    partitionKey: "/source",
    indexingPolicy: { includedPaths: ["/source/?", '/"sent-at"/?'], excludedPaths: ["/*"] },
  },
  // Nothing is.
  blobs: { partitionKey: "/id", defaultTtl: -1, indexingPolicy: { excludedPaths: ["/*"] } },
};
const app = new App();
defineBackend(
  {
    feedbackApi,
    processUploadFunction,
    ratings,
    report: defineFunction({ name: "report", entry, trigger: { type: "http", route: "reports/{day}" } }),
    tidy: defineFunction({ name: "tidy", entry, trigger: { type: "timer", schedule: "0 30 4 * * *" } }),
    invoices: defineQueueProcessor({ name: "invoices", entry }),
    audit: defineFunction({ name: "audit", entry, trigger: { type: "cosmosDB", container: "feedback" } }),
    // Event Grid: a topic of the backend, with and without a filter, and blobs.
    orders: defineFunction({
      name: "orders",
      entry,
      trigger: { type: "eventGrid", source: { topic: "orders" }, deadLetter: false },
    }),
    refunds: defineEventHandler({
      name: "refunds",
      entry,
      source: { topic: "orders" },
      filter: { eventTypes: ["Order.Refunded"], subjectBeginsWith: "eu/" },
      retry: { maxDeliveryAttempts: 5, eventTimeToLiveInMinutes: 60 },
    }),
    resize: defineEventHandler({
      name: "resize",
      entry,
      source: { blobs: "uploads" },
      filter: { subjectEndsWith: ".jpg" },
    }),
  },
  { app, ...options, cosmos: { ...options.cosmos, containers } },
);
app.synth();
