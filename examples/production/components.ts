import {
  defineEventHandler,
  defineFunction,
  defineQueueProcessor,
  secret,
} from "cdktf-azure-backend/runtime";
import { feedbackApi, processUploadFunction } from "../feedback/components";

/** Its queue is in Service Bus, because the backend has one. */
const sendMail = defineQueueProcessor({
  name: "send-mail",
  entry: "./src/send-mail.ts",
  environment: { MAIL_KEY: secret("mail-key") },
});

const recordOrder = defineFunction({
  name: "record-order",
  entry: "./src/record-order.ts",
  trigger: { type: "serviceBus", topic: "order-events", subscription: "record-order" },
  access: [{ type: "redis", action: "write" }],
});

const indexUpload = defineEventHandler({
  name: "index-upload",
  entry: "./src/index-upload.ts",
  source: { blobs: "uploads" },
  bindings: [{ type: "blob", direction: "out", name: "preview", path: "assets/previews/{rand-guid}" }],
});

export const components = { feedbackApi, processUploadFunction, sendMail, recordOrder, indexUpload };
