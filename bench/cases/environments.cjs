// The components of main.ts, in the environments that are named: what is not built in extends dev.
const [library, ...names] = process.argv.slice(2);
const { App } = require("cdktf");
const { defineBackend, defineCrudApi, defineFunction } = require(library);

const feedbackApi = defineCrudApi({
  name: "feedback",
  entityName: "Feedback",
  partitionKey: "/id",
  schema: {
    id: "string",
    rating: { type: "number", required: true, validation: { min: 1, max: 5 } },
    comment: "string",
    created_at: "timestamp",
    user_id: { type: "string", required: true, description: "Who gave the feedback" },
    status: { type: "string", validation: { enum: ["pending", "approved", "rejected"] }, default: "pending" },
  },
  routes: { list: { pageSize: 50, sortBy: "created_at" } },
});

const processUploadFunction = defineFunction({
  name: "process-upload",
  entry: "./src/process-upload.ts",
  trigger: { type: "blob", path: "uploads/{name}" },
});

const own = names.filter((name) => name !== "dev" && name !== "prod");
const environments = Object.fromEntries(own.map((name) => [name, { extends: "dev" }]));

const app = new App();
for (const environment of names)
  defineBackend(
    { feedbackApi, processUploadFunction },
    { app, project: "feedback", location: "eastus2", environment, environments },
  );
app.synth();
