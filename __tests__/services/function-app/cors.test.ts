import fc from "fast-check";
import { messageOf, problemsOf } from "../../support/problems";
import { type JsonObject, synthBackend } from "../../support/synth";

const ORIGIN = "https://www.example.com";

/** CORS of every app and slot. */
function corsOf(options: object): readonly unknown[] {
  const { workloads } = synthBackend(options);
  return [
    "azurerm_windows_function_app",
    "azurerm_linux_function_app",
    "azurerm_function_app_flex_consumption",
  ]
    .flatMap((type) => [type, `${type}_slot`])
    .flatMap((type) => Object.values(workloads.all(type)))
    .map(({ site_config: site }) => (site as JsonObject)["cors"]);
}

test.each<[string, object, number]>([
  ["dev", {}, 1],
  ["prod, with its slot", { environment: "prod" }, 2],
  ["Linux", { functionApp: { os: "linux" } }, 1],
  ["Flex Consumption", { functionApp: { plan: "FC1" } }, 1],
])("the app and its slots have the same CORS on %s", (_where, options, count) => {
  const { functionApp = {} } = options as { readonly functionApp?: object };
  const cors = { origins: [ORIGIN, "http://localhost:3000"], credentials: true };
  expect(corsOf({ ...options, functionApp: { ...functionApp, cors } })).toEqual(
    Array(count).fill({ allowed_origins: [ORIGIN, "http://localhost:3000"], support_credentials: true }),
  );
  expect(corsOf(options)).toEqual(Array(count).fill(undefined));
});

test("behind API Management it is said that browsers do not reach the app", () => {
  const apim = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
  const options = { environment: "prod", optional: { apim }, functionApp: { cors: { origins: [ORIGIN] } } };
  expect(synthBackend(options).backend.explain("notes")).toContain("browsers call API Management");
});

test("a wildcard in a host is warned of, every origin and one by name are not", () => {
  const warningsOf = (origin: string) =>
    synthBackend({ functionApp: { cors: { origins: [origin] } } }).backend.explain("notes");
  expect(warningsOf("https://*.example.com")).toContain("has a wildcard in its host");
  for (const origin of ["*", ORIGIN]) expect(warningsOf(origin)).not.toContain("wildcard");
});

test.each<[string, object, string]>([
  ["a path", { origins: [`${ORIGIN}/app`] }, '"https://www.example.com/app" is not an origin'],
  ["a slash", { origins: [`${ORIGIN}/`] }, "without path and slash at the end"],
  ["a host alone", { origins: ["www.example.com"] }, "is not an origin"],
  ["capitals", { origins: ["https://WWW.example.com"] }, "is not an origin"],
  ["another scheme", { origins: ["ftp://www.example.com"] }, "is not an origin"],
  ["one twice", { origins: [ORIGIN, ORIGIN] }, "lists"],
  ["every origin and another", { origins: ["*", ORIGIN] }, 'has "*", which is every origin, and others'],
  [
    "every origin with credentials",
    { origins: ["*"], credentials: true },
    'does not work with the origin "*"',
  ],
  ["credentials alone", { credentials: true }, "has no origin, so credentials would have no effect"],
  ["azurerm's name", { allowedOrigins: [ORIGIN] }, 'Did you mean "functionApp.cors.origins"?'],
])("%s is refused", (_what, cors, message) => {
  expect(messageOf({ functionApp: { cors } })).toContain(message);
});

test("every web origin is taken as a browser sends it", () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ["https", "http"] }), (url) => {
      expect(problemsOf({ functionApp: { cors: { origins: [new URL(url).origin] } } })).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
