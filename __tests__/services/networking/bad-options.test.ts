import fc from "fast-check";
import { BackendConfigError, planBackend } from "../../../lib";
import { contains, overlap, parseRange } from "../../../lib/azure/address-range";
import { redacted } from "../../../lib/settings/redacted";
import { problem, problemsOf } from "../../support/problems";
import { feedbackApi } from "../../support/sample";

const SPACE = "networking.addressSpace";
const prefix = (subnet: string): string => `networking.subnets.${subnet}.addressPrefix`;
const said = (path: string, value: unknown): string => `your options (${path} = ${redacted(value)})`;
const prod = (networking: object, more: object = {}) =>
  problemsOf({ environment: "prod", networking, ...more });
const subnets = (ranges: Readonly<Record<string, string>>): object => ({
  subnets: Object.fromEntries(
    Object.entries(ranges).map(([name, addressPrefix]) => [name, { addressPrefix }]),
  ),
});
const RANGE = "is not a valid IPv4 range: it must begin with the first address of the range";

describe("an address space", () => {
  test.each([
    [["10.0.0.1/16"], `"10.0.0.1/16" ${RANGE}`, 'write it like "10.0.0.0/16"'],
    [["10.0.0.0"], `"10.0.0.0" ${RANGE}`, 'write it like "10.0.0.0/16"'],
    [["fd00::/48"], `"fd00::/48" ${RANGE}`, 'write it like "10.0.0.0/16"'],
    [
      ["0.0.0.0/1"],
      'the size of a network must be /2 to /29, got "0.0.0.0/1"',
      "choose a range of this size",
    ],
    [[], "must have at least one range", 'add one, such as ["10.0.0.0/16"]'],
    [["10.0.0.0/16", "10.0.8.0/24"], "10.0.0.0/16 and 10.0.8.0/24 overlap", "remove one of them"],
    [["127.0.0.0/16"], '"127.0.0.0/16" overlaps 127.0.0.0/8, which Azure reserves', "choose another range"],
    [
      ["168.63.128.0/20"],
      '"168.63.128.0/20" overlaps 168.63.129.16/32, which Azure reserves',
      "choose another range",
    ],
  ])("an address space is refused: %j", (addressSpace, message, fix) => {
    expect(prod({ addressSpace })).toContainEqual(problem(SPACE, message, fix, said(SPACE, addressSpace)));
  });

  test("an address space is a list", () => {
    expect(prod({ addressSpace: "10.0.0.0/16" })).toEqual([
      problem(SPACE, 'must be a list, got "10.0.0.0/16"', "give a list"),
    ]);
  });

  test("an address space has room for the subnets without a range", () => {
    const small = prod({ addressSpace: ["10.0.0.0/27"] });
    expect(small.map(({ path, message }) => [path, message])).toEqual([
      [prefix("functions"), "10.0.0.8/29 is too small: a function app's integration needs at least /28"],
      [prefix("private-endpoints"), "10.0.0.16/29 has 3 addresses, but 9 private endpoints need 11"],
    ]);
    expect(small[0]?.from).toContain(said(SPACE, ["10.0.0.0/27"]));
    for (const space of ["10.0.0.0/28", "10.0.0.0/29"])
      expect(prod({ addressSpace: [space] }).map(({ path, message }) => [path, message])).toEqual([
        [SPACE, `${space} has no room for subnets functions, private-endpoints, apim`],
      ]);
  });
});

describe("a subnet", () => {
  test("a subnet that overlaps another one is refused, with both", () => {
    const chosen = { functions: "10.0.1.0/24", apim: "10.0.1.128/25" };
    expect(prod(subnets(chosen))).toEqual([
      problem(
        prefix("apim"),
        "10.0.1.128/25 overlaps 10.0.1.0/24 of subnet functions",
        "use ranges that do not overlap",
        said(prefix("apim"), chosen.apim),
        said(prefix("functions"), chosen.functions),
      ),
    ]);
  });

  test("a subnet that lies outside of the network is refused", () => {
    expect(prod(subnets({ functions: "10.1.1.0/24" }))).toEqual([
      problem(
        prefix("functions"),
        "10.1.1.0/24 is not in the address space of the network",
        "choose a range within 10.0.0.0/16, or another networking.addressSpace",
        said(prefix("functions"), "10.1.1.0/24"),
        `service defaults (${SPACE} = ["10.0.0.0/16"])`,
      ),
    ]);
  });

  test.each([
    ["functions", "10.0.9.0/29", "EP1", "a function app's integration needs at least /28", "/28"],
    ["functions", "10.0.9.0/28", "FC1", "an app on FC1 (Flex Consumption) needs at least /27", "/27"],
    ["apim", "10.0.9.0/30", "EP1", "a subnet needs at least /29", "/29"],
    ["private-endpoints", "10.0.9.0/30", "EP1", "a subnet needs at least /29", "/29"],
  ])("a subnet that is too small is refused: %s %s on %s", (name, range, plan, why, least) => {
    expect(prod(subnets({ [name]: range }), { functionApp: { plan, slots: [] } })).toContainEqual(
      problem(
        prefix(name),
        `${range} is too small: ${why}`,
        `choose a range of ${least} or larger`,
        said(prefix(name), range),
      ),
    );
  });

  test.each(["10.0.1.5/24", "10.0.1.0/33", "10.0.1", "here", "::/0"])(
    "a subnet has a range, not %s",
    (range) => {
      expect(prod(subnets({ functions: range }))).toEqual([
        problem(
          prefix("functions"),
          `${redacted(range)} ${RANGE}`,
          'write it like "10.0.1.0/24"',
          said(prefix("functions"), range),
        ),
      ]);
    },
  );

  test("an unknown subnet is refused with the names of the three", () => {
    expect(prod({ subnets: { function: { addressPrefix: "10.0.9.0/24" } } })).toMatchObject([
      {
        path: "networking.subnets.function",
        message: expect.stringContaining('Did you mean "functions"?') as string,
      },
    ]);
  });

  test("a subnet has room for its private endpoints", () => {
    const chosen = subnets({ "private-endpoints": "10.0.9.0/29" });
    expect(prod(chosen)).toMatchObject([
      {
        path: prefix("private-endpoints"),
        message: "10.0.9.0/29 has 3 addresses, but 9 private endpoints need 11",
      },
    ]);
    expect(problemsOf({ vnet: true, networking: chosen })).toEqual([]);
  });

  // Cosmos DB takes an address for each of its regions, and one more.
  test("a subnet has room for an endpoint in every region of an account", () => {
    const networking = subnets({ "private-endpoints": "10.0.9.0/28" });
    const regions = ["eastus2", "centralus", "westus2", "westus3", "northeurope", "westeurope", "uksouth"];
    const shared = { storage: { hostAccount: "shared", packageAccount: "shared" } } as const;
    expect(prod(networking, { ...shared, cosmos: { regions: regions.slice(0, 6) } })).toEqual([]);
    expect(prod(networking, { ...shared, cosmos: { regions } }).map(({ message }) => message)).toEqual([
      "10.0.9.0/28 has 11 addresses, but 5 private endpoints need 12",
    ]);
  });

  test("a subnet with room for few instances gives a warning", () => {
    const { notes } = planBackend(
      { feedbackApi },
      {
        project: "a-b",
        location: "eastus2",
        environment: "prod",
        networking: subnets({ functions: "10.0.9.0/28" }),
      },
    );
    expect(notes).toContainEqual({
      level: "warning",
      path: prefix("functions"),
      message: "10.0.9.0/28 has addresses for 5 instances, but the app scales out to 20",
    });
  });
});

describe("a rule of the user", () => {
  const at = "networking.subnets.apim.inbound";
  const messages = (inbound: object): readonly (readonly string[])[] =>
    prod({ subnets: { apim: { inbound } } }).map(({ path, message }) => [path, message]);
  const rule = { priority: 300, source: "10.9.0.0/24" };

  test.each<[string, object, string, string]>([
    ["a priority twice", { one: rule, two: rule }, `${at}.two.priority`, "one has the same priority"],
    [
      "a name twice",
      { one: rule, One: { ...rule, priority: 301 } },
      `${at}.One`,
      'is the same name as "one": Azure ignores case',
    ],
    [
      "the backend's own name",
      { Deny_Inbound: rule },
      `${at}.Deny_Inbound`,
      "is the name of a rule of the backend",
    ],
    [
      "a source that is not a validt a validt a validt a validne",
      { one: { ...rule, source: "10.9.0.1/24" } },
      `${at}.one.source`,
      'must be an address range or a service tag, got "10.9.0.1/24"',
    ],
    ["no source", { one: { priority: 300 } }, `${at}.one`, "source is missing"],
    ["no priority", { one: { source: "10.9.0.0/24" } }, `${at}.one`, "priority is missing"],
    [
      "a priority of ours",
      { one: { ...rule, priority: 100 } },
      `${at}.one.priority`,
      "must be >= 200, got 100",
    ],
    [
      "a port that is not a validt a validt a validt a validne",
      { one: { ...rule, port: "https" } },
      `${at}.one.port`,
      'must be a port, a range such as 8000-8100, or *, got "https"',
    ],
    [
      "a port that is too high",
      { one: { ...rule, port: "65536" } },
      `${at}.one.port`,
      'must be a port or a range of ports, got "65536"',
    ],
    [
      "a range of ports that ends before it begins",
      { one: { ...rule, port: "8080-8000" } },
      `${at}.one.port`,
      'must be a port or a range of ports, got "8080-8000"',
    ],
  ])("a rule of the user is refused: %s", (_what, inbound, path, message) => {
    expect(messages(inbound)).toEqual([[path, message]]);
  });

  test.each(["*", "0", "443", "65535", "8000-8080"])(
    "a rule of the user has a port or a range of ports: %s",
    (port) => {
      expect(messages({ one: { ...rule, port } })).toEqual([]);
    },
  );

  test.each(["*", "Internet", "0.0.0.0/0"])(
    "a rule of the user that lets everybody in gives a warning: %s",
    (source) => {
      const networking = { subnets: { apim: { inbound: { all: { priority: 300, source } } } } };
      const { notes } = planBackend(
        { feedbackApi },
        { project: "a-b", location: "eastus2", environment: "prod", networking },
      );
      expect(notes).toContainEqual({
        level: "warning",
        security: true,
        path: `${at}.all.source`,
        message: "allows inbound traffic from the whole internet to this subnet",
      });
    },
  );
});

describe("subnets with any ranges", () => {
  const range = fc.oneof(
    fc
      .tuple(fc.nat(7), fc.constantFrom(0, 64, 128), fc.integer({ min: 22, max: 30 }))
      .map(([c, d, bits]) => `10.0.${c}.${d}/${bits}`),
    fc.nat(15).map((c) => `10.0.${c}.0/24`),
  );
  const space = fc.constantFrom(
    ["10.0.0.0/16"],
    ["10.0.0.0/21"],
    ["10.0.0.0/22", "10.0.4.0/22"],
    ["10.0.0.0/26"],
  );

  test("for any ranges, the subnets are apart and within the network, or the options are refused", () => {
    const outcomes = { planned: 0, refused: 0 };
    const options = fc.record(
      { addressSpace: space, functions: range, endpoints: range },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(options, ({ addressSpace, functions, endpoints }) => {
        const networking = {
          ...(addressSpace === undefined ? {} : { addressSpace }),
          ...subnets({
            ...(functions === undefined ? {} : { functions }),
            ...(endpoints === undefined ? {} : { "private-endpoints": endpoints }),
          }),
        };
        try {
          const { services } = planBackend(
            { feedbackApi },
            { project: "a-b", location: "eastus2", environment: "prod", networking },
          );
          expectApart(services.networking);
          outcomes.planned += 1;
        } catch (error) {
          if (!(error instanceof BackendConfigError)) throw error;
          for (const { path } of error.problems) expect(path).toMatch(/^networking\./);
          outcomes.refused += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(outcomes.planned).toBeGreaterThan(5);
    expect(outcomes.refused).toBeGreaterThan(50);
  });

  function expectApart(plan: ReturnType<typeof planBackend>["services"]["networking"]): void {
    if (!plan.vnet) throw new Error("prod has a network");
    const ranges = plan.subnets.map(({ addressPrefix }) => parsed(addressPrefix));
    const spaces = plan.addressSpace.map(parsed);
    ranges.forEach((one, index) => {
      expect(spaces.some((space) => contains(space, one))).toBe(true);
      for (const other of ranges.slice(0, index)) expect(overlap(one, other)).toBe(false);
    });
  }

  function parsed(text: string) {
    const found = parseRange(text);
    if (found === undefined) throw new Error(`${text} is not a validt a validt a validt a valid range`);
    return found;
  }
});
