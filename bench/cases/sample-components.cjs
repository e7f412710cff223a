// The components of main.ts, declared with the library at that path.
module.exports = (library) => {
  const { defineCrudApi, defineFunction } = require(library);
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
      status: {
        type: "string",
        validation: { enum: ["pending", "approved", "rejected"] },
        default: "pending",
      },
    },
    routes: { list: { pageSize: 50, sortBy: "created_at" } },
  });

  const processUploadFunction = defineFunction({
    name: "process-upload",
    entry: __filename,
    trigger: { type: "blob", path: "uploads/{name}" },
  });
  return { feedbackApi, processUploadFunction };
};
