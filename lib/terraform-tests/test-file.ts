import { TerraformDataSource, TerraformProvider, TerraformRemoteState, TerraformResource } from "cdktf";
import type { BackendStack } from "../stacks/backend-stack";
import { OWN_RUN, type Runs } from "./check-assertions";
import type { MockedValues } from "./mocked-value";
import { type MockedType, mockedDataSources, mockedResources } from "./mocked-types";
import { ownAssertions } from "./own-assertions";
import { remoteStateOutputs } from "./remote-states";
import type { TerraformAssertion, TerraformMocks } from "./terraform-test";

/** What a file is written of. */
export interface TestFileInputs {
  readonly stack: BackendStack;
  /** Tokens resolved. */
  readonly runs: Runs;
  readonly mocks: TerraformMocks;
  /** Outputs of the user's stacks that are read, by name. */
  readonly external: MockedValues;
  /** The stack as it was written. */
  readonly configuration: string;
  /** Where what is applied is, when that is not the stack itself. */
  readonly source?: string;
}

/** The test file of one stack; runs are in the order of its keys. */
export function testFile(inputs: TestFileInputs): MockedValues {
  const { stack, runs, mocks, external, configuration, source } = inputs;
  const nodes = stack.node.findAll();
  const types = (elements: readonly { readonly terraformResourceType: string }[]): readonly string[] =>
    [...new Set(elements.map(({ terraformResourceType }) => terraformResourceType))].sort();
  const resources = types(nodes.filter((node) => TerraformResource.isTerraformResource(node)));
  const data = types(nodes.filter((node) => TerraformDataSource.isTerraformDataSource(node)));
  const azurerm = {
    ...named("mock_resource", defaults(resources, mockedResources, mocks.resources)),
    ...named("mock_data", defaults(data, mockedDataSources, mocks.data)),
  };
  const states = nodes.filter((node) => node instanceof TerraformRemoteState);
  const overrides = states.map(({ friendlyUniqueId: name }) => ({
    target: `data.terraform_remote_state.${name}`,
    values: { outputs: remoteStateOutputs(stack, name, { external, mocks, configuration }) },
  }));
  // A mocked provider imports nothing: what it would find is said resource by resource.
  const imported = importedIn(configuration).map((target) => {
    const type = target.split(".")[0] ?? "";
    return { target, values: { ...mockedResources[type]?.values, ...mocks.resources?.[type] } };
  });
  return {
    mock_provider: mockedProviders(
      nodes.filter((node) => TerraformProvider.isTerraformProvider(node)),
      azurerm,
    ),
    ...(overrides.length === 0 ? {} : { override_data: overrides }),
    ...(imported.length === 0 ? {} : { override_resource: imported }),
    run: {
      [OWN_RUN]: run(ownAssertions(stack), source),
      ...Object.fromEntries([...runs].map(([name, assertion]) => [name, run([assertion], source)])),
    },
  };
}

/** The addresses of a stack's `import` blocks. */
function importedIn(configuration: string): readonly string[] {
  const { import: blocks = [] } = JSON.parse(configuration) as {
    import?: readonly { readonly to: string }[];
  };
  return blocks.map(({ to }) => to);
}

function run(assertions: readonly TerraformAssertion[], source: string | undefined): MockedValues {
  const assert = assertions.map(({ condition, errorMessage }) => ({
    condition,
    error_message: errorMessage,
  }));
  return { command: "apply", ...(source === undefined ? {} : { module: { source } }), assert };
}

/** Every provider of the stack, those of the user's as well: none of them is to sign in anywhere. */
function mockedProviders(providers: readonly TerraformProvider[], azurerm: MockedValues): MockedValues {
  const mocked: Record<string, MockedValues[]> = {};
  for (const { terraformResourceType: type, alias } of providers)
    (mocked[type] ??= []).push({
      ...(alias === undefined ? {} : { alias }),
      ...(type === "azurerm" ? azurerm : {}),
    });
  return mocked;
}

function defaults(
  types: readonly string[],
  table: Readonly<Record<string, MockedType>>,
  own: Readonly<Record<string, MockedValues>> = {},
): MockedValues {
  return Object.fromEntries(
    types.flatMap((type) => {
      const values = { ...table[type]?.values, ...own[type] };
      return Object.keys(values).length === 0 ? [] : [[type, { defaults: values }]];
    }),
  );
}

function named(key: string, value: MockedValues): MockedValues {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}
