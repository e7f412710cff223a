import schema from "../lib/options/options.schema.json";
import { environments } from "../lib/defaults";
import { asLayer } from "../lib/options/layers";
import type { DataObject } from "../lib/options/merge";
import { dev } from "../lib/defaults/dev";
import { prod } from "../lib/defaults/prod";
import { serviceNamed, serviceNames } from "../lib/services";

interface Documented {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Documented>>;
}

const groups = schema.properties as Readonly<Record<string, Documented>>;

/** Every option of a service with its documentation and the value that it really has. */
const options = serviceNames.flatMap((service) =>
  leaves(service, groups[service] ?? {}, serviceNamed(service).defaults as unknown),
);

function leaves(
  path: string,
  documented: Documented,
  value: unknown,
): readonly (readonly [string, Documented, unknown])[] {
  if (documented.properties === undefined || documented.default !== undefined)
    return [[path, documented, value]];
  return Object.entries(documented.properties).flatMap(([key, below]) =>
    leaves(`${path}.${key}`, below, (value as Readonly<Record<string, unknown>> | undefined)?.[key]),
  );
}

describe("documented defaults", () => {
  test.each(options)("%s is documented as it is", (_path, documented, value) => {
    const said = documented.default;
    if (typeof said === "string" && said.startsWith("- ")) return;
    expect(value).toEqual(said);
  });

  test.each(options)("%s says what it is", (_path, documented) => {
    expect(documented.description).toEqual(expect.stringMatching(/\S/));
  });

  test("every value that a service starts from is documented", () => {
    const documented = options.map(([path]) => path);
    const real = serviceNames.flatMap((service) =>
      Object.keys(serviceNamed(service).defaults).map((option) => `${service}.${option}`),
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
    });
  });

  test.each(Object.keys(environments))("%s says nothing that a user could not say", (name) => {
    expect(asLayer(name, true, environments[name] as DataObject, [], "").problems).toEqual([]);
  });

  test("there are two of them", () => {
    expect(Object.keys(environments)).toEqual(["dev", "prod"]);
  });
});
