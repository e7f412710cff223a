import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Deployment, deployment, stage } from "./support/stage";

const NETWORK = "feedback-dev-network";
const PLATFORM = "feedback-dev-platform";
const WORKLOADS = "feedback-dev-workloads";

type Block = Record<string, Record<string, Record<string, unknown>>>;

// A stage that cannot go red shows nothing: the stacks are broken here, as a mistake in the library would.
stage("broken on purpose", () => {
  let on: Deployment;

  beforeAll(async () => {
    const options = { networking: { vnet: true, privateEndpoints: true } };
    on = await deployment({ variables: { TEST_BACKEND_OPTIONS: JSON.stringify(options) } });
    await on.rehearsal.synth();
  });
  afterAll(() => {
    on.report("broken on purpose");
    return on.end();
  });

  test("a table written over the data plane of a closed account is refused", async () => {
    change(NETWORK, (resource) => {
      // For the tests below: one link is missing, and the delegation is another plan's.
      Reflect.deleteProperty(
        resource["azurerm_private_dns_zone_virtual_network_link"] ?? {},
        "private_dns_zone_link_vaultcore_azure_net",
      );
      const subnet = resource["azurerm_subnet"]?.["subnet_functions"] ?? {};
      const actions = ["Microsoft.Network/virtualNetworks/subnets/action"];
      subnet["delegation"] = [
        { name: "functions", service_delegation: { name: "Microsoft.Web/hostingEnvironments", actions } },
      ];
    });
    expect((await on.workspace.apply(NETWORK)).stderr).toBe("");

    const whole = change(PLATFORM, (resource) => {
      resource["azurerm_storage_table"] = {
        orders: { name: "orders", storage_account_name: "${azurerm_storage_account.storage.name}" },
      };
    });
    const { status, stderr } = await on.workspace.apply(PLATFORM);
    expect(status).toBe(1);
    expect(stderr).toContain("azurerm_storage_table.orders");
    expect(stderr).toContain("403");
    writeFileSync(fileOf(PLATFORM), whole);
    expect((await on.workspace.apply(PLATFORM)).stderr).toBe("");
  });

  test("a delegation for another plan is refused where the app joins the subnet", async () => {
    const { status, stderr } = await on.workspace.apply(WORKLOADS);
    expect(status).toBe(1);
    expect(stderr).toContain("azurerm_windows_function_app.function_app");
    expect(stderr).toContain(
      "is delegated to Microsoft.Web/hostingEnvironments, and needs Microsoft.Web/serverFarms",
    );
    change(NETWORK, (resource) => {
      const subnet = resource["azurerm_subnet"]?.["subnet_functions"] ?? {};
      const actions = ["Microsoft.Network/virtualNetworks/subnets/action"];
      subnet["delegation"] = [
        { name: "functions", service_delegation: { name: "Microsoft.Web/serverFarms", actions } },
      ];
    });
    expect((await on.workspace.apply(NETWORK)).stderr).toBe("");
    expect((await on.workspace.apply(WORKLOADS)).stderr).toBe("");
  });

  test("a zone without a link is reported, with its name and the network's", () => {
    expect(on.standIn.unreachable).toEqual([
      expect.stringMatching(
        /^func-feedback-dev-\w+ does not reach kv-feedback-dev-\w+\.vault\.azure\.net: zone privatelink\.vaultcore\.azure\.net has no link to network vnet-feedback-dev$/,
      ),
    ]);
  });

  function fileOf(stack: string): string {
    return join(on.workspace.stackFolder(stack), "cdk.tf.json");
  }

  /** Changes the resources of a stack as it was synthesised; returns what it was. */
  function change(stack: string, edit: (resource: Block) => void): string {
    const whole = readFileSync(fileOf(stack), "utf8");
    const json = JSON.parse(whole) as { readonly resource: Block };
    edit(json.resource);
    writeFileSync(fileOf(stack), JSON.stringify(json));
    return whole;
  }
});
