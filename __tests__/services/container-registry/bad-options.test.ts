import { redacted } from "../../../lib/settings/redacted";
import { problem, problemsOf } from "../../support/problems";

const REGISTRY = "optional.containerRegistry";
const TIER = `${REGISTRY}.sku.name`;
const RULES = `${REGISTRY}.networkRuleSet`;
const ACCESS = `${REGISTRY}.publicNetworkAccess`;
const ENDPOINTS = "networking.privateEndpoints";
const said = (path: string, value: unknown): string => `your options (${path} = ${redacted(value)})`;
const bad = (settings: object, more: object = {}) =>
  problemsOf({ ...more, optional: { containerRegistry: settings } });
const basic = { sku: { name: "Basic" } };
const rule = { virtualNetworkResourceId: "/subnets/functions" };

test("the admin user is refused", () => {
  expect(bad({ adminUserEnabled: true })).toEqual([
    problem(
      `${REGISTRY}.adminUserEnabled`,
      "the admin user is a shared password, and azurerm would write it to the state",
      `remove ${REGISTRY}.adminUserEnabled, and sign in with Microsoft Entra ID: az acr login`,
      said(`${REGISTRY}.adminUserEnabled`, true),
    ),
  ]);
});

test("an unknown tier is refused", () => {
  expect(bad({ sku: { name: "Classic" } })[0]).toMatchObject({
    path: TIER,
    message: 'must be one of "Basic", "Standard", "Premium", got "Classic"',
  });
});

describe("rules of subnets", () => {
  test("rules of subnets are refused, with what to do instead", () => {
    expect(bad({ networkRuleSet: { virtualNetworkRules: [rule] } })).toEqual([
      problem(
        `${RULES}.virtualNetworkRules`,
        "azurerm 4 has no subnet rules for registries",
        `remove ${RULES}.virtualNetworkRules, and set ${ENDPOINTS} to true: the registry then has a private endpoint in the network`,
        said(`${RULES}.virtualNetworkRules`, [rule]),
      ),
    ]);
  });

  test("the specification's rules of subnets are refused together with the tier that has no rules", () => {
    const found = bad({ ...basic, networkRuleSet: { defaultAction: "Deny", virtualNetworkRules: [rule] } });
    expect(found.map(({ path }) => path)).toEqual([
      `${RULES}.virtualNetworkRules`,
      TIER,
      `${RULES}.defaultAction`,
    ]);
  });
});

describe("a chosen tier below Premium", () => {
  test.each<[string, object, object, string, string, string, unknown]>([
    [
      "and rules of addresses",
      { networkRuleSet: { ipRules: ["203.0.113.7"] } },
      {},
      "Basic has no rules of addresses",
      `remove ${RULES}.ipRules`,
      `${RULES}.ipRules`,
      ["203.0.113.7"],
    ],
    [
      "and private endpoints",
      {},
      { networking: { vnet: true, privateEndpoints: true } },
      "Basic has no private endpoints",
      `${ENDPOINTS} to false`,
      ENDPOINTS,
      true,
    ],
    [
      "and a closed registry",
      { publicNetworkAccess: false },
      { environment: "prod" },
      "Basic is always open to the internet",
      `remove ${ACCESS}`,
      ACCESS,
      false,
    ],
  ])("a chosen tier below Premium contradicts %s", (_what, settings, more, message, or, path, value) => {
    expect(bad({ ...basic, ...settings }, more)).toEqual([
      problem(TIER, message, `set ${TIER} to "Premium", or ${or}`, said(TIER, "Basic"), said(path, value)),
    ]);
  });

  test("a chosen tier below Premium cannot expire untagged images", () => {
    expect(bad({ ...basic, retentionPolicyInDays: 7 })).toEqual([
      problem(
        `${REGISTRY}.retentionPolicyInDays`,
        "Basic does not delete untagged images",
        `remove ${REGISTRY}.retentionPolicyInDays, or set ${TIER} to "Premium"`,
        said(`${REGISTRY}.retentionPolicyInDays`, 7),
        said(TIER, "Basic"),
      ),
    ]);
    expect(bad({ ...basic, retentionPolicyInDays: 0 })).toEqual([]);
  });
});

describe("rules of addresses", () => {
  const rules = (...ipRules: readonly string[]) =>
    bad({ networkRuleSet: { ipRules } }).map(({ path, message }) => `${path}: ${message}`);

  test.each(["nonsense", "203.0.113.7/24", "::1", "203.0.113", "${var.address}"])(
    "address rules are no %j",
    (text) => {
      expect(rules(text)).toEqual([
        `${RULES}.ipRules: ${redacted(text)} is not an IPv4 address or a valid range`,
      ]);
    },
  );

  test.each(["10.0.0.0/8", "127.0.0.1", "169.254.1.1", "100.64.0.1", "192.168.1.0/24"])(
    "address rules are of the internet, unlike %s",
    (text) => {
      expect(rules(text)).toEqual([`${RULES}.ipRules: ${redacted(text)} is not a public address`]);
    },
  );

  test("address rules are unique, and 200 at most", () => {
    expect(rules("203.0.113.7", "203.0.113.7")).toEqual([`${RULES}.ipRules: lists "203.0.113.7" twice`]);
    const many = Array.from({ length: 201 }, (_each, index) => `203.0.113.${index}`);
    expect(rules(...many)).toEqual([`${RULES}.ipRules: a registry allows 200 of them, got 201`]);
    expect(rules(...many.slice(1))).toEqual([]);
  });

  test("address rules are refused where the registry is open to everybody", () => {
    expect(bad({ networkRuleSet: { defaultAction: "Allow", ipRules: ["203.0.113.7"] } })).toEqual([
      problem(
        `${RULES}.defaultAction`,
        "allows all addresses, so the rules have no effect",
        `set ${RULES}.defaultAction to "Deny", or remove ${RULES}.ipRules`,
        said(`${RULES}.defaultAction`, "Allow"),
        said(`${RULES}.ipRules`, ["203.0.113.7"]),
      ),
    ]);
  });

  test("address rules that deny by default allow at least one address", () => {
    expect(bad({ networkRuleSet: { defaultAction: "Deny" } })[0]).toMatchObject({
      path: `${RULES}.defaultAction`,
      message: "blocks everything: there is no rule and no private endpoint",
      fix: `set ${RULES}.ipRules, or set ${ENDPOINTS} to true`,
    });
    expect(bad({ networkRuleSet: { defaultAction: "Deny" } }, { environment: "prod" })).toEqual([]);
  });
});

describe("a closed registry", () => {
  test("a closed registry needs a private endpoint", () => {
    expect(bad({ publicNetworkAccess: false })[0]).toMatchObject({
      path: ACCESS,
      message: "a closed registry needs a private endpoint, and there are none",
      fix: `set ${ENDPOINTS} to true, or remove ${ACCESS}`,
    });
  });

  test("a closed registry has no address rules", () => {
    const settings = { publicNetworkAccess: false, networkRuleSet: { ipRules: ["203.0.113.7"] } };
    expect(bad(settings, { environment: "prod" })).toEqual([
      problem(
        ACCESS,
        "a closed registry allows no address",
        `remove ${ACCESS} or ${RULES}.ipRules`,
        said(ACCESS, false),
        said(`${RULES}.ipRules`, ["203.0.113.7"]),
      ),
    ]);
  });

  test("only a closed registry can switch the export of images off", () => {
    const message = "exports can be disabled only for a registry that is closed to the internet";
    expect(bad({ exportPolicyEnabled: false })[0]).toMatchObject({
      path: `${REGISTRY}.exportPolicyEnabled`,
      message,
    });
    expect(bad({ exportPolicyEnabled: false }, { environment: "prod" })).toEqual([]);
  });
});

test("an app that runs a container needs the role to pull from the registry", () => {
  const functionApp = { container: true };
  expect(bad({ acrPull: false }, { functionApp })).toEqual([
    problem(
      `${REGISTRY}.acrPull`,
      "functionApp.container pulls its image from the registry",
      `remove ${REGISTRY}.acrPull`,
      said(`${REGISTRY}.acrPull`, false),
      "your options (functionApp.container = true)",
    ),
  ]);
});

test("one error lists everything that is wrong with the options of the registry", () => {
  const settings = {
    ...basic,
    adminUserEnabled: true,
    retentionPolicyInDays: 7,
    exportPolicyEnabled: false,
    networkRuleSet: { virtualNetworkRules: [rule], ipRules: ["nonsense"] },
  };
  expect(bad(settings).map(({ path }) => path)).toEqual([
    `${REGISTRY}.adminUserEnabled`,
    `${RULES}.virtualNetworkRules`,
    `${RULES}.ipRules`,
    TIER,
    `${REGISTRY}.retentionPolicyInDays`,
    `${REGISTRY}.exportPolicyEnabled`,
  ]);
});

test.each(["crown", "c".repeat(51), "cr-feedback", "cr1"])(
  "a chosen name of the registry is refused: %s",
  (name) => {
    const found = problemsOf({ optional: { containerRegistry: true }, names: { containerRegistry: name } });
    expect(found.map(({ path }) => path)).toEqual(name === "crown" ? [] : ["names.containerRegistry"]);
  },
);
