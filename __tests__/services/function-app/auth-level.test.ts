import fc from "fast-check";
import { defineCrudApi, defineFunction } from "../../../lib";
import { accessOf } from "../../../lib/access/access-rows";
import { exposuresOf } from "../../../lib/access/exposures";
import type { AuthLevel } from "../../../lib/components/auth-levels";
import { httpAccessOf } from "../../../lib/components/http-access";
import { messageOf } from "../../support/problems";
import { type JsonObject, synthBackend } from "../../support/synth";

const hello = defineFunction({ name: "hello", entry: "./hello.ts", trigger: { type: "http" } });
const notes = defineCrudApi({
  name: "notes",
  entityName: "Note",
  partitionKey: "/id",
  schema: { text: { type: "string" } },
});
const named = defineFunction({
  name: "named",
  entry: "./hello.ts",
  trigger: { type: "http", authLevel: "function" },
});
const components = { hello, notes, named };
const apim = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };

const levels = fc.constantFrom<AuthLevel>("function", "admin", "anonymous");

test("a component's own level holds everywhere, and one that is left open is the environment's", () => {
  fc.assert(
    fc.property(fc.option(levels, { nil: undefined }), levels, (own, ofEnvironment) => {
      const given = own === undefined ? {} : { authLevel: own };
      const both = [
        { ...hello, trigger: { ...hello.trigger, ...given } },
        { ...notes, ...given },
      ];
      for (const component of both)
        expect(httpAccessOf(component, ofEnvironment)).toMatchObject({
          level: own ?? ofEnvironment,
          isOwn: own !== undefined,
        });
    }),
  );
});

/** The app setting of the app and of each slot. */
function settingOf(options: object): readonly unknown[] {
  const { workloads } = synthBackend(options, components);
  return ["azurerm_windows_function_app", "azurerm_windows_function_app_slot"]
    .flatMap((type) => Object.values(workloads.all(type)))
    .map(({ app_settings: settings }) => (settings as JsonObject)["HTTP_AUTH_LEVEL"]);
}

test("the app and its slots have the level as a setting where it is another one than the default", () => {
  expect(settingOf({ environment: "prod" })).toEqual([undefined, undefined]);
  expect(settingOf({ environment: "prod", functionApp: { authLevel: "function" } })).toEqual([
    undefined,
    undefined,
  ]);
  expect(settingOf({ environment: "prod", functionApp: { authLevel: "anonymous" } })).toEqual([
    "anonymous",
    "anonymous",
  ]);
});

describe("an environment whose level is anonymous", () => {
  const environments = { demo: { extends: "dev", functionApp: { authLevel: "anonymous" } } } as const;
  const inEnvironment = (environment: string, more: object = {}) =>
    synthBackend({ environment, environments, ...more }, components).backend;
  const path = "functionApp.authLevel";

  test("is warned of for each component that leaves it open, and in this environment alone", () => {
    const warned = (environment: string) =>
      inEnvironment(environment)
        .plan.notes.filter(({ path: at }) => at === path)
        .map(({ message }) => message.split(": ")[0]);
    expect(warned("demo")).toEqual([
      "hello can be called from the internet without a key",
      "notes can be called from the internet without a key",
    ]);
    expect(warned("dev")).toEqual([]);
  });

  test("access has no key for them, and names the option", () => {
    const { plan } = inEnvironment("demo");
    const callers = accessOf(plan).filter(({ on }) => on.startsWith("function app: component "));
    expect(callers.map(({ on, needs }) => [on.split(" ").at(-1), needs?.keys])).toEqual([
      ["hello", []],
      ["named", ["function key"]],
      ["notes", []],
    ]);
    expect(exposuresOf(plan).map((exposure) => exposure.path)).toContain(path);
  });

  test("API Management needs a key for those alone that ask for one", () => {
    const notesOf = (environment: string) =>
      inEnvironment(environment, { optional: { apim } }).explain("notes");
    expect(notesOf("demo")).toContain("named needs the key of the function app");
    expect(notesOf("dev")).toContain("hello, notes, named need the key of the function app");
  });

  test("API Management has no operation of a component whose level is admin", () => {
    const { workloads } = synthBackend(
      { functionApp: { authLevel: "admin" }, optional: { apim } },
      components,
    );
    const ids = Object.values(workloads.all("azurerm_api_management_api_operation")).map(
      ({ operation_id: id }) => id,
    );
    expect(ids).toEqual(["named-get", "named-post"]);
  });
});

test.each<[string, object, string]>([
  ["another level", { authLevel: "user" }, "functionApp.authLevel"],
  ["the name of others", { authorizationLevel: "function" }, 'Did you mean "functionApp.authLevel"?'],
  [
    "the setting itself",
    { settings: { HTTP_AUTH_LEVEL: "anonymous" } },
    "remove it: functionApp.authLevel decides it",
  ],
])("%s is refused", (_what, functionApp, message) => {
  expect(messageOf({ functionApp })).toContain(message);
});
