import fc from "fast-check";
import { BackendConfigError } from "../../lib";
import { violationsOf } from "../../lib/invariants/expect-invariants";
import { call } from "../support/arbitrary-options";
import { problemsOf } from "../support/problems";
import {
  type JsonObject,
  type SynthesisedBackend,
  type SynthesisedStack,
  synthBackend,
} from "../support/synth";

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
  expect(violationsOf(backend.backend)).toEqual([]);
  const { network, platform, workloads } = backend;
  const outputs = { network: outputsOf(network), platform: outputsOf(platform) };
  for (const name of [...outputs.network, ...outputs.platform])
    expect(name).toMatch(/_(id|name|endpoint|uri)$/);
  for (const stack of [network, platform, workloads]) {
    for (const [role, defaults] of Object.entries(defaultsIn(stack)))
      expect(defaults).toEqual(outputs[role as "network" | "platform"]);
  }
  expect(defaultsIn(network)).toEqual({});
  expect(Object.keys(defaultsIn(platform))).not.toContain("platform");
  expect(workloads.text.match(/\$\{/g)?.length).toBeGreaterThan(15);
  expectConnected(backend);
}

/** No endpoint where none is asked for, and no network that nobody is in. */
function expectConnected({ network, platform, workloads, backend: { plan } }: SynthesisedBackend): void {
  const endpoints = [platform, workloads].flatMap((stack) =>
    Object.values(stack.all("azurerm_private_endpoint")),
  );
  if (plan.existing.privateDnsZones === "policy")
    for (const endpoint of endpoints) expect(endpoint).not.toHaveProperty("private_dns_zone_group");
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
      { numRuns: 100 },
    );
    // About one in seven: ten of a hundred runs would be a matter of luck.
    expect(outcomes.synthesised).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(10);
  }, 120_000);

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
