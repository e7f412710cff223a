import { accessOf } from "../../../lib/access/access-rows";
import { defineFunction } from "../../../lib";
import { messageOf } from "../../support/problems";
import { type JsonObject, synthBackend } from "../../support/synth";

const OFFICE = { priority: 200, address: "203.0.113.0/28" };
const AVAILABILITY = { priority: 220, serviceTag: "ApplicationInsightsAvailability" };
const FRONT_DOOR = { priority: 230, serviceTag: "AzureFrontDoor.Backend" };
const FRONT_DOOR_ID = "55555555-5555-4555-8555-555555555555";
const hello = defineFunction({
  name: "hello",
  entry: "./hello.ts",
  trigger: { type: "http", authLevel: "anonymous" },
});

const siteOf = (app: JsonObject | undefined): JsonObject => app?.["site_config"] as JsonObject;

describe("rules for callers of the app", () => {
  const rules = {
    availability: AVAILABILITY,
    office: OFFICE,
    door: { ...FRONT_DOOR, frontDoorId: FRONT_DOOR_ID },
  };
  const restricted = {
    functionApp: { slots: ["blue", "green"], openSlots: ["green"], ipRestrictions: rules },
  };
  const { workloads, backend } = synthBackend({ environment: "prod", ...restricted }, { hello });

  test("the app and its open slots answer who is listed, by priority, and closed slots nobody", () => {
    const expected = {
      ip_restriction_default_action: "Deny",
      ip_restriction: [
        { name: "office", priority: 200, action: "Allow", ip_address: "203.0.113.0/28" },
        {
          name: "availability",
          priority: 220,
          action: "Allow",
          service_tag: "ApplicationInsightsAvailability",
        },
        {
          name: "door",
          priority: 230,
          action: "Allow",
          service_tag: "AzureFrontDoor.Backend",
          headers: [{ x_azure_fdid: [FRONT_DOOR_ID] }],
        },
      ],
    };
    expect(siteOf(workloads.only("azurerm_windows_function_app"))).toMatchObject(expected);
    const slots = workloads.all("azurerm_windows_function_app_slot");
    expect(siteOf(slots["function_app_green"])).toMatchObject(expected);
    expect(siteOf(slots["function_app_blue"])).toMatchObject({ ip_restriction_default_action: "Deny" });
    expect(siteOf(slots["function_app_blue"])).not.toHaveProperty("ip_restriction");
  });

  test("access has the addresses, and synth does not say that everybody calls a function without a key", () => {
    const callers = accessOf(backend.plan).filter(
      ({ kind, on }) => kind === "caller" && on.includes("hello"),
    );
    expect(callers.length).toBeGreaterThan(0);
    for (const { from } of callers)
      expect(from).toEqual({
        from: "addresses",
        addresses: ["203.0.113.0/28", "ApplicationInsightsAvailability", "AzureFrontDoor.Backend"],
      });
    const said = (options: object): boolean =>
      synthBackend({ environment: "prod", ...options }, { hello })
        .backend.explain("notes")
        .includes("can be called from the internet without a key");
    expect([said({}), said(restricted)]).toEqual([true, false]);
  });

  test("Flex Consumption has the same rules, and an environment takes one away", () => {
    const options = {
      functionApp: { plan: "FC1", ipRestrictions: { office: OFFICE, home: false } },
    } as const;
    const app = synthBackend(options, { hello }).workloads.only("azurerm_function_app_flex_consumption");
    expect(siteOf(app)).toMatchObject({
      ip_restriction_default_action: "Deny",
      ip_restriction: [{ name: "office" }],
    });
  });
});

test.each<[string, object, string]>([
  ["no callers", { office: { priority: 200 } }, "needs either address or serviceTag"],
  [
    "two kinds of callers",
    { office: { ...OFFICE, serviceTag: "Internet" } },
    "needs either address or serviceTag",
  ],
  ["no range", { office: { ...OFFICE, address: "203.0.113.7" } }, "is not an IPv4 address range"],
  [
    "a range that begins elsewhere",
    { office: { ...OFFICE, address: "203.0.113.7/28" } },
    "at its first address",
  ],
  ["the whole internet", { all: { ...OFFICE, address: "0.0.0.0/0" } }, "allows the whole internet"],
  [
    "one priority twice",
    { office: OFFICE, home: { ...OFFICE } },
    "200 is the priority of functionApp.ipRestrictions.",
  ],
  [
    "a reserved priority",
    { office: { ...OFFICE, priority: 100 } },
    "functionApp.ipRestrictions.office.priority",
  ],
  ["a name that Azure refuses", { "my office": OFFICE }, "the name of a rule must have letters"],
  ["the library's name", { allow_api_management: OFFICE }, "is the name of a rule of the library"],
  [
    "an id without Front Door",
    { office: { ...OFFICE, frontDoorId: FRONT_DOOR_ID } },
    "AzureFrontDoor.Backend only",
  ],
])("a rule with %s is refused", (_what, ipRestrictions, message) => {
  expect(messageOf({ functionApp: { ipRestrictions } })).toContain(message);
});

test.each<[string, object, string]>([
  [
    "a closed app",
    { environment: "prod", functionApp: { publicNetworkAccess: false, ipRestrictions: { office: OFFICE } } },
    "Azure applies no rule to private endpoints",
  ],
  [
    "API Management in the network",
    {
      environment: "prod",
      networking: { privateEndpoints: false },
      optional: { apim: { publisherName: "Contoso", publisherEmail: "api@contoso.com" } },
      functionApp: { ipRestrictions: { office: OFFICE } },
    },
    "is the only entry point of the app",
  ],
  [
    "an availability test that is kept out",
    { monitoring: { availabilityTest: true }, functionApp: { ipRestrictions: { office: OFFICE } } },
    "the test would get status 403",
  ],
])("rules beside %s are refused", (_what, options, message) => {
  expect(messageOf(options)).toContain(message);
});

test("a Front Door without its id is warned of", () => {
  const { backend } = synthBackend({ functionApp: { ipRestrictions: { door: FRONT_DOOR } } });
  expect(backend.explain("notes")).toContain("allows the Front Door of every customer of Azure");
});
