import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { bundleCommand } from "../../lib/packaging/bundle-command";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { bootstrapCommand } from "../../lib/terraform/acceptance/bootstrap";
import { containerEnd, handOver } from "../../lib/terraform/acceptance/container";
import type { Deployed as DeployedFacts } from "../../lib/terraform/acceptance/deployed";
import { filesFor, packagedAt } from "../../lib/terraform/acceptance/handed-over";
import { handoverOf } from "../../lib/terraform/acceptance/releaser-stack";
import { RESULT } from "../../lib/terraform/acceptance/runner";
import { facts, prod } from "../support/acceptance-facts";
import { Deployed, packageOf } from "../support/released";
import { patientConnectionTo } from "../support/stand-in-connection";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "acceptance-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Ready, with a closed account, its private endpoint, and a container in the same network that waits for files. */
async function withinTheNetwork(endpoint: boolean): Promise<{ released: boolean; said: string }> {
  const standIn = await StandIn.start();
  try {
    const on = new Deployed(standIn, prod);
    const make = (id: string, body: Parameters<StandIn["make"]>[1]) => standIn.make(id, body);
    make(on.account, {
      location: "eastus2",
      sku: { name: "Standard_LRS" },
      kind: "StorageV2",
      properties: { publicNetworkAccess: "Disabled" },
    });
    closedNetwork(standIn, make, on.account.replace(/\/providers\/.*$/, ""), on.account, endpoint);
    const deployed: DeployedFacts = {
      ...facts,
      functionAppId: on.app,
      workloadsGroupId: on.app.replace(/\/providers\/.*$/, ""),
      storageAccountId: on.account,
    };
    const code = packageOf(folder, "feedback");
    writeFileSync(join(folder, "release.cjs"), await bundleCommand(process.cwd()));
    writeFileSync(
      join(folder, "release.json"),
      JSON.stringify({ package: { ...code, file: basename(code.file) }, targets: [prod] }),
    );
    const packaged = packagedAt(folder, "prod");
    const handover = handoverOf(prod, deployed);
    makeRunner(make, deployed, bootstrapCommand(packaged.packageFile));
    const connection = patientConnectionTo(standIn);
    await handOver(await filesFor(packaged, deployed, []), handover, connection);
    const { succeeded, said } = await containerEnd(handover, connection);
    expect(on.runs(on.app) === code.sha256).toBe(succeeded);
    return { released: succeeded, said };
  } finally {
    await standIn.stop();
  }
}

type Make = (id: string, body: Parameters<StandIn["make"]>[1]) => unknown;

/** A virtual network with a private endpoint to the account's blobs, or without one. */
function closedNetwork(
  standIn: StandIn,
  make: Make,
  group: string,
  account: string,
  endpoint: boolean,
): void {
  const vnet = `${group}/providers/Microsoft.Network/virtualNetworks/vnet`;
  const zone = `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net`;
  const pep = `${group}/providers/Microsoft.Network/privateEndpoints/pep`;
  make(vnet, { location: "eastus2", properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } });
  make(`${vnet}/subnets/private-endpoints`, { properties: { addressPrefix: "10.0.2.0/24" } });
  // What the acceptance stack registers before it makes anything.
  standIn.register("Microsoft.ContainerInstance");
  make(`${vnet}/subnets/acceptance`, {
    properties: {
      addressPrefix: "10.0.3.0/28",
      delegations: [
        { name: "c", properties: { serviceName: "Microsoft.ContainerInstance/containerGroups" } },
      ],
    },
  });
  make(zone, { location: "global" });
  make(`${zone}/virtualNetworkLinks/link`, {
    location: "global",
    properties: { virtualNetwork: { id: vnet } },
  });
  if (!endpoint) return;
  make(pep, {
    location: "eastus2",
    properties: {
      subnet: { id: `${vnet}/subnets/private-endpoints` },
      privateLinkServiceConnections: [
        { name: "c", properties: { privateLinkServiceId: account, groupIds: ["blob"] } },
      ],
    },
  });
  make(`${pep}/privateDnsZoneGroups/default`, {
    properties: { privateDnsZoneConfigs: [{ name: "z", properties: { privateDnsZoneId: zone } }] },
  });
}

/** What the acceptance stack makes, as Azure would have it. */
function makeRunner(make: Make, deployed: DeployedFacts, command: readonly string[]): void {
  const { containerGroupId, account, container: files } = handoverOf(prod, deployed);
  const group = containerGroupId.replace(/\/providers\/.*$/, "");
  const own = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-acceptance`;
  const handover = `${group}/providers/Microsoft.Storage/storageAccounts/${account}`;
  make(group, { location: "eastus2" });
  make(own, { location: "eastus2" });
  make(handover, { location: "eastus2", sku: { name: "Standard_LRS" }, kind: "StorageV2", properties: {} });
  make(`${handover}/blobServices/default/containers/${files}`, { properties: {} });
  const runner = principalOf(make, own);
  const contributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
  const reader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
  [
    [handover, identity.objectId, contributor],
    [handover, runner.principalId, reader],
    [deployed.storageAccountId, runner.principalId, contributor],
  ].forEach(([scope = "", principalId = "", role = ""], index) => {
    make(
      `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-00000000000${index}`,
      {
        properties: {
          principalId,
          roleDefinitionId: `/subscriptions/${identity.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
        },
      },
    );
  });
  make(containerGroupId, {
    location: "eastus2",
    identity: { type: "UserAssigned", userAssignedIdentities: { [own]: {} } },
    properties: {
      osType: "Linux",
      subnetIds: [
        {
          id: `${deployed.workloadsGroupId}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/acceptance`,
        },
      ],
      containers: [
        {
          name: "runner",
          properties: {
            image: "image",
            command,
            environmentVariables: [
              { name: "AZURE_CLIENT_ID", value: runner.clientId },
              { name: "AZURE_SUBSCRIPTION_ID", value: identity.subscriptionId },
              { name: "HANDOVER", value: `https://${account}.blob.core.windows.net/${files}/` },
            ],
          },
        },
      ],
    },
  });
}

function principalOf(make: Make, id: string): { principalId: string; clientId: string } {
  const { body } = make(id, { location: "eastus2" }) as { body: { properties: unknown } };
  return body.properties as { principalId: string; clientId: string };
}

describe("a container within the virtual network", () => {
  test("a container within the network signs in by its identity, waits for its files, and releases into a closed account", async () => {
    const { released, said } = await withinTheNetwork(true);
    expect(said).toContain(`${RESULT}{"released":true,"probes":[]}`);
    expect(released).toBe(true);
  }, 120_000);

  test("a container within the network releases nothing where no private endpoint leads to the account", async () => {
    const { released, said } = await withinTheNetwork(false);
    expect(said).toContain("403 AuthorizationFailure");
    // What runs is told of the release that has failed.
    expect(said).toMatch(/^ {2}state: production is set to run https:/m);
    expect(released).toBe(false);
  }, 120_000);
});
