import { type FunctionOptions, defineFunction, planBackend, secret } from "../../../lib";
import { problem, problemsOf } from "../../support/problems";
import { processUploadFunction } from "../../support/sample";

const VALUE = "V4LU3";
const STORAGE = "remove it: storage.hostAccount and functionApp.package decide it";
const INSIGHTS = "remove it: the backend connects its own Application Insights";
const RUNTIME = "remove it: functionApp.runtime decides it";
const NOT_OFFERED = "remove it: the provider writes it";

/** Settings that the provider, the host or the library writes, and the edit to make instead. */
const reserved: readonly (readonly [name: string, fix: string])[] = [
  ["FUNCTIONS_EXTENSION_VERSION", "remove it: functions run on version 4"],
  ["FUNCTIONS_WORKER_RUNTIME", RUNTIME],
  ["WEBSITE_NODE_DEFAULT_VERSION", RUNTIME],
  [
    "WEBSITE_RUN_FROM_PACKAGE",
    'remove it: set functionApp.package to "content-share" for 1, or to { url } for a URL',
  ],
  ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING", INSIGHTS],
  ["APPLICATIONINSIGHTS_CONNECTION_STRING", INSIGHTS],
  ["APPINSIGHTS_INSTRUMENTATIONKEY", INSIGHTS],
  ["AzureWebJobsStorage", STORAGE],
  ["AzureWebJobsStorage__accountName", STORAGE],
  ["AzureWebJobsStorage__credential", STORAGE],
  ["AzureWebJobsStorage:accountName", STORAGE],
  ["ConnectionStrings__AzureWebJobsStorage", STORAGE],
  ["ConnectionStrings:AzureWebJobsStorage__accountName", STORAGE],
  ["AzureWebJobsDashboard", NOT_OFFERED],
  ["WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", STORAGE],
  ["WEBSITE_CONTENTSHARE", STORAGE],
  ["WEBSITE_SKIP_CONTENTSHARE_VALIDATION", STORAGE],
  ["WEBSITE_CONTENTOVERVNET", "remove it: networking.privateEndpoints decides it"],
  ["WEBSITE_VNET_ROUTE_ALL", "remove it: networking.vnet decides it"],
  ["WEBSITE_HEALTHCHECK_MAXPINGFAILURES", NOT_OFFERED],
  ["WEBSITE_HTTPLOGGING_RETENTION_DAYS", NOT_OFFERED],
  ["DOCKER_REGISTRY_SERVER_URL", NOT_OFFERED],
  ["DOCKER_REGISTRY_SERVER_PASSWORD", NOT_OFFERED],
  ["KEY_VAULT_URI", "remove it: the backend sets the URI of its key vault"],
];

function upload(environment: FunctionOptions["environment"]) {
  return { upload: defineFunction({ ...processUploadFunction, environment: environment ?? {} }) };
}

const at = (name: string): string => `components.upload.environment.${name}`;

describe("a setting that the backend writes itself", () => {
  const message = "the backend sets this app setting";

  test.each(reserved)(
    "%s is refused as a setting of the app, and the error does not print its value",
    (name, fix) => {
      const path = `functionApp.settings.${name}`;
      expect(problemsOf({ functionApp: { settings: { [name]: VALUE } } })).toEqual([
        problem(path, message, fix, `your options (${path})`),
      ]);
    },
  );

  test.each(reserved)("%s is refused in the environment of a component", (name, fix) => {
    expect(problemsOf({}, upload({ [name]: VALUE }))).toMatchObject([{ path: at(name), message, fix }]);
  });

  test("a setting that the backend writes is refused in any case", () => {
    expect(problemsOf({ functionApp: { settings: { functions_worker_runtime: VALUE } } })).toHaveLength(1);
  });

  test.each(reserved)("%s is refused as the name of a secret's setting", (name) => {
    expect(problemsOf({}, upload({ [name]: secret("jwt-secret") }))).toHaveLength(1);
  });

  test("a setting in the environment of a component is left out when it has the backend's own value", () => {
    const { appSettings, notes } = planBackend(upload({ FUNCTIONS_WORKER_RUNTIME: "node" }), {
      project: "feedback",
      location: "eastus2",
    });
    expect(appSettings).not.toHaveProperty("FUNCTIONS_WORKER_RUNTIME");
    expect(notes).toMatchObject([{ path: at("FUNCTIONS_WORKER_RUNTIME") }]);
  });

  test("the error about a setting in a component names the components as its origin", () => {
    expect(problemsOf({}, upload({ KEY_VAULT_URI: VALUE }))[0]?.from).toEqual(["your components"]);
  });
});

describe("a setting that looks like a secret", () => {
  const message =
    "the value looks like a key or a connection string, which would be visible in the plan and the state";
  const fix = "connect with the managed identity, or store it in keyVault.secrets and use secret(name)";
  const values = [
    "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=a2V5",
    "Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=all;SharedAccessKey=a2V5",
    "https://contoso.blob.core.windows.net/a?sv=2024&sig=a2V5",
    "InstrumentationKey=00000000-0000-0000-0000-000000000000",
    "Server=contoso;User=sa;Password = letmein",
    "-----BEGIN PRIVATE KEY-----",
  ];

  test.each(values)("a setting that looks like a secret is refused in functionApp.settings: %s", (value) => {
    expect(problemsOf({ functionApp: { settings: { CONNECTION: value } } })).toEqual([
      problem(
        "functionApp.settings.CONNECTION",
        message,
        fix,
        "your options (functionApp.settings.CONNECTION)",
      ),
    ]);
  });

  test("a setting that looks like a secret is refused in the environment of a component", () => {
    expect(problemsOf({}, upload({ CONNECTION: values[0] ?? "" }))).toMatchObject([
      { path: at("CONNECTION"), message, fix },
    ]);
  });

  test.each(["https://contoso.com/?signal=on", "passwordless", "AccountKey"])(
    "a setting is not taken for a secret: %s",
    (value) => {
      expect(problemsOf({ functionApp: { settings: { CONNECTION: value } } })).toEqual([]);
    },
  );
});

describe("the name of a setting", () => {
  test.each(["1ST", "MY SETTING", "", "ÄÖÜ", "A=B"])("a setting named %j is refused", (name) => {
    expect(problemsOf({ functionApp: { settings: { [name]: "value" } } })).toEqual([
      problem(
        `functionApp.settings.${name}`,
        "the name of an app setting must have letters, digits, _ . : and -, and begin with a letter or _",
        "choose another name",
        `your options (functionApp.settings.${name})`,
      ),
    ]);
  });

  test("a setting with different values in two components is refused", () => {
    expect(
      problemsOf({ functionApp: { settings: { MODE: "fast" } } }, upload({ mode: "slow" })),
    ).toMatchObject([
      {
        path: at("mode"),
        message: "functionApp.settings.MODE sets it to another value",
        fix: "choose another name for one of them",
      },
    ]);
  });

  test("a setting in the options that a component has already is refused", () => {
    const settings = { PROCESS_UPLOAD_STORAGE_CONTAINER: "others" };
    expect(problemsOf({ functionApp: { settings } })).toMatchObject([
      { message: "components.processUploadFunction sets it to another value" },
    ]);
  });

  test("a setting that a component has already is refused with an empty value too", () => {
    expect(problemsOf({ functionApp: { settings: { PROCESS_UPLOAD_STORAGE_CONTAINER: "" } } })).toHaveLength(
      1,
    );
  });

  // As the host finds them: the value of the connection itself, its parts, and the two places that come before.
  test.each([
    "PROCESS_UPLOAD_STORAGE",
    "process_upload_storage",
    "PROCESS_UPLOAD_STORAGE__blobServiceUri",
    "PROCESS_UPLOAD_STORAGE:blobServiceUri",
    "PROCESS_UPLOAD_STORAGE__clientId",
    "AzureWebJobsPROCESS_UPLOAD_STORAGE",
    "ConnectionStrings__PROCESS_UPLOAD_STORAGE",
    "ConnectionStrings:AzureWebJobsPROCESS_UPLOAD_STORAGE__serviceUri",
  ])("the setting %s is refused, since it would redirect a component's connection", (name) => {
    const message =
      "uses the connection PROCESS_UPLOAD_STORAGE, and the Functions host would read this app setting for it";
    expect(problemsOf({ functionApp: { settings: { [name]: "x" } } })).toEqual([
      problem(
        `functionApp.settings.${name}`,
        `components.processUploadFunction ${message}`,
        "choose another name",
        `your options (functionApp.settings.${name})`,
      ),
    ]);
    expect(problemsOf({}, upload({ [name]: "x" }))).toMatchObject([
      { path: at(name), message: `components.upload ${message}` },
    ]);
  });

  test.each(["PROCESS_UPLOAD_MODE", "PROCESS_UPLOAD_STORAGE_MODE", "PROCESS_UPLOAD__STORAGE"])(
    "a setting may begin with the name of the component that has it: %s",
    (name) => {
      expect(problemsOf({}, upload({ [name]: "fast" }))).toEqual([]);
    },
  );
});

test.each(["A:B", "A.B"])("the setting %s is refused on Linux, with a name that works there", (name) => {
  const settings = { [name]: "x" };
  expect(problemsOf({ functionApp: { os: "linux", plan: "EP1", settings } })).toEqual([
    problem(
      `functionApp.settings.${name}`,
      "on Linux, the name of an app setting must have only letters, digits and _",
      "write it A__B",
      `your options (functionApp.settings.${name})`,
    ),
  ]);
  expect(problemsOf({ functionApp: { settings } })).toEqual([]);
});

test("values of settings are compared whole: two long values that begin alike are different", () => {
  const upload = (name: string, end: string) =>
    defineFunction({ ...processUploadFunction, name, environment: { ENDPOINTS: "x".repeat(200) + end } });
  const paths = (end: string): readonly string[] =>
    problemsOf({}, { one: upload("one", "a"), two: upload("two", end) }).map(({ path }) => path);
  expect(paths("b")).toEqual(["components.two.environment.ENDPOINTS"]);
  expect(paths("a")).toEqual([]);
});
