import { plainStack } from "../../lib/eject/plain-stack";

const moved = (path: string): string => `moved:${path}`;

test("the engine's metadata goes, and a key of a map stays", () => {
  const stack = {
    "//": { metadata: {} },
    resource: { azurerm_a: { one: { "//": { metadata: {} }, name: "one", tags: { "//": "kept" } } } },
    output: { one: { "//": {}, value: "x" } },
    provider: { azurerm: [{ "//": {}, features: [{}] }] },
  };
  expect(plainStack(stack, moved)).toEqual({
    resource: { azurerm_a: { one: { name: "one", tags: { "//": "kept" } } } },
    output: { one: { value: "x" } },
    provider: { azurerm: [{ features: [{}] }] },
  });
});

test("relative paths of states and modules lead from the new folder", () => {
  const stack = {
    terraform: { backend: { local: { path: "../../../state/one.tfstate" } } },
    data: {
      terraform_remote_state: {
        two: { backend: "local", config: { path: "../../../state/two.tfstate" } },
        three: { backend: "azurerm", config: { path: "../stays" } },
      },
    },
    module: { four: { source: "../../modules/four" }, five: { source: "hashicorp/five/azurerm" } },
    resource: { azurerm_a: { one: { path: "../stays" } } },
  };
  expect(plainStack(stack, moved)).toEqual({
    terraform: { backend: { local: { path: "moved:../../../state/one.tfstate" } } },
    data: {
      terraform_remote_state: {
        two: { backend: "local", config: { path: "moved:../../../state/two.tfstate" } },
        three: { backend: "azurerm", config: { path: "../stays" } },
      },
    },
    module: { four: { source: "moved:../../modules/four" }, five: { source: "hashicorp/five/azurerm" } },
    resource: { azurerm_a: { one: { path: "../stays" } } },
  });
});

test("an absolute path stays", () => {
  const stack = { terraform: { backend: { local: { path: "/states/one.tfstate" } } } };
  expect(plainStack(stack, moved)).toEqual(stack);
});
