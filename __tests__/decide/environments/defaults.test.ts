import schema from "../../../lib/decide/options/options.schema.json";
import { environments } from "../../../lib/decide/environments";
import { serviceDefaults } from "../../../lib/decide/merge-call";
import { asLayer } from "../../../lib/decide/options/layers";
import type { DataObject } from "../../../lib/settings/merge";
import { dev } from "../../../lib/decide/environments/dev";
import { prod } from "../../../lib/decide/environments/prod";
import { groupNames, optionalNames, serviceNamed, serviceNames } from "../../../lib/services";
import type { OptionalName, ServiceName } from "../../../lib/services/words";

interface Documented {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Documented>>;
  readonly anyOf?: readonly Documented[];
}

const groups = schema.properties as Readonly<Record<string, Documented>>;

/** Switched together by `true` or `false`, and each by itself. */
const ALERTS = "monitoring.alerts";

/** With the samples of the specification, which a backend has unless it says otherwise. */
const defaults = serviceDefaults(true).value as Readonly<Record<string, unknown>>;

/** Every option of a service with its documentation and the value that it really has. */
const options = [
  ...groupNames.flatMap((service) => leaves(service, groups[service] ?? {}, defaults[service])),
  ...optionalNames.flatMap((service) =>
    leaves(
      pathOf(service),
      settingsOfOptional(service),
      (defaults["optional"] as Readonly<Record<string, unknown>>)[service],
    ),
  ),
];

function pathOf(service: ServiceName): string {
  return (optionalNames as readonly string[]).includes(service) ? `optional.${service}` : service;
}

/** Beside `true` and `false`. */
function settingsOfOptional(service: OptionalName): Documented {
  const { anyOf = [] } = groups["optional"]?.properties?.[service] ?? {};
  const [settings = {}] = anyOf.filter(({ properties }) => properties !== undefined);
  return settings;
}

function leaves(
  path: string,
  documented: Documented,
  value: unknown,
): readonly (readonly [string, Documented, unknown])[] {
  const itself = [[path, documented, value]] as const;
  const switched = documented.anyOf?.find(
    ({ properties }) => properties !== undefined && (path === ALERTS || "enabled" in properties),
  );
  if (switched?.properties !== undefined) return [...itself, ...below(switched.properties)];
  if (documented.properties === undefined || documented.default !== undefined) return itself;
  return below(documented.properties);

  function below(properties: Readonly<Record<string, Documented>>) {
    return Object.entries(properties).flatMap(([key, option]) =>
      leaves(`${path}.${key}`, option, (value as Readonly<Record<string, unknown>> | undefined)?.[key]),
    );
  }
}

describe("documented defaults", () => {
  // What depends on something else is said in words.
  const inWords = ({ default: said }: Documented): boolean =>
    typeof said === "string" && said.startsWith("- ");

  test.each(options.filter(([, documented]) => !inWords(documented)))(
    "the default of %s is documented as it is",
    (_path, documented, value) => {
      expect(value).toEqual(documented.default);
    },
  );

  test("documented defaults are checked down to the numbers of alerts", () => {
    const checked = options.filter(
      ([path, { default: said }]) => path.endsWith("threshold") && said !== undefined,
    );
    expect(checked.map(([, , value]) => value)).toEqual([10, 30000, 3000, 10, 1000, 99]);
  });

  test.each(options)("the option %s has a description", (_path, documented) => {
    expect(documented.description).toEqual(expect.stringMatching(/\S/));
  });

  test("every default of a service is documented", () => {
    const documented = options.map(([path]) => path);
    const real = serviceNames.flatMap((service) =>
      Object.keys(serviceNamed(service).defaults).map((option) => `${pathOf(service)}.${option}`),
    );
    for (const path of real)
      expect(documented.some((each) => each === path || each.startsWith(`${path}.`))).toBe(true);
  });
});

describe("environments", () => {
  test("dev reads like the specification's table", () => {
    expect(dev).toMatchObject({
      functionApp: { plan: "Y1" },
      cosmos: { mode: "Serverless", backup: "Periodic" },
      logRetention: 30,
    });
  });

  test("prod reads like the specification's table", () => {
    expect(prod).toMatchObject({
      functionApp: { plan: "EP1", slots: ["staging"] },
      cosmos: { mode: "Autoscale", maxThroughput: 4000, backup: "Continuous", multiRegion: true },
      logRetention: 90,
      monitoring: { alerts: true, actionGroups: ["ops-team"] },
    });
  });

  test.each(Object.keys(environments))(
    "the environment %s has only options that a user could write",
    (name) => {
      expect(asLayer(name, true, environments[name] as DataObject, [], "").problems).toEqual([]);
    },
  );

  test("there are three environments of the library", () => {
    expect(Object.keys(environments)).toEqual(["dev", "staging", "prod"]);
  });
});
