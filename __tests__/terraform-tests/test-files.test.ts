import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App, TerraformOutput } from "cdktf";
import { type BackendOptions, type TerraformAssertions, defineBackend } from "../../lib";
import { type StackRole, stackRoles } from "../../lib/services/contract/service";
import { mockedDataSources, mockedResources } from "../../lib/terraform-tests/mocked-types";
import { dataSources, literals, ownStack, resources } from "../support/shared";
import type { JsonObject } from "../support/synth";
import { components, given, keysAreOff, outputsOf, written } from "../support/terraform-tests";

describe("the file of a stack", () => {
  const files = written({ environment: "prod" });
  const runOf = (role: StackRole) => files[role].file.run["the_stack_applies"];

  test("the test file of a stack is written on request only", () => {
    const outdir = mkdtempSync(join(tmpdir(), "terraform-tests-"));
    const app = new App({ outdir });
    const { plan } = defineBackend(components, { ...given, app });
    app.synth();
    for (const role of stackRoles)
      expect(existsSync(join(outdir, "stacks", plan.stackIds[role], "tests"))).toBe(false);
    rmSync(outdir, { recursive: true });
  });

  test("the test file is the same every time, and leaves the stack as it was", () => {
    const again = written({ environment: "prod" }, (backend) => {
      backend.addTerraformTests({});
    });
    expect(again).toEqual(files);
  });

  test("the test file mocks only types that are in the stack, each with the values of the table", () => {
    for (const role of stackRoles) {
      const [{ mock_resource = {}, mock_data = {} }] = files[role].file.mock_provider.azurerm;
      const { resource, data = {} } = JSON.parse(files[role].stack) as Readonly<Record<string, JsonObject>>;
      for (const [type, { defaults }] of Object.entries(mock_resource)) {
        expect(Object.keys(resource ?? {})).toContain(type);
        expect(defaults).toEqual(mockedResources[type]?.values);
      }
      for (const [type, { defaults }] of Object.entries(mock_data)) {
        expect(Object.keys(data)).toContain(type);
        expect(defaults).toEqual(mockedDataSources[type]?.values);
      }
    }
  });

  test("the test file applies the stack, and expects the values that the plan foresees", () => {
    expect(runOf("network")?.command).toBe("apply");
    expect(runOf("network")?.assert[0]).toEqual({
      condition: '${azurerm_resource_group.resource_group.name == "rg-feedback-prod-network"}',
      error_message: "azurerm_resource_group.resource_group.name is not rg-feedback-prod-network",
    });
    const subnet =
      '${can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft[.]Network/virtualNetworks/[^/]+/subnets/[^/]+$", output.networking_functions_subnet_id))}';
    expect(runOf("network")?.assert.map(({ condition }) => condition)).toContain(subnet);
    expect(runOf("platform")?.assert.map(({ condition }) => condition)).toEqual(
      expect.arrayContaining([
        '${output.cosmos_name == "cosmos-feedback-prod-242699"}',
        '${endswith(output.storage_queue_endpoint, ".queue.core.windows.net/")}',
      ]),
    );
    expect(runOf("workloads")?.assert.map(({ condition }) => condition)).toContain(
      '${output.function_app_name == "func-feedback-prod-242699"}',
    );
  });

  test.each(["network", "platform"] as const)(
    "the test file expects every output that the %s stack has",
    (role) => {
      const { output } = JSON.parse(files[role].stack) as { readonly output: JsonObject };
      for (const name of Object.keys(output)) expect(JSON.stringify(runOf(role))).toContain(`output.${name}`);
    },
  );
});

describe("remote states", () => {
  const backends: Readonly<Record<string, BackendOptions | ((app: App) => BackendOptions)>> = {
    dev: {},
    prod: { environment: "prod" },
    "prod without a network": { environment: "prod", networking: { vnet: false } },
    "Flex Consumption": { environment: "prod", functionApp: { plan: "FC1" } },
    "a content share": { functionApp: { plan: "EP1", package: "content-share" } },
    "state in a storage account": {
      state: { type: "azurerm", storageAccountName: "ststate", containerName: "state" },
    },
    "existing resources by id": { external: literals() },
    "data sources of a stack of the user's": (app) => {
      const { vnet: _none, ...external } = dataSources(ownStack(app));
      return { external };
    },
    "resources of a stack of the user's": (app) => {
      const { vnet: _none, ...external } = resources(ownStack(app));
      return { external };
    },
  };

  test.each(Object.entries(backends))(
    "remote states of %s are overridden with every output that is read",
    (name, options) => {
      const files = written(options);
      let reads = 0;
      for (const role of stackRoles) {
        const { stack } = files[role];
        const { data } = JSON.parse(stack) as {
          readonly data?: { readonly terraform_remote_state?: JsonObject };
        };
        const outputs = outputsOf(files[role]);
        expect(Object.keys(outputs).sort()).toEqual(Object.keys(data?.terraform_remote_state ?? {}).sort());
        const read = [...stack.matchAll(/data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)/g)];
        reads += read.length;
        for (const [, state = "", output = ""] of read) expect(outputs[state]).toHaveProperty([output]);
      }
      // Where all existing resources are known as strings, no stack reads another one's state.
      const known = ["existing resources by id", "data sources of a stack of the user's"];
      expect(reads > 0).toBe(!known.includes(name));
    },
  );

  test("remote states have the values that readers would be given before the first apply", () => {
    const { workloads } = written({});
    const { data } = JSON.parse(workloads.stack) as {
      readonly data: {
        readonly terraform_remote_state: { readonly platform: { readonly defaults: object } };
      };
    };
    const foreseen = JSON.stringify(data.terraform_remote_state.platform.defaults).replaceAll(
      "${data.azurerm_client_config.current.subscription_id}",
      "00000000-0000-4000-8000-000000000001",
    );
    expect(outputsOf(workloads)["platform"]).toEqual(JSON.parse(foreseen));
  });

  test("remote states of a user's stack give ids of the right type", () => {
    const { workloads } = written((app) => ({ external: { cosmos: resources(ownStack(app)).cosmos } }));
    expect(outputsOf(workloads)["external_shared"]).toEqual({
      external_cosmos_id: mockedResources["azurerm_cosmosdb_account"]?.values["id"],
    });
  });
});

describe("the table of mocked types", () => {
  test.each(Object.entries(mockedResources))(
    "the table of mocked types has a reason for %s",
    (_, { values, reason }) => {
      expect(values["id"]).toMatch(
        /^\/subscriptions\/[-0-9]{36}\/resourceGroups\/mocked(\/providers\/Microsoft\.|$)/,
      );
      expect(reason).toMatch(/^[a-zA-Z].*[^.]$/);
    },
  );
});

describe("assertions of the user's", () => {
  const names = (assertions: TerraformAssertions): readonly string[] =>
    Object.keys(
      written({}, (backend) => {
        backend.addTerraformTests(assertions);
      }).platform.file.run,
    );

  test("assertions of the user are a run each, after the library's own, in their order", () => {
    expect(names({ platform: { "no keys, b": keysAreOff, a: keysAreOff, "1": keysAreOff } })).toEqual([
      "the_stack_applies",
      "_1",
      "no_keys_b",
      "a",
    ]);
  });

  test("assertions of the user can be given in several calls, and refer to constructs", () => {
    const { platform, network } = written({}, (backend) => {
      const { cosmos } = backend.resources;
      backend.addTerraformTests({ platform: { first: keysAreOff } });
      backend.addTerraformTests({
        platform: {
          second: { condition: `\${${cosmos?.name} != ""}`, errorMessage: `no ${cosmos?.name}` },
        },
        network: {},
      });
    });
    expect(Object.keys(network.file.run)).toEqual(["the_stack_applies"]);
    expect(platform.file.run).toMatchObject({
      first: { assert: [{ condition: keysAreOff.condition, error_message: "keys are on" }] },
      second: {
        command: "apply",
        assert: [
          {
            condition: '${azurerm_cosmosdb_account.cosmos.name != ""}',
            error_message: "no ${azurerm_cosmosdb_account.cosmos.name}",
          },
        ],
      },
    });
  });

  test("assertions of the user come with mocks for constructs of the user, whose providers are mocked too", () => {
    const { platform } = written({ environment: "prod" }, (backend) => {
      const { platform: stack } = backend.stacks;
      const group = new ResourceGroup(stack, "own", { name: "rg-own", location: "westeurope" });
      new TerraformOutput(stack, "own_id", { value: group.id });
      new AzurermProvider(stack, "other", { alias: "other", features: [{}] });
      backend.addTerraformTests(
        {},
        {
          resources: { azurerm_resource_group: { id: "/subscriptions/x/resourceGroups/own" } },
          data: { azurerm_client_config: { tenant_id: "t" } },
          remoteStates: { network: { own: "value" } },
        },
      );
    });
    const [{ mock_resource, mock_data }, other] = platform.file.mock_provider.azurerm;
    expect(other).toEqual({ alias: "other", mock_resource, mock_data });
    expect(outputsOf(platform)["network"]).toMatchObject({ own: "value" });
    expect(mock_resource?.["azurerm_resource_group"]?.defaults).toEqual({
      id: "/subscriptions/x/resourceGroups/own",
    });
    expect(mock_data?.["azurerm_client_config"]?.defaults).toMatchObject({ tenant_id: "t" });
  });
});
