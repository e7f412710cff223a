import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App } from "cdktf";
import { type BackendOptions, defineBackend } from "../../lib";
import { stackRoles } from "../../lib/services/contract/service";
import { type Outcome, run } from "../../lib/terraform/command";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { program } from "../support/terraform-program";
import { SUBSCRIPTION, dataSources, literals, ownStack, resources } from "../support/shared";

const cliConfigFile = process.env["TERRAFORM_STAGE_CLI_CONFIG"];
const outdir = mkdtempSync(join(tmpdir(), "user-tests-"));
const ONE_STACK = 120_000;

const prod = { environment: "prod" } as const;
const backends: Readonly<Record<string, BackendOptions>> = {
  dev: {},
  prod,
  isolated: { ...prod, functionApp: { publicNetworkAccess: false } },
  nonetwork: { ...prod, networking: { vnet: false } },
  flex: { ...prod, functionApp: { plan: "FC1" } },
  linux: { ...prod, functionApp: { plan: "EP1", os: "linux", slots: ["staging"] } },
  share: { ...prod, functionApp: { package: "content-share" } },
  separate: { storage: { hostAccount: "separate" } },
  literals: { external: literals(), subscriptionId: SUBSCRIPTION },
  azurerm: { state: { type: "azurerm", storageAccountName: "ststate", containerName: "state" } },
  imported: {
    names: { cosmosAccount: "cosmos-old" },
    importFrom: {
      cosmos: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-imported-dev-platform/providers/Microsoft.DocumentDB/databaseAccounts/cosmos-old`,
    },
  },
  cloud: { state: { type: "cloud", organization: "example" } },
};

/** In the folder of one stack; nobody is signed in, and there is no state. */
async function terraform(stack: string, ...args: readonly string[]): Promise<Outcome> {
  return run(program, args, {
    cwd: join(outdir, "stacks", stack),
    environment: { TF_CLI_CONFIG_FILE: cliConfigFile ?? "", CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
  });
}

async function testOf(stack: string): Promise<Outcome> {
  const init = await terraform(stack, "init", "-backend=false", "-no-color");
  return init.status === 0 ? terraform(stack, "test", "-no-color") : init;
}

const keysAreOff = {
  condition: "${!azurerm_cosmosdb_account.cosmos.local_authentication_enabled}",
  errorMessage: "keys are on",
};

(cliConfigFile === undefined ? describe.skip : describe)("terraform test", () => {
  beforeAll(() => {
    const app = new App({ outdir });
    const components = { feedbackApi, processUploadFunction };
    const define = (project: string, options: BackendOptions) =>
      defineBackend(components, { app, project, location: "eastus2", ...options });
    for (const [project, options] of Object.entries(backends)) {
      const existing = options.external !== undefined;
      define(project, options).addTerraformTests(
        existing ? {} : { platform: { "keys are off": keysAreOff } },
      );
    }

    const { vnet: _theirs, ...sources } = dataSources(ownStack(app, "theirs"));
    define("sources", { external: sources }).addTerraformTests();
    const { vnet: _ours, ...made } = resources(ownStack(app, "ours"));
    define("made", { external: made }).addTerraformTests();

    const own = define("own", {});
    const { platform } = own.stacks;
    const provider = new AzurermProvider(platform, "other", { alias: "other", features: [{}] });
    new ResourceGroup(platform, "own", { name: "rg-own", location: "westeurope", provider });
    own.addTerraformTests({
      platform: {
        "the group of our own is elsewhere": {
          condition: `\${azurerm_resource_group.own.location != "${own.plan.location}"}`,
          errorMessage: "it is beside the backend",
        },
      },
    });

    define("wrong", {}).addTerraformTests({
      platform: {
        "keys are on": {
          condition: "${azurerm_cosmosdb_account.cosmos.local_authentication_enabled}",
          errorMessage: "account ${azurerm_cosmosdb_account.cosmos.name} has no keys",
        },
        "1. keys are off": keysAreOff,
      },
    });
    app.synth();
  });

  afterAll(() => {
    rmSync(outdir, { recursive: true });
  });

  const all = [...Object.keys(backends), "sources", "made", "own"];
  describe.each(all)("tests of Terraform of %s", (project) => {
    const environment = backends[project]?.environment ?? "dev";
    test.each(stackRoles)(
      "the tests of Terraform pass in the %s stack",
      async (role) => {
        const { status, stdout, stderr } = await testOf(`${project}-${environment}-${role}`);
        expect(stderr).toBe("");
        expect(stdout).toContain('run "the_stack_applies"... pass');
        expect(stdout).toMatch(/Success! [12] passed, 0 failed/);
        expect(status).toBe(0);
      },
      ONE_STACK,
    );
  });

  test(
    "a test of Terraform fails where an assertion fails, gives the reason, and goes on",
    async () => {
      const { status, stdout, stderr } = await testOf("wrong-dev-platform");
      expect(status).toBe(1);
      expect(stdout).toContain('run "keys_are_on"... fail');
      expect(stdout).toContain('run "_1_keys_are_off"... pass');
      expect(stdout).toContain("Failure! 2 passed, 1 failed.");
      expect(stderr).toContain("has no keys");
    },
    ONE_STACK,
  );
});
