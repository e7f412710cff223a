import fc from "fast-check";
import type { BackendOptions } from "../../../lib";
import { estimateCost } from "../../../lib";
import { messageOf, problemsOf } from "../../support/problems";
import { type SynthesisedBackend, synthBackend } from "../../support/synth";

const THEIRS = "22222222-2222-2222-2222-222222222222";
const OURS = "11111111-1111-1111-1111-111111111111";
const idOf = (name: string, subscription = THEIRS): string =>
  `/subscriptions/${subscription}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/${name}`;
const PEERING = "azurerm_virtual_network_peering";

const peered = (
  peerings: NonNullable<BackendOptions["networking"]>["peerings"],
  options: BackendOptions = {},
): SynthesisedBackend =>
  synthBackend({
    environment: "prod",
    subscriptionId: OURS,
    ...options,
    networking: { addressSpace: ["10.40.0.0/22"], ...options.networking, peerings },
  });

describe("a peering", () => {
  const { network, backend } = peered({
    hub: { id: idOf("vnet-hub"), allowForwardedTraffic: true, useRemoteGateways: true },
  });

  test("a peering is made in both networks, the other by a provider of its subscription", () => {
    expect(network.all(PEERING)).toMatchObject({
      vnet_peering_hub: {
        remote_virtual_network_id: idOf("vnet-hub"),
        virtual_network_name: "${azurerm_virtual_network.vnet.name}",
        allow_forwarded_traffic: true,
        use_remote_gateways: true,
        depends_on: [`${PEERING}.vnet_peering_reverse_hub`],
      },
      vnet_peering_reverse_hub: {
        provider: `azurerm.subscription_${THEIRS}`,
        resource_group_name: "rg-hub",
        virtual_network_name: "vnet-hub",
        remote_virtual_network_id: "${azurerm_virtual_network.vnet.id}",
        allow_gateway_transit: true,
      },
    });
    const providers = (network.json["provider"] as { azurerm: readonly object[] }).azurerm;
    expect(providers).toMatchObject([
      { subscription_id: OURS },
      {
        alias: `subscription_${THEIRS}`,
        subscription_id: THEIRS,
        resource_provider_registrations: "none",
        storage_use_azuread: true,
      },
    ]);
    expect(providers[0]).not.toHaveProperty("alias");
  });

  test("the plan says whose network is changed, and what that takes", () => {
    expect(backend.plan.notes).toContainEqual({
      level: "note",
      path: "networking.peerings.hub",
      message: `changes vnet-hub in subscription ${THEIRS}: the deployer needs Network Contributor on that network`,
    });
  });

  test("what passes a peering is priced in both directions", () => {
    const items = estimateCost(backend.plan).lines.map(({ item }) => item);
    expect(items).toEqual(expect.arrayContaining(["into peered networks", "from peered networks"]));
  });

  test("a peering that its owner completes is made in the own network alone", () => {
    const { network: own, backend: theirs } = peered({ hub: { id: idOf("vnet-hub"), reverse: false } });
    expect(Object.keys(own.all(PEERING))).toEqual(["vnet_peering_hub"]);
    expect(own.only(PEERING)).toMatchObject({ allow_forwarded_traffic: false, use_remote_gateways: false });
    expect((own.json["provider"] as { azurerm: readonly object[] }).azurerm).toHaveLength(1);
    expect(theirs.plan.notes.map(({ path, message }) => `${path}: ${message}`)).toContainEqual(
      expect.stringMatching(/^networking\.peerings\.hub: passes no traffic until the owner of vnet-hub/),
    );
  });

  test("a network of the backend's own subscription needs no other provider", () => {
    const { network: own } = peered({ hub: { id: idOf("vnet-hub", OURS.toUpperCase()) } });
    expect(own.all(PEERING)["vnet_peering_reverse_hub"]).not.toHaveProperty("provider");
    expect((own.json["provider"] as { azurerm: readonly object[] }).azurerm).toHaveLength(1);
  });

  test("a layer takes a peering back", () => {
    expect(peered({ hub: false }).network.all(PEERING)).toEqual({});
  });

  test("an address space that was left open is noted: it may overlap", () => {
    const { backend: open } = synthBackend({
      environment: "prod",
      networking: { peerings: { hub: { id: idOf("vnet-hub") } } },
    });
    const noted = (notes: typeof open.plan.notes) =>
      notes.filter(({ path }) => path === "networking.addressSpace");
    expect(noted(open.plan.notes)).toHaveLength(1);
    expect(noted(backend.plan.notes)).toEqual([]);
  });

  test("whatever the peerings, each network has one provider for each other subscription, and one peering each way", () => {
    const hexes = ["a", "b", "c"];
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            name: fc.constantFrom("one", "two", "three", "four"),
            hex: fc.nat(2),
            reverse: fc.boolean(),
          }),
          {
            selector: ({ name }) => name,
            maxLength: 4,
          },
        ),
        (rows) => {
          const peerings = Object.fromEntries(
            rows.map(({ name, hex, reverse }) => [
              name,
              {
                id: idOf(`vnet-${name}`, `${(hexes[hex] ?? "").repeat(8)}-2222-2222-2222-222222222222`),
                reverse,
              },
            ]),
          );
          const { network: own } = peered(peerings);
          const reversed = rows.filter(({ reverse }) => reverse);
          expect(Object.keys(own.all(PEERING))).toHaveLength(rows.length + reversed.length);
          const providers = (own.json["provider"] as { azurerm: readonly object[] }).azurerm;
          expect(providers).toHaveLength(1 + new Set(reversed.map(({ hex }) => hex)).size);
        },
      ),
      { numRuns: 6 },
    );
  });
});

describe("a peering is refused", () => {
  test.each<[string, BackendOptions, string, string]>([
    [
      "with something else than a network",
      { networking: { peerings: { hub: { id: "vnet-hub" } } } },
      "networking.peerings.hub.id",
      'must be the resource id of a virtual network, got "vnet-hub"',
    ],
    ["without an id", { networking: { peerings: { hub: {} } } }, "networking.peerings.hub", "id is missing"],
    [
      "with a network twice",
      { networking: { peerings: { hub: { id: idOf("vnet-hub") }, other: { id: idOf("VNET-HUB") } } } },
      "networking.peerings.other.id",
      "networking.peerings.hub has the same network",
    ],
    [
      "with two gateways",
      {
        networking: {
          peerings: {
            hub: { id: idOf("vnet-hub"), useRemoteGateways: true },
            other: { id: idOf("vnet-other"), useRemoteGateways: true },
          },
        },
      },
      "networking.peerings.other.useRemoteGateways",
      "a network uses the gateway of one other network",
    ],
    [
      "with a name that Azure cannot have",
      { networking: { peerings: { "to hub": { id: idOf("vnet-hub") } } } },
      "networking.peerings.to hub",
      "the name of a peering must have up to 20 letters, digits and hyphens",
    ],
    [
      "in an existing network",
      {
        networking: { peerings: { hub: { id: idOf("vnet-hub") } }, privateEndpoints: false },
        external: { vnet: { id: idOf("vnet-spoke", OURS) } },
      },
      "networking.peerings",
      "configures a virtual network, but external.vnet is an existing one, which the backend does not change",
    ],
    [
      "without a network",
      { networking: { vnet: false, peerings: { hub: { id: idOf("vnet-hub") } } } },
      "networking.peerings",
      "needs a virtual network, and there is none",
    ],
  ])("%s", (_name, options, path, message) => {
    const environment = options.networking?.vnet === false ? "dev" : "prod";
    const problems = problemsOf({ environment, ...options });
    expect(problems.map((each) => [each.path, each.message])).toEqual([[path, message]]);
  });

  test("a name that others give it leads to the option", () => {
    expect(messageOf({ networking: { vnetPeerings: {} } })).toContain("networking.peerings");
  });
});
