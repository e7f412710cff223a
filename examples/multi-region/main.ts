import { App } from "cdktf";
import { defineBackend } from "cdktf-azure-backend";
import { feedbackApi, processUploadFunction } from "../feedback/components";
import { DatabaseEndpoint } from "./database-endpoint";
import { GlobalEntry, onlyFrontDoor, readFrontDoorId } from "./global-entry";

const components = { feedbackApi, processUploadFunction };
// Part of the ids that the west names the east's database by.
const subscriptionId = "00000000-0000-0000-0000-000000000000";

const app = new App();
const common = {
  app,
  project: "feedback",
  root: "../feedback",
  subscriptionId,
  transform: { functionApp: { siteConfig: onlyFrontDoor } },
  environments: { east: { extends: "prod" }, west: { extends: "prod" } },
};

// The east has the database, which takes writes in both regions.
const east = defineBackend(components, {
  ...common,
  environment: "east",
  location: "eastus2",
  cosmos: { regions: ["eastus2", "westus2"] },
});

// The west has everything of its own, but for the database.
const { resourceGroups, names } = east.plan;
const accountId =
  `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroups.platform}` +
  `/providers/Microsoft.DocumentDB/databaseAccounts/${names.cosmosAccount}`;
const west = defineBackend(components, {
  ...common,
  environment: "west",
  location: "westus2",
  networking: { addressSpace: ["10.1.0.0/16"] },
  external: { cosmos: { id: accountId } },
});
west.stacks.network.addDependency(east.stacks.platform);

const { vnetId, privateEndpointsSubnetId } = west.published.networking;
if (vnetId === undefined || privateEndpointsSubnetId === undefined)
  throw new Error("the west has no network");
new DatabaseEndpoint(west.stacks.workloads, "database", {
  accountId,
  ...west.stacks.workloads.place,
  vnetId,
  subnetId: privateEndpointsSubnetId,
});

const entry = new GlobalEntry(app, "feedback-global", {
  subscriptionId,
  location: "eastus2",
  hosts: [east, west].map(({ plan }) => `${plan.names.functionApp}.azurewebsites.net`),
  providerVersion: east.plan.provider.version,
});
// The apps let in what comes from there, so that it is there first.
for (const { stacks } of [east, west]) {
  readFrontDoorId(stacks.workloads);
  stacks.workloads.addDependency(entry);
}

app.synth();
