import { defineCrudApi, defineFunction, reference } from "cdktf-azure-backend/runtime";

export const feedbackApi = defineCrudApi({
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

export const processUploadFunction = defineFunction({
  name: "process-upload",
  entry: "./src/process-upload.ts",
  trigger: { type: "blob", path: "uploads/{name}" },
  access: [
    { type: "cosmosDB", container: reference.container(feedbackApi), action: "write" },
    { type: "queue", queue: "notifications", action: "send" },
    { type: "table", table: "logs", action: "write" },
  ],
});
