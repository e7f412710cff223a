import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identity } from "../../lib/stand-in/login";
import { deployedOf } from "../../lib/terraform/acceptance/deployed";
import { packagedAt, probesOf } from "../../lib/terraform/acceptance/handed-over";
import { releaserStack } from "../../lib/terraform/acceptance/releaser-stack";
import { acceptanceReport } from "../../lib/terraform/acceptance/report";
import { GROUP, VNET, facts, prod } from "../support/acceptance-facts";

const container = { image: "image", command: ["node"] };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "acceptance-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the needs of a release", () => {
  const resources = (network: object) =>
    releaserStack(prod, { ...facts, ...network }, "4.81.0", container)["resource"] as Record<
      string,
      Record<string, Record<string, unknown>>
    >;

  test("a release needs one role where the storage account is open", () => {
    const made = resources({ network: undefined });
    expect(Object.keys(made)).toEqual(["azurerm_role_assignment"]);
    expect(made["azurerm_role_assignment"]?.["packages"]).toEqual({
      scope: `${facts.storageAccountId}/blobServices/default/containers/function-packages`,
      role_definition_name: "Storage Blob Data Contributor",
      principal_id: "${data.azurerm_client_config.current.object_id}",
    });
  });

  test("a release needs a container in a free range of the network, which the private endpoints let in", () => {
    const made = resources({});
    expect(made["azurerm_subnet"]?.["acceptance"]?.["address_prefixes"]).toEqual(["10.0.0.224/28"]);
    expect(made["azurerm_network_security_rule"]?.["acceptance"]).toMatchObject({
      network_security_group_name: "nsg",
      source_address_prefix: "10.0.0.224/28",
      destination_port_range: "443",
    });
    expect(made["azurerm_storage_account"]?.["handover"]).toMatchObject({ shared_access_key_enabled: false });
  });

  test("a release is refused where the network is full, with its name", () => {
    const network = { ...facts.network, taken: ["10.0.0.0/24"] };
    expect(() => resources({ network })).toThrow("virtual network vnet has no free range of /28");
  });
});

describe("the deployed resources", () => {
  const state = (...all: readonly [type: string, values: object][]): string =>
    JSON.stringify({
      values: { root_module: { resources: all.map(([type, values]) => ({ type, values })) } },
    });
  const account = new URL(
    prod.source.type === "container" ? (prod.source.blobEndpoint ?? "") : "",
  ).host.split(".")[0];
  const app: [string, object] = [
    "azurerm_windows_function_app",
    { id: facts.functionAppId, name: prod.functionApp, location: "eastus2", default_hostname: "app.test" },
  ];
  const storage = (open: boolean): [string, object] => [
    "azurerm_storage_account",
    { id: facts.storageAccountId, name: account, public_network_access_enabled: open },
  ];

  test("the deployed resources are read from the states, in any stack", () => {
    const subnetId = `${VNET}/subnets/private-endpoints`;
    const network = state(
      [
        "azurerm_virtual_network",
        { id: VNET, name: "vnet", resource_group_name: "rg", address_space: ["10.0.0.0/16"] },
      ],
      ["azurerm_subnet", { virtual_network_name: "vnet", address_prefixes: ["10.0.1.0/24"] }],
      ["azurerm_subnet", { virtual_network_name: "another", address_prefixes: ["10.0.2.0/24"] }],
      [
        "azurerm_subnet_network_security_group_association",
        {
          subnet_id: subnetId,
          network_security_group_id: `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/nsg`,
        },
      ],
      [
        "azurerm_private_endpoint",
        {
          subnet_id: subnetId,
          private_service_connection: [
            { private_connection_resource_id: facts.storageAccountId, subresource_names: ["blob"] },
          ],
        },
      ],
    );
    expect(deployedOf([network, state(storage(false)), state(app)], prod)).toEqual({
      ...facts,
      hostName: "app.test",
      network: {
        name: "vnet",
        resourceGroup: "rg",
        addressSpace: ["10.0.0.0/16"],
        taken: ["10.0.1.0/24"],
        securityGroup: { name: "nsg", resourceGroup: "rg" },
      },
    });
    expect(deployedOf([state(storage(true), app)], prod).network).toBeUndefined();
  });

  test("a missing resource is named in the error", () => {
    expect(() => deployedOf([state(app)], prod)).toThrow(
      `no state of this environment has the storage account`,
    );
    expect(() => deployedOf([state(storage(true))], prod)).toThrow(prod.functionApp);
    expect(() => deployedOf([state(storage(false), app)], prod)).toThrow("private endpoint to the blobs of");
  });
});

describe("arguments", () => {
  test("the arguments of probes are a method and a path", () => {
    expect(probesOf(["GET /api/orders"])).toEqual([{ method: "GET", path: "/api/orders" }]);
    expect(() => probesOf(["/api/orders"])).toThrow(
      'such as "GET /api/orders"'.replace("orders", "feedback"),
    );
  });

  test("the arguments of packages name a folder that was packaged for the environment", () => {
    expect(() => packagedAt(folder, "prod")).toThrow("has no release.json");
    const other = join(folder, "other");
    mkdirSync(other);
    writeFileSync(
      join(other, "release.json"),
      JSON.stringify({ package: { file: "a.zip" }, targets: [{ environment: "dev" }] }),
    );
    expect(() => packagedAt(other, "prod")).toThrow('was packaged for dev, not for "prod"');
  });
});

describe("the report", () => {
  const told = {
    environment: "prod",
    versions: { azurerm: "4.81.0" },
    steps: [{ name: "release", result: "released from this machine", seconds: 1.25 }],
    kept: false,
  };

  test("the report has each step, the release, and no id of a subscription or an identity", () => {
    const said = `${identity.subscriptionId} and ${identity.objectId}, ${identity.subscriptionId}`;
    const release = { released: true, from: "this machine", probes: ["GET /api/feedback: 200"], said };
    const report = acceptanceReport({ ...told, release });
    expect(report).toContain("# Acceptance of prod: accepted");
    expect(report).toContain("| release | released from this machine | 1.3 |");
    expect(report).toContain("- GET /api/feedback: 200");
    expect(report).toContain("<id 1> and <id 2>, <id 1>");
    expect(report).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(report).toContain("## What to send back");
    expect(report).not.toContain("activity-log");
  });

  test("the report says why there was no release, what failed, and what remains", () => {
    const report = acceptanceReport({
      ...told,
      noRelease: "--package was not given",
      failure: "terraform apply ended with 1",
      kept: true,
    });
    expect(report).toContain("# Acceptance of prod: not accepted");
    expect(report).toContain("No release was tried: --package was not given.");
    expect(report).toContain("terraform apply ended with 1");
    expect(report).toContain("az monitor activity-log list");
    expect(report).toContain("still exist and cost money");
  });
});
