import { defineCrudApi, defineFunction, secret } from "../../lib";

/** The components of the specification's sample. */
export const feedbackApi = defineCrudApi({
  name: "feedback",
  entityName: "Feedback",
  partitionKey: "/id",
  schema: { id: "string", rating: { type: "number", required: true } },
});

export const processUploadFunction = defineFunction({
  name: "process-upload",
  entry: __filename,
  trigger: { type: "blob", path: "uploads/{name}" },
});

/** A function that has a secret. */
export const signFunction = defineFunction({
  name: "sign",
  entry: __filename,
  trigger: { type: "http" },
  environment: { SIGNING_KEY: secret("jwt-secret") },
});
