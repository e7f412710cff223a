import type { Template } from "./template";

/** One HTTP function. */
export const minimal: Template = {
  summary: "One HTTP function, `GET /api/hello`.",
  parts: [["src/hello.ts", "the code of the function"]],
  beforeDeploying: [],
  packages: [],
  files: {
    "components.ts": `import { defineFunction } from "cdktf-azure-backend/runtime";

/** \`GET /api/hello?name=Ada\`, for callers with a key of the function. */
export const hello = defineFunction({
  name: "hello",
  entry: "./src/hello.ts",
  trigger: { type: "http", route: "hello", methods: ["GET"] },
});
`,
    "src/hello.ts": `import type { HttpRequest, HttpResponseInit } from "@azure/functions";

/** Greets the name in the query. */
export default function hello(request: HttpRequest): HttpResponseInit {
  const name = request.query.get("name")?.trim();
  return { jsonBody: { greeting: \`Hello, \${name ? name : "world"}!\` } };
}
`,
    "__tests__/hello.test.ts": `import { HttpRequest } from "@azure/functions";
import hello from "../src/hello";

test.each([
  ["?name=Ada", "Hello, Ada!"],
  ["", "Hello, world!"],
])("hello%s answers %s", (query, greeting) => {
  const url = \`https://localhost/api/hello\${query}\`;
  expect(hello(new HttpRequest({ method: "GET", url }))).toEqual({
    jsonBody: { greeting },
  });
});
`,
  },
  tests: `test.each(environments)("%s has one function app", (environment) => {
  const apps = [
    ...Object.values(
      resourcesOf(environment, "workloads", "azurerm_windows_function_app"),
    ),
    ...Object.values(
      resourcesOf(environment, "workloads", "azurerm_linux_function_app"),
    ),
  ];
  expect(apps).toHaveLength(1);
  expect(apps[0]?.["https_only"]).toBe(true);
});
`,
};
