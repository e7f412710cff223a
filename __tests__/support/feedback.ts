import { defineCrudApi } from "../../lib/runtime";

/** A declaration with every type of field. */
export const feedback = defineCrudApi({
  name: "feedback",
  entityName: "Feedback",
  partitionKey: "/id",
  schema: {
    rating: { type: "number", required: true, validation: { min: 1, max: 5 } },
    comment: { type: "string", validation: { min: 2, max: 9, pattern: "^[a-z ]+$" } },
    mood: { type: "string", default: "calm", validation: { enum: ["calm", "cross"] } },
    at: "timestamp",
    public: "boolean",
    tags: { type: "array", validation: { max: 2 } },
    extra: "object",
  },
});
