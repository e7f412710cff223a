import { redacted } from "../../../lib/settings/redacted";
import { problem, problemsOf } from "../../support/problems";

const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const APIM = "optional.apim";
const said = (path: string, value: unknown): string => `your options (${path} = ${redacted(value)})`;
const bad = (settings: object, more: object = {}) =>
  problemsOf({ ...more, optional: { apim: { ...publisher, ...settings } } });
const prod = (settings: object, more: object = {}) => bad(settings, { environment: "prod", ...more });
const messages = (problems: ReturnType<typeof bad>): readonly string[] =>
  problems.map(({ path, message }) => `${path}: ${message}`);

describe("the switch", () => {
  test("a switch that is set twice to different values is refused", () => {
    expect(problemsOf({ apim: false, optional: { apim: publisher } })).toEqual([
      problem(
        "apim",
        "is false, but optional.apim, the same option, is true",
        "remove one of them",
        "your options (apim and optional.apim)",
      ),
    ]);
    expect(messages(problemsOf({ defaults: { apim: true }, optional: { apim: false } }))).toEqual([
      "defaults.apim: is true, but optional.apim, the same option, is false",
    ]);
    expect(messages(bad({}, { organization: "Fabrikam" }))).toEqual([
      'organization: is "Fabrikam", but optional.apim.publisherName, the same option, is "Contoso"',
    ]);
  });

  test.each([
    ["yes", "must be true or false or { path, versioning"],
    [1, "must be true or false or {"],
  ])("the switch is no %j", (apim, message) => {
    const [first] = problemsOf({ optional: { apim } });
    expect(first?.path).toBe(APIM);
    expect(first?.message).toContain(message);
  });

  test("unknown options of API Management are refused", () => {
    expect(bad({ pulbisherName: "x" })[0]).toMatchObject({
      path: `${APIM}.pulbisherName`,
      message: 'unknown option, got "x". Did you mean "publisherName"?',
    });
    expect(messages(bad({ sku: { name: "Premium_1" } }))).toEqual([
      `${APIM}.sku.name: must be one of "Consumption", "Developer", "Basic", "Standard", "Premium", "BasicV2", "StandardV2", "PremiumV2", got "Premium_1". Did you mean "Premium"?`,
    ]);
  });
});

describe("a publisher", () => {
  test("a missing publisher is an error that shows both ways to set it", () => {
    expect(problemsOf({ apim: true })).toEqual([
      problem(
        `${APIM}.publisherName`,
        "is not set, but Azure requires the publisher of the API",
        'set organization, or "organization" in the context of cdktf.json',
        said("apim", true),
      ),
      problem(
        `${APIM}.publisherEmail`,
        "is not set, but Azure requires the publisher of the API",
        `set ${APIM}.publisherEmail, or "publisherEmail" in the context of cdktf.json`,
        said("apim", true),
      ),
    ]);
  });

  test.each([
    "nope",
    "a@b",
    "@contoso.com",
    "a b@contoso.com",
    "a@contoso..com",
    "a@-contoso.com",
    "<a@contoso.com>",
    'a"@contoso.com',
    "a@b@contoso.com",
    "a@contoso.com\n",
  ])("a publisher has no e-mail address %j, which the provider would take", (publisherEmail) => {
    expect(bad({ publisherEmail })).toEqual([
      problem(
        `${APIM}.publisherEmail`,
        `must be an e-mail address, got ${redacted(publisherEmail)}`,
        'write it like "api@company.com"',
        said(`${APIM}.publisherEmail`, publisherEmail),
      ),
    ]);
  });

  test.each(["", "  ", "x".repeat(101)])(
    "a publisher has a name of 1 to 100 characters, not %j",
    (publisherName) => {
      expect(messages(bad({ publisherName }))).toEqual([
        `${APIM}.publisherName: must have 1 to 100 characters, got ${redacted(publisherName)}`,
      ]);
    },
  );

  test("the e-mail address of a publisher has 100 characters at most", () => {
    const publisherEmail = `${"x".repeat(90)}@contoso.com`;
    expect(messages(bad({ publisherEmail }))[0]).toContain("must have 1 to 100 characters");
  });

  test("the name of a publisher may be any text", () => {
    for (const publisherName of ["Größe & Söhne", "${x} %{y}", '<a href="x">'])
      expect(bad({ publisherName })).toEqual([]);
  });
});

describe("units", () => {
  test.each([
    ["Developer", 2, "Developer has 1 unit, got 2", 1],
    ["Basic", 3, "Basic has 1 to 2 units, got 3", 2],
    ["Standard", 5, "Standard has 1 to 4 units, got 5", 4],
    ["Premium", 32, "Premium has 1 to 31 units, got 32", 31],
    ["Premium", 0, "Premium has 1 to 31 units, got 0", 1],
    ["BasicV2", 11, "BasicV2 has 1 to 10 units, got 11", 10],
    ["StandardV2", 11, "StandardV2 has 1 to 10 units, got 11", 10],
    ["PremiumV2", 31, "PremiumV2 has 1 to 30 units, got 31", 30],
    ["Consumption", 1, "Consumption has no units of its own, got 1", 0],
  ])("units of %s are not %i", (name, capacity, message, right) => {
    const path = `${APIM}.sku.capacity`;
    expect(bad({ sku: { name, capacity } })).toEqual([
      problem(
        path,
        message,
        `set ${path} to ${right}, or remove it`,
        said(path, capacity),
        said(`${APIM}.sku.name`, name),
      ),
    ]);
    expect(bad({ sku: { name, capacity: right } })).toEqual([]);
    expect(bad({ sku: { name } })).toEqual([]);
  });

  test.each([1.5, -1, "1"])("units are no %j", (capacity) => {
    expect(bad({ sku: { capacity } }).map(({ path }) => path)).toEqual([`${APIM}.sku.capacity`]);
  });
});

describe("a place in the network", () => {
  const TYPE = `${APIM}.virtualNetworkType`;

  test.each(["Consumption", "Basic", "Standard", "BasicV2", "StandardV2"])(
    "the virtual network type is none of %s",
    (name) => {
      expect(prod({ sku: { name }, virtualNetworkType: "Internal" })).toEqual([
        problem(
          TYPE,
          `${name} does not support an internal network`,
          `remove ${TYPE}, or set ${APIM}.sku.name to Developer, Premium and PremiumV2`,
          said(TYPE, "Internal"),
          said(`${APIM}.sku.name`, name),
        ),
      ]);
      expect(prod({ sku: { name } })).toEqual([]);
    },
  );

  test("what Azure supports and the library does not offer is said so, not as a rule of Azure", () => {
    expect(prod({ sku: { name: "StandardV2" }, virtualNetworkType: "External" })).toEqual([
      problem(
        TYPE,
        "this library does not offer StandardV2 in a network with an external gateway, which Azure supports",
        `remove ${TYPE}, or set ${APIM}.sku.name to Developer and Premium`,
        said(TYPE, "External"),
        said(`${APIM}.sku.name`, "StandardV2"),
      ),
    ]);
    expect(prod({ sku: { name: "PremiumV2" }, virtualNetworkType: "External" })).toEqual([
      problem(
        TYPE,
        "this library does not offer PremiumV2 in a network with an external gateway, which Azure supports",
        `set ${TYPE} to "Internal", or ${APIM}.sku.name to Developer and Premium`,
        said(TYPE, "External"),
        said(`${APIM}.sku.name`, "PremiumV2"),
      ),
    ]);
  });

  test("a place in the network switches the network on, unless the network was refused", () => {
    expect(bad({ virtualNetworkType: "Internal" })).toEqual([]);
    expect(bad({ virtualNetworkType: "Internal" }, { vnet: false })).toEqual([
      problem(
        TYPE,
        "Internal needs a virtual network, and this backend has none",
        `set networking.vnet to true and functionApp.plan to a plan with network integration, or remove ${TYPE}`,
        said(TYPE, "Internal"),
        said("vnet", false),
      ),
    ]);
    const consumption = bad({ virtualNetworkType: "Internal" }, { functionApp: { plan: "Y1" } });
    expect(messages(consumption)).toEqual([
      `${TYPE}: Internal needs a virtual network, and this backend has none`,
    ]);
  });

  test.each([
    [1, "10.0.3.0/29", []],
    [2, "10.0.3.0/29", ["28"]],
    [6, "10.0.3.0/28", ["27"]],
    [12, "10.0.3.0/27", []],
  ])("a subnet for %i units in %s has room", (capacity, addressPrefix, needed) => {
    const networking = { subnets: { apim: { addressPrefix } } };
    expect(messages(prod({ sku: { capacity } }, { networking }))).toEqual(
      needed.map(
        (bits) =>
          `networking.subnets.apim.addressPrefix: ${addressPrefix} is too small: API Management of this tier and capacity needs at least /${bits}`,
      ),
    );
  });

  test("the subnet of a version 2 service is /27 at least", () => {
    const networking = { subnets: { apim: { addressPrefix: "10.0.3.0/28" } } };
    expect(messages(prod({ sku: { name: "PremiumV2" } }, { networking }))).toHaveLength(1);
    expect(messages(prod({ sku: { name: "Standard" } }, { networking }))).toEqual([]);
  });

  test("rules of the user may not take the names of the rules of API Management", () => {
    const inbound = { allow_clients: { priority: 300, source: "10.1.0.0/24" } };
    expect(messages(prod({}, { networking: { subnets: { apim: { inbound } } } }))).toEqual([
      "networking.subnets.apim.inbound.allow_clients: is the name of a rule of the backend",
    ]);
  });

  test("API Management is not in the subnet of the functions", () => {
    const id =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub";
    const vnet = { id, resourceGroupName: "net", name: "hub", subnets: { apim: "functions" } };
    expect(messages(prod({}, { external: { vnet } }))).toEqual([
      "external.vnet.subnets.apim: is also the subnet for functions: the subnet of the function app is delegated to its plan and cannot be shared",
    ]);
    const own = { ...vnet, subnets: {}, createChildren: true };
    expect(messages(prod({}, { external: { vnet: own } })).filter((each) => each.includes(".apim."))).toEqual(
      [
        "networking.subnets.apim.addressPrefix: is not set, and the free address ranges of the existing network of external.vnet are not known",
      ],
    );
  });
});

describe("the function app behind it", () => {
  const ACCESS = "functionApp.publicNetworkAccess";

  test("the function app is not open where API Management is the only way in", () => {
    for (const networking of [{}, { privateEndpoints: false }])
      expect(prod({}, { networking, functionApp: { publicNetworkAccess: true } })).toEqual([
        problem(
          ACCESS,
          "API Management is in the network and is the only entry point",
          `remove ${ACCESS}, or set ${APIM}.virtualNetworkType to "None"`,
          said(ACCESS, true),
        ),
      ]);
    expect(prod({ virtualNetworkType: "None" }, { functionApp: { publicNetworkAccess: true } })).toEqual([]);
  });

  test("the function app is not closed where API Management is outside of the network", () => {
    expect(
      prod({ sku: { name: "Standard" } }, { functionApp: { publicNetworkAccess: false } }),
    ).toContainEqual(
      expect.objectContaining({
        path: ACCESS,
        message: "API Management is outside of the network and cannot reach a closed app",
      }),
    );
  });
});

describe("a developer portal", () => {
  test.each([
    ["Consumption", "Consumption has no developer portal"],
    ["BasicV2", "the developer portal of BasicV2 has no such settings"],
  ])("the developer portal of %s takes no settings", (name, message) => {
    const path = `${APIM}.developerPortal`;
    const [first, ...rest] = bad({ sku: { name }, developerPortal: { signUp: true } });
    expect(rest).toEqual([]);
    expect(first).toMatchObject({
      path,
      message,
      fix: `remove ${path}, or set ${APIM}.sku.name to Developer, Basic, Standard and Premium`,
    });
  });

  test("terms of the developer portal are refused where users cannot sign up", () => {
    expect(messages(bad({ developerPortal: { termsOfService: { text: "Be kind" } } }))).toEqual([
      `${APIM}.developerPortal.termsOfService: are shown at sign-up, but sign-up is off`,
    ]);
    expect(messages(bad({ developerPortal: { signUp: true, termsOfService: { text: "" } } }))).toHaveLength(
      1,
    );
  });
});

test("a chosen name of API Management follows Azure's rules, which the provider does not check", () => {
  expect(messages(bad({}, { names: { apiManagement: "1apim" } }))).toEqual([
    'names.apiManagement: an API Management service name has letters, digits and hyphens, beginning with a letter, no hyphen at the end, got "1apim"',
  ]);
});

test("the options of API Management are not checked while it is switched off", () => {
  expect(problemsOf({ optional: { apim: { enabled: false, publisherEmail: "nope" } } })).toEqual([]);
});
