import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BackendOptions } from "../../lib";
import { argumentFaults, withCurrentArguments } from "../../lib/provider/current-arguments";
import { type Replaced, differences } from "../../lib/provider/differences";
import { stackRoles } from "../../lib/services/contract/service";
import { type Json, type JsonObject, synthBackend } from "../support/synth";
import { EVERYTHING, PROD } from "../support/with-everything";

interface Arguments {
  readonly settable: readonly string[];
  readonly required: readonly string[];
}

interface Difference {
  readonly more: readonly string[];
  readonly less: readonly string[];
  readonly required?: readonly string[];
}

const recorded = JSON.parse(readFileSync(join(__dirname, "azurerm-arguments.json"), "utf8")) as {
  readonly "4.81.0": Readonly<Record<string, Arguments>>;
  readonly "5.2.0": Readonly<Record<string, Difference>>;
};

/** What each version takes, by type and path: `terraform providers schema -json`. */
function argumentsOf(
  version: "4.81.0" | "5.2.0",
  type: string,
): { readonly settable: Set<string>; readonly required: readonly string[] } {
  const { settable, required } = recorded["4.81.0"][type] ?? { settable: [], required: [] };
  const difference = version === "5.2.0" ? recorded["5.2.0"][type] : undefined;
  const { more, less, required: others = required } = difference ?? { more: [], less: [] };
  return {
    settable: new Set([...settable.filter((path) => !less.includes(path)), ...more]),
    required: others,
  };
}

describe.each(["4.81.0", "5.2.0"] as const)("the stacks that require azurerm %s", (version) => {
  test.each(EVERYTHING)(
    "%s: every argument is one that this version takes, and no required one is missing",
    (_what, options) => {
      const backend = synthBackend({ ...options, provider: { version } });
      const faults = stackRoles.flatMap((role) =>
        Object.keys(recorded["4.81.0"]).flatMap((type) =>
          Object.entries(backend[role].all(type)).flatMap(([name, resource]) => {
            const { settable, required } = argumentsOf(version, type);
            const written = pathsIn(resource).filter(
              (path) => !/^(lifecycle|depends_on|provider|\/\/|timeouts)/.test(path),
            );
            return [
              ...written
                .filter((path) => !settable.has(path))
                .map((path) => `${type}.${name} has no ${path}`),
              ...required
                .filter((path) => !(path in resource))
                .map((path) => `${type}.${name} needs ${path}`),
            ];
          }),
        ),
      );
      expect(faults).toEqual([]);
    },
  );
});

test.each(EVERYTHING)(
  "between azurerm 4.81 and 5.2 %s differs by what the table says alone",
  (_what, options) => {
    const [before, after] = ["4.81.0", "5.2.0"].map((version) =>
      synthBackend({ ...options, provider: { version } }),
    );
    for (const role of stackRoles)
      for (const type of Object.keys(recorded["4.81.0"])) {
        const [old, current] = [before, after].map((backend) => backend?.[role].all(type) ?? {});
        expect(Object.keys(current ?? {})).toEqual(Object.keys(old ?? {}));
        for (const [name, body] of Object.entries(old ?? {})) {
          const named = namesInTable(type);
          const kept = (resource: JsonObject | undefined): object =>
            Object.fromEntries(Object.entries(resource ?? {}).filter(([argument]) => !named.has(argument)));
          expect(kept(current?.[name])).toEqual(kept(body));
        }
      }
  },
);

describe("the table of differences", () => {
  const types = Object.keys(recorded["5.2.0"]);

  test("the table explains every argument that azurerm 5 has no more, of every type that the library makes", () => {
    const unexplained = types.flatMap((type) => {
      const { replaced = [], gone = [], zone } = differences[type] ?? {};
      const explained = [
        ...[...replaced, ...gone].map(({ in: blocks = [], from }) => [...blocks, from].join(".")),
        ...(zone === undefined ? [] : [zone.name, "resource_group_name"]),
      ];
      const { less = [] } = recorded["5.2.0"][type] ?? {};
      return less
        .filter((path) => !explained.some((each) => path === each || path.startsWith(`${each}.`)))
        .map((path) => `${type} ${path}`);
    });
    expect(unexplained).toEqual([]);
  });

  test("every new name is one that azurerm 5 takes, and every old one is not", () => {
    for (const [type, { replaced = [], gone = [] }] of Object.entries(differences)) {
      const { settable } = argumentsOf("5.2.0", type);
      for (const { in: blocks = [], from, to } of replaced) {
        expect([type, from, settable.has([...blocks, from].join("."))]).toEqual([type, from, false]);
        if (from !== "resource_manager_id")
          expect([type, to, settable.has([...blocks, to].join("."))]).toEqual([type, to, true]);
      }
      for (const { in: blocks = [], from } of gone)
        expect(settable.has([...blocks, from].join("."))).toBe(false);
    }
  });

  const replaced = Object.entries(differences).flatMap(([type, { replaced: all = [] }]) =>
    all.map((each) => [type, each] as const),
  );

  test.each(replaced)(
    "%s $from: the value and ignore_changes follow, in lists of blocks too",
    (type, change) => {
      const { from, to, since } = change;
      for (const [old, current] of valuesOf(change)) {
        const body = { ...within(change, { [from]: old }), lifecycle: { ignore_changes: [from] } };
        const written = withCurrentArguments({ resource: { [type]: { one: body } } }, "5.2.0");
        const expected = within(change, current);
        expect(written).toEqual({
          resource: {
            [type]: {
              one: {
                ...expected,
                lifecycle: { ignore_changes: [(change.in ?? []).length === 0 ? to : from] },
              },
            },
          },
        });
      }
      const stack = { resource: { [type]: { one: within(change, { [from]: "x" }) } } };
      expect(withCurrentArguments(stack, since === "azurerm5" ? "4.81.0" : "4.77.0")).toEqual(stack);
    },
  );
});

describe("what azurerm 5 does not take", () => {
  const stack = (type: string, body: object): Readonly<Record<string, unknown>> => ({
    resource: { [type]: { own: body } },
  });

  test.each([
    [
      "azurerm_storage_account",
      { static_website: { index_document: "index.html" } },
      "azurerm_storage_account.own: azurerm 5.2.0 has no static_website; use the resource azurerm_storage_account_static_website",
    ],
    [
      "azurerm_monitor_diagnostic_setting",
      { enabled_log: [{ category: "a" }, { category: "b", retention_policy: [] }] },
      "azurerm_monitor_diagnostic_setting.own: azurerm 5.2.0 has no enabled_log.retention_policy; use the resource azurerm_storage_management_policy",
    ],
    [
      "azurerm_private_dns_a_record",
      { zone_name: "internal.example", resource_group_name: "rg" },
      'azurerm_private_dns_a_record.own: azurerm 5.2.0 takes the zone by its id, and zone_name is not the name of a zone of this stack; add private_dns_zone_id: addOverride("private_dns_zone_id", <id>)',
    ],
  ])("%s is a fault with what to use instead", (type, body, fault) => {
    expect(argumentFaults(() => stack(type, body), "5.2.0")).toEqual([fault]);
    expect(argumentFaults(() => stack(type, body), "4.81.0")).toEqual([]);
  });

  test("the stack is not written with it", () => {
    const options = {
      provider: { version: "5.2.0" },
      transform: { storage: { staticWebsite: { indexDocument: "index.html" } } },
    };
    expect(() => synthBackend(options as BackendOptions)).toThrow(/azurerm 5\.2\.0 has no static_website/);
  });

  test("subnets take service endpoints as blocks", () => {
    const options = { ...PROD, networking: { privateEndpoints: false } };
    const endpoints = (version: string, argument: string): readonly unknown[] =>
      Object.values(synthBackend({ ...options, provider: { version } }).network.all("azurerm_subnet")).map(
        (subnet) => subnet[argument],
      );
    expect(endpoints("4.81.0", "service_endpoints")).toContainEqual(["Microsoft.KeyVault"]);
    expect(endpoints("5.2.0", "service_endpoint")).toContainEqual([{ service: "Microsoft.KeyVault" }]);
  });

  test("a zone is taken by its id, of the stack or by an id of the user's", () => {
    const link = "azurerm_private_dns_zone_virtual_network_link";
    const written = (body: object): unknown =>
      withCurrentArguments(stack(link, { ...body, resource_group_name: "rg" }), "5.2.0");
    expect(written({ private_dns_zone_name: "${azurerm_private_dns_zone.zone.name}" })).toEqual(
      stack(link, { private_dns_zone_id: "${azurerm_private_dns_zone.zone.id}" }),
    );
    expect(written({ private_dns_zone_name: "${data.azurerm_private_dns_zone.zone[0].name}" })).toEqual(
      stack(link, { private_dns_zone_id: "${data.azurerm_private_dns_zone.zone[0].id}" }),
    );
    expect(
      written({ private_dns_zone_name: "own.example", private_dns_zone_id: "/subscriptions/1" }),
    ).toEqual(stack(link, { private_dns_zone_id: "/subscriptions/1" }));
  });

  test("an expression that reads an old name reads the new one", () => {
    const text =
      "${azurerm_storage_container.a.resource_manager_id}-${azurerm_storage_queue.b[0].resource_manager_id}-${azurerm_x.c.resource_manager_id}";
    expect(withCurrentArguments({ output: { id: { value: text } } }, "5.2.0")).toEqual({
      output: {
        id: {
          value:
            "${azurerm_storage_container.a.id}-${azurerm_storage_queue.b[0].id}-${azurerm_x.c.resource_manager_id}",
        },
      },
    });
  });
});

/** Old values, and what they become under the new name. */
function valuesOf({ to, value }: Replaced): readonly (readonly [Json, JsonObject])[] {
  if (value === "same")
    return [
      ["x", { [to]: "x" }],
      ["${var.x}", { [to]: "${var.x}" }],
    ];
  if (value === "negated")
    return [
      [true, { [to]: false }],
      ["false", { [to]: true }],
      ["${var.x}", { [to]: "${!(var.x)}" }],
    ];
  if (value === "access")
    return [
      [true, { [to]: "Enabled" }],
      ["false", { [to]: "Disabled" }],
      ["${var.x}", { [to]: '${(var.x) ? "Enabled" : "Disabled"}' }],
    ];
  return [
    [["a", "b"], { [to]: [{ [value.blockWith]: "a" }, { [value.blockWith]: "b" }] }],
    [
      "${var.x}",
      { dynamic: { [to]: { for_each: "${var.x}", content: { [value.blockWith]: `\${${to}.value}` } } } },
    ],
  ];
}

/** An argument in its blocks, the outer one twice. */
function within({ in: blocks = [] }: Replaced, argument: JsonObject): JsonObject {
  const [outer, ...inner] = blocks;
  if (outer === undefined) return argument;
  const body = inner.reduceRight<JsonObject>((sofar, block) => ({ [block]: sofar }), argument);
  return { [outer]: [body, { ...body, other: 1 }] };
}

function namesInTable(type: string): ReadonlySet<string> {
  const { replaced = [], zone } = differences[type] ?? {};
  return new Set([
    ...replaced.flatMap(({ in: [block] = [], from, to }) => (block === undefined ? [from, to] : [block])),
    ...(zone === undefined ? [] : [zone.name, "resource_group_name", "private_dns_zone_id"]),
  ]);
}

/** `a`, `a.b`: of maps, whose keys are the user's, the name alone. */
function pathsIn(body: JsonObject, before = ""): readonly string[] {
  return Object.entries(body).flatMap(([name, value]) => {
    if (value === null) return [];
    const path = `${before}${name}`;
    const blocks = (Array.isArray(value) ? value : [value]).filter(
      (each): each is JsonObject => typeof each === "object" && each !== null,
    );
    return [
      path,
      ...(MAPS.test(path) ? [] : [...new Set(blocks.flatMap((each) => pathsIn(each, `${path}.`)))]),
    ];
  });
}

const MAPS =
  /(^|\.)(tags|app_settings|metadata|attributes|dimension_values|properties|environment_variables|correlation_filter\.properties|credentials\.header|event_delivery_property)$/;
