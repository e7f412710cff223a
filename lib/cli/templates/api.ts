import type { Template } from "./template";

/** One CRUD API in Cosmos DB. */
export const api: Template = {
  summary: "One CRUD API, `/api/tasks`, which stores its items in Cosmos DB.",
  parts: [["__tests__/tasks.test.ts", "a test of the API, with its items in memory"]],
  beforeDeploying: [],
  packages: ["@azure/cosmos", "@azure/identity"],
  files: {
    "components.ts": `import { defineCrudApi } from "cdktf-azure-backend/runtime";

/** Tasks of a list. The library serves the API: it needs no code of yours. */
export const tasks = defineCrudApi({
  name: "tasks",
  entityName: "Task",
  partitionKey: "/list",
  schema: {
    list: { type: "string", required: true, validation: { min: 1, max: 100 } },
    title: { type: "string", required: true, validation: { min: 1, max: 200 } },
    done: { type: "boolean", default: false },
    created_at: "timestamp",
  },
  routes: { list: { pageSize: 50, sortBy: "created_at" } },
});
`,
    "__tests__/tasks.test.ts": `import { HttpRequest } from "@azure/functions";
import { crudHandlers, memoryStore } from "cdktf-azure-backend/runtime";
import { tasks } from "../components";

const { create, list } = crudHandlers(tasks, memoryStore(tasks));
const context = { error: console.error };
const url = "https://localhost/api/tasks";

function created(task: object): ReturnType<typeof create> {
  const headers = { "content-type": "application/json" };
  const body = { string: JSON.stringify(task) };
  return create(
    new HttpRequest({ method: "POST", url, headers, body }),
    context,
  );
}

test("a task is kept in its list, and is not done", async () => {
  expect(await created({ list: "home", title: "Sweep" })).toMatchObject({
    status: 201,
  });
  const { body = "" } = await list(
    new HttpRequest({ method: "GET", url: \`\${url}?partitionKey=home\` }),
    context,
  );
  expect(JSON.parse(body)).toMatchObject({
    items: [{ list: "home", title: "Sweep", done: false }],
  });
});

test("a task without a title is refused", async () => {
  const { status, body = "" } = await created({ list: "home" });
  expect(status).toBe(400);
  expect(JSON.parse(body)).toMatchObject({ errors: [{ pointer: "#/title" }] });
});
`,
  },
  tests: `test.each(environments)("%s keeps tasks by their list", (environment) => {
  const containers = Object.values(
    resourcesOf(environment, "platform", "azurerm_cosmosdb_sql_container"),
  );
  expect(containers).toContainEqual(
    expect.objectContaining({ name: "tasks", partition_key_paths: ["/list"] }),
  );
});
`,
};
