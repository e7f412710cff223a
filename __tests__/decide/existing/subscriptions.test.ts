import { DataAzurermStorageAccount } from "@cdktf/provider-azurerm/lib/data-azurerm-storage-account";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformVariable } from "cdktf";
import { lostReferences } from "../../support/lost-references";
import {
  GROUP,
  SUBSCRIPTION,
  dataSources,
  literals,
  ownStack,
  synthApp,
  synthBeside,
} from "../../support/shared";
import { problemsOf } from "../../support/problems";
import type { Json, SynthesisedStack } from "../../support/synth";

const OTHER = "22222222-2222-2222-2222-222222222222";

const scopesOf = (stack: SynthesisedStack): Readonly<Record<string, Json | undefined>> =>
  Object.fromEntries(
    Object.entries(stack.all("azurerm_role_assignment")).map(([name, { scope }]) => [name, scope]),
  );

describe("the subscription of a construct", () => {
  const storage = (configure: (stack: ReturnType<typeof ownStack>) => object, subscriptionId?: string) => {
    const { workloads, stacks } = synthBeside((stack) => ({
      ...(subscriptionId === undefined ? {} : { subscriptionId }),
      external: {
        storage: new DataAzurermStorageAccount(stack, "storage", {
          name: "stshared",
          resourceGroupName: GROUP,
          ...configure(stack),
        }),
      },
    }));
    expect(lostReferences(stacks)).toEqual([]);
    return scopesOf(workloads)["function_app_storage_blob_data_owner"];
  };
  const READ = "${data.terraform_remote_state.external_shared.outputs.external_storage_id}";

  test("the subscription of a construct is that of its stack's provider", () => {
    const { backends } = synthApp((app) => [
      { external: { storage: dataSources(ownStack(app, "shared", { subscriptionId: OTHER })).storage } },
    ]);
    expect(backends.map(({ workloads }) => scopesOf(workloads))).toMatchObject([
      { function_app_storage_blob_data_owner: literals(OTHER).storage.id },
    ]);
  });

  test("the subscription of a construct is that of its own provider", () => {
    const provider = (stack: ReturnType<typeof ownStack>) =>
      new AzurermProvider(stack, "other", { features: [{}], alias: "other", subscriptionId: OTHER });
    expect(storage((stack) => ({ provider: provider(stack) }), SUBSCRIPTION)).toBe(
      literals(OTHER).storage.id,
    );
  });

  test("the subscription of a construct is read with its id where only Terraform knows it", () => {
    const provider = (stack: ReturnType<typeof ownStack>) =>
      new AzurermProvider(stack, "other", {
        features: [{}],
        alias: "other",
        subscriptionId: new TerraformVariable(stack, "subscription", {}).stringValue,
      });
    expect(storage((stack) => ({ provider: provider(stack) }))).toBe(READ);
  });

  // Theirs is that of whoever applies their stack, and may be another one than the backend names.
  test("the subscription of a construct is not taken for the backend's where only the backend names one", () => {
    expect(storage(() => ({}), SUBSCRIPTION)).toBe(READ);
  });
});

test("a name with an expression is refused, since the backend's stacks cannot read it", () => {
  const { stacks } = synthBeside((stack) => {
    new TerraformVariable(stack, "account", {});
    const config = { name: "${var.account}", resourceGroupName: GROUP };
    return { external: { storage: new DataAzurermStorageAccount(stack, "storage", config) } };
  });
  expect(lostReferences(stacks)).toEqual([]);
});

describe("a network in another subscription", () => {
  const external = { vnet: literals(OTHER).vnet };

  test("a network in another subscription takes no private endpoints, which are in that of their network", () => {
    expect(
      problemsOf({ environment: "prod", subscriptionId: SUBSCRIPTION, external }).map((each) => [
        each.path,
        each.fix,
      ]),
    ).toEqual([
      [
        "external.vnet",
        "set networking.privateEndpoints to false, or use a network in the subscription of the backend",
      ],
    ]);
  });

  test("a network in another subscription takes the function app", () => {
    const options = { subscriptionId: SUBSCRIPTION, external, networking: { privateEndpoints: false } };
    expect(problemsOf({ environment: "prod", ...options })).toEqual([]);
  });
});
