import { defineCrudApi } from "../../../lib";
import { all, http, notes, one, sample, withApim as apim } from "../../support/api-management";
import { feedbackApi, processUploadFunction } from "../../support/sample";
import type { JsonObject, SynthesisedBackend } from "../../support/synth";

const operationsOf = (backend: SynthesisedBackend): readonly string[] =>
  Object.values(all(backend, "api_operation"))
    .map((each) => [each["operation_id"], each["method"], each["url_template"]].map(String).join(" "))
    .sort();
const KEY = "func-feedback-dev-ebcec0-key";

describe("operations", () => {
  test("the operations of an API are the routes of its components, called as their entity is", () => {
    const backend = apim();
    expect(operationsOf(backend)).toEqual([
      "feedback-create POST /feedback",
      "feedback-delete DELETE /feedback/{id}",
      "feedback-list GET /feedback",
      "feedback-read GET /feedback/{id}",
      "feedback-update PUT /feedback/{id}",
    ]);
    expect(all(backend, "api_operation")["apim_api_v1_operation_feedback-read"]).toMatchObject({
      api_name: "${azurerm_api_management_api.apim_api_v1.name}",
      display_name: "Read Feedback",
      template_parameter: [{ name: "id", type: "string", required: true }],
    });
    const reading = defineCrudApi({
      name: "people",
      entityName: "Person",
      entityNamePlural: "People",
      partitionKey: "/id",
      schema: { id: "string" },
      routes: { create: false, update: false, delete: false },
    });
    expect(
      Object.values(all(apim({}, { reading }), "api_operation")).map((each) => each["display_name"]),
    ).toEqual(["List People", "Read Person"]);
  });

  test.each([
    ["orders/{id:int}", ["report-get GET /orders/{id}"], [["id", "integer"]]],
    [
      "orders/{id:range(1,9)}/{on:bool}",
      ["report-get GET /orders/{id}/{on}"],
      [
        ["id", "integer"],
        ["on", "boolean"],
      ],
    ],
    ["orders/{id:guid}/lines", ["report-get GET /orders/{id}/lines"], [["id", "string"]]],
    ["prices/{of:decimal}", ["report-get GET /prices/{of}"], [["of", "number"]]],
    ["files/{*rest}", ["report-get GET /files/{*rest}"], [["rest", "string"]]],
    [
      "days/{day?}",
      ["report-get GET /days", "report-get-with-parameter GET /days/{day}"],
      [["day", "string"]],
    ],
    [
      "days/{day:int?}",
      ["report-get GET /days", "report-get-with-parameter GET /days/{day}"],
      [["day", "integer"]],
    ],
    ["{day?}", ["report-get GET /", "report-get-with-parameter GET /{day}"], [["day", "string"]]],
    ["a.b~c/d_e", ["report-get GET /a.b~c/d_e"], []],
  ])("operations of %s have no constraints", (route, operations, parameters) => {
    const backend = apim({}, { report: http("report", route) });
    expect(operationsOf(backend)).toEqual(operations);
    const declared = Object.values(all(backend, "api_operation")).flatMap((each) =>
      ((each["template_parameter"] ?? []) as readonly JsonObject[]).map(({ name, type }) => [name, type]),
    );
    expect(declared).toEqual(parameters);
  });

  test("a function has one operation for each of its methods", () => {
    const report = http("report", "reports", { methods: ["GET", "POST", "PATCH", "HEAD"] });
    expect(operationsOf(apim({}, { report })).map((each) => each.split(" ")[0])).toEqual([
      "report-get",
      "report-head",
      "report-patch",
      "report-post",
    ]);
  });

  test("operations that ask for the master key are left out, with a note", () => {
    const backend = apim({}, { feedbackApi, admin: http("secrets", "secrets", { authLevel: "admin" }) });
    expect(operationsOf(backend).some((each) => each.includes("secrets"))).toBe(false);
    expect(notes(backend)).toContain(
      "note: optional.apim: components.admin is not in the API: authLevel admin needs the master key of the host",
    );
  });

  test("an API may have no operation, with a warning", () => {
    const backend = apim({}, { processUploadFunction });
    expect(operationsOf(backend)).toEqual([]);
    expect(notes(backend)).toContain(
      "warning: optional.apim: no component has an HTTP trigger, so the API has no operations",
    );
  });
});

describe("an API", () => {
  test("an API has a path with a version in it, and needs a subscription", () => {
    const backend = apim();
    expect(one(backend, "api")).toMatchObject({
      name: "feedback-v1",
      path: "api",
      version: "v1",
      revision: "1",
      protocols: ["https"],
      subscription_required: true,
      version_set_id: "${azurerm_api_management_api_version_set.apim_version_set.id}",
    });
    expect(one(backend, "api_version_set")).toMatchObject({ versioning_scheme: "Segment" });
    expect(one(backend, "product")).toMatchObject({
      product_id: "feedback",
      published: true,
      subscription_required: true,
      approval_required: false,
    });
    expect(one(backend, "product_api")["api_name"]).toBe("${azurerm_api_management_api.apim_api_v1.name}");
  });

  test("an API may be open, and its product is open as well", () => {
    const backend = apim({ subscriptionRequired: false, path: "", product: { displayName: "Say ${x}" } });
    expect(one(backend, "api")).toMatchObject({ subscription_required: false, path: "" });
    expect(one(backend, "product")).toMatchObject({
      subscription_required: false,
      display_name: "Say $${x}",
    });
    expect(one(backend, "product")).not.toHaveProperty("approval_required");
  });

  test.each([
    ["Header", { version_header_name: "Api-Version" }],
    ["Query", { version_query_name: "api-version" }],
  ])("the version of an API may be asked for by %s", (scheme, expected) => {
    expect(one(apim({ versioning: { scheme } }), "api_version_set")).toMatchObject({
      versioning_scheme: scheme,
      ...expected,
    });
  });

  test("an API has several versions, each with the components that it names", () => {
    const backend = apim(
      { versions: { v1: false, "2026.1": { components: ["feedback"] }, beta: {} } },
      { ...sample, report: http("report", "reports") },
    );
    const apis = Object.values(all(backend, "api")).map((each) => [each["name"], each["version"]]);
    expect(apis).toEqual([
      ["feedback-2026.1", "2026.1"],
      ["feedback-beta", "beta"],
    ]);
    expect(operationsOf(backend).filter((each) => each.startsWith("report"))).toHaveLength(1);
    expect(operationsOf(backend)).toHaveLength(11);
    expect(Object.keys(all(backend, "product_api"))).toHaveLength(2);
    expect(Object.keys(backend.backend.apimApis)).toEqual(["2026.1", "beta"]);
  });
});

describe("the backend", () => {
  test("the backend of an API is the function app by its own address, without a key before a first release", () => {
    const backend = apim();
    expect(one(backend, "backend")).toMatchObject({
      name: "func-feedback-dev-ebcec0",
      protocol: "http",
      url: "https://${azurerm_windows_function_app.function_app.default_hostname}/api",
      resource_id: "https://management.azure.com${azurerm_windows_function_app.function_app.id}",
      tls: { validate_certificate_chain: true, validate_certificate_name: true },
    });
    expect(one(backend, "backend")).not.toHaveProperty("credentials");
    expect(notes(backend)).toContain(
      "warning: optional.apim.functionKey: feedback needs the key of the function app, which API Management does not have: set it to true after the first release",
    );
    expect(backend.backend.apimFunctionKey).toBeUndefined();
  });

  test("the backend has the host's key once the option asks for it, and only ARM reads the key", () => {
    const backend = apim({ functionKey: true });
    expect(one(backend, "backend")["credentials"]).toEqual({ header: { "x-functions-key": `{{${KEY}}}` } });
    const deployment = backend.workloads.all("azurerm_resource_group_template_deployment")[
      "apim_function_key"
    ];
    expect(deployment).toMatchObject({
      lifecycle: {
        replace_triggered_by: [
          "azurerm_windows_function_app.function_app.id",
          "azurerm_api_management_api_version_set.apim_version_set.id",
        ],
      },
    });
    const { resources } = JSON.parse(deployment?.["template_content"] as string) as { resources: unknown };
    expect(resources).toEqual([
      {
        type: "Microsoft.ApiManagement/service/namedValues",
        apiVersion: "2022-08-01",
        name: `\${data.terraform_remote_state.platform.outputs.apim_name}/${KEY}`,
        properties: {
          displayName: KEY,
          secret: true,
          value:
            "[listKeys(resourceId('rg-feedback-dev-workloads', 'Microsoft.Web/sites/host', 'func-feedback-dev-ebcec0', 'default'), '2024-04-01').functionKeys.default]",
        },
      },
    ]);
    expect(notes(backend).filter((each) => each.includes("functionKey"))).toEqual([]);
  });

  test("the backend needs no key where no function asks for one", () => {
    const open = { report: http("report", "reports", { authLevel: "anonymous" }) };
    expect(notes(apim({}, open)).filter((each) => each.includes("functionKey"))).toEqual([]);
    const said = apim({ functionKey: true }, open);
    expect(one(said, "backend")).not.toHaveProperty("credentials");
    expect(notes(said)).toContain(
      "note: optional.apim.functionKey: not used: no component of the API needs a key",
    );
  });

  test("a backend in the network may do without a key, with a note", () => {
    expect(notes(apim({}, sample, { environment: "prod" })).join("\n")).toContain(
      "or set their authLevel to anonymous: the network blocks all other callers",
    );
  });
});
