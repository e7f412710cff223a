import fc from "fast-check";
import { BackendConfigError } from "../../lib";
import { call } from "../support/arbitrary-options";
import { problemsOf } from "../support/problems";
import {
  type Json,
  type JsonObject,
  type SynthesisedBackend,
  type SynthesisedStack,
  synthBackend,
} from "../support/synth";

/** Every text in a value. */
function textsOf(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** `type.name` or `data.type.name` of everything in a stack's file. */
function declaredIn({ json, addresses }: SynthesisedStack): ReadonlySet<string> {
  const data = Object.entries((json["data"] ?? {}) as Readonly<Record<string, JsonObject>>);
  return new Set([
    ...addresses,
    ...data.flatMap(([type, named]) => Object.keys(named).map((name) => `data.${type}.${name}`)),
  ]);
}

/** What a stack refers to: expressions, and addresses in `depends_on` and `replace_triggered_by`. */
function referencesIn({ json }: SynthesisedStack): readonly string[] {
  const expressions = textsOf(json).flatMap((text) =>
    [...text.matchAll(/(?<!\$)\$\{([^}]*)\}/g)].flatMap(([, inner = ""]) =>
      // A condition refers to several things, and compares them with texts.
      [...inner.replaceAll(/"[^"]*"/g, "").matchAll(/[\w-]+(\.[\w-]+)+/g)].map(([each]) => each),
    ),
  );
  return [...expressions, ...addressesIn(json)];
}

function addressesIn(value: Json): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, Json]) =>
    ["depends_on", "replace_triggered_by"].includes(key) ? textsOf(each) : addressesIn(each),
  );
}

const OUTPUT = /^data\.terraform_remote_state\.(network|platform)\.outputs\.(\w+)$/;

function outputsOf({ json }: SynthesisedStack): readonly string[] {
  return Object.keys((json["output"] ?? {}) as JsonObject).sort();
}

/** What a stack reads of others, by their role: the names that have a value before anything was applied. */
function defaultsIn({ json }: SynthesisedStack): Readonly<Record<string, readonly string[]>> {
  const data = (json["data"] ?? {}) as Readonly<Record<string, JsonObject>>;
  const states = Object.entries(data["terraform_remote_state"] ?? {}) as [string, JsonObject][];
  return Object.fromEntries(
    states.map(([role, state]) => [role, Object.keys(state["defaults"] as JsonObject).sort()]),
  );
}

function expectSound(backend: SynthesisedBackend): void {
  const { network, platform, workloads } = backend;
  const outputs = { network: outputsOf(network), platform: outputsOf(platform) };
  for (const name of [...outputs.network, ...outputs.platform])
    expect(name).toMatch(/_(id|name|endpoint|uri)$/);
  for (const stack of [network, platform, workloads]) {
    const declared = declaredIn(stack);
    const lost = referencesIn(stack).filter((reference) => {
      const [, role, output] = OUTPUT.exec(reference) ?? [];
      if (output !== undefined) return !outputs[role as "network" | "platform"].includes(output);
      return !declared.has(/^(data\.)?[\w-]+\.[\w-]+/.exec(reference)?.[0] ?? "");
    });
    expect(lost).toEqual([]);
    for (const [role, defaults] of Object.entries(defaultsIn(stack)))
      expect(defaults).toEqual(outputs[role as "network" | "platform"]);
  }
  expect(defaultsIn(network)).toEqual({});
  expect(Object.keys(defaultsIn(platform))).not.toContain("platform");
  expect(referencesIn(workloads).length).toBeGreaterThan(15);
  expectConnected(backend);
}

/** Nothing that is half of something: an endpoint without a zone, a zone without a link, a network nobody is in. */
function expectConnected({ network, platform, workloads, backend: { plan } }: SynthesisedBackend): void {
  const byPolicy = plan.existing.privateDnsZones === "policy";
  const endpoints = [platform, workloads].flatMap((stack) =>
    Object.values(stack.all("azurerm_private_endpoint")),
  );
  for (const endpoint of endpoints) expect(Object.hasOwn(endpoint, "private_dns_zone_group")).toBe(!byPolicy);
  const linked = Object.values(network.all("azurerm_private_dns_zone_virtual_network_link")).map(
    (link) => link["private_dns_zone_name"],
  );
  for (const name of Object.keys(network.all("azurerm_private_dns_zone")))
    expect(linked.filter((zone) => zone === `\${azurerm_private_dns_zone.${name}.name}`)).toHaveLength(1);
  const { vnet, privateEndpoints } = plan.settings.networking;
  expect(endpoints.length > 0 || plan.privateEndpoints.length === 0).toBe(true);
  if (!privateEndpoints) expect(endpoints).toEqual([]);
  expect(workloads.text.includes('"virtual_network_subnet_id"')).toBe(vnet);
  if (!vnet) expect(network.addresses).toEqual(["azurerm_resource_group.resource_group"]);
}

function expectReadable({ problems, message }: BackendConfigError): void {
  expect(problems).not.toEqual([]);
  for (const problem of problems) {
    expect(problem.path).toMatch(/^\w+(\.[\w-]+)*$/);
    expect(problem.message).toMatch(/^\S.*\S$/);
    expect(problem.fix).toMatch(/^\S.*\S$/);
    expect(message).toContain(`${problem.path}: ${problem.message}`);
    if (!problem.path.startsWith("components.")) expect(problem.from).not.toEqual([]);
  }
}

describe("a backend with any options", () => {
  test("for any options, a backend is synthesised whole, or refused with every reason", () => {
    const outcomes = { synthesised: 0, refused: 0 };
    fc.assert(
      fc.property(call, (options) => {
        try {
          expectSound(synthBackend(options));
          outcomes.synthesised += 1;
        } catch (error) {
          if (!(error instanceof BackendConfigError)) throw error;
          expectReadable(error);
          outcomes.refused += 1;
        }
      }),
      { numRuns: 200 },
    );
    expect(outcomes.synthesised).toBeGreaterThan(10);
    expect(outcomes.refused).toBeGreaterThan(10);
  }, 20_000);

  test("every reason names its origin, with the value that is there", () => {
    fc.assert(
      fc.property(call, (options) => {
        for (const { from } of problemsOf(options)) {
          expect(from).not.toEqual([]);
          expect(from.join()).not.toContain("undefined");
        }
      }),
      { numRuns: 300 },
    );
  });
});
