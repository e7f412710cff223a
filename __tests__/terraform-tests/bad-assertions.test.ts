import { tmpdir } from "node:os";
import { App } from "cdktf";
import {
  BackendConfigError,
  type Problem,
  type TerraformAssertions,
  type TerraformMocks,
  defineBackend,
} from "../../lib";
import { components, given, keysAreOff } from "../support/terraform-tests";

describe("a wrong assertion", () => {
  function problemsOf(assertions: unknown, mocks: unknown = {}): readonly Problem[] {
    const backend = defineBackend(components, { ...given, app: new App({ outdir: tmpdir() }) });
    backend.addTerraformTests({ platform: { taken: keysAreOff } });
    try {
      backend.addTerraformTests(assertions as TerraformAssertions, mocks as TerraformMocks);
      return [];
    } catch (error) {
      if (!(error instanceof BackendConfigError)) throw error;
      return error.problems;
    }
  }
  const one = (assertion: unknown): unknown => ({ platform: { a: assertion } });

  test.each<readonly [unknown, path: string, message: string, fix: string]>([
    [[], "addTerraformTests", "must be an object, got []", "write it like { platform: { … } }"],
    [
      { platfrom: {} },
      "addTerraformTests.platfrom",
      'unknown stack. Did you mean "platform"?',
      "use one of network, platform, workloads",
    ],
    [{ network: [] }, "addTerraformTests.network", "must be an object, got []", "use names as keys"],
    [
      { network: { " ": keysAreOff } },
      'addTerraformTests.network[" "]',
      "the name is empty",
      "use a name that describes the assertion",
    ],
    [
      { network: { "the stack applies": keysAreOff } },
      'addTerraformTests.network["the stack applies"]',
      "is the run the_stack_applies, which every stack already has",
      "give it another name",
    ],
    [
      { platform: { taken: keysAreOff } },
      'addTerraformTests.platform["taken"]',
      "is the run taken, which already exists",
      "give it another name",
    ],
    [
      { network: { "a b": keysAreOff, a_b: keysAreOff } },
      'addTerraformTests.network["a_b"]',
      "is the run a_b, which already exists",
      "give it another name",
    ],
    [
      one("x"),
      'addTerraformTests.platform["a"]',
      'must be an object, got "x"',
      "set condition and errorMessage",
    ],
    [
      one({ ...keysAreOff, condition: " " }),
      'addTerraformTests.platform["a"].condition',
      'must be an expression, got " "',
      "write it as `${…}`",
    ],
    [
      one({ ...keysAreOff, condition: "true" }),
      'addTerraformTests.platform["a"].condition',
      'must be an expression, got the string "true"',
      'write it as "${true}"',
    ],
    [
      one({ ...keysAreOff, errorMessage: "" }),
      'addTerraformTests.platform["a"].errorMessage',
      'must be a string that is not empty, got ""',
      "describe what is wrong if the assertion fails",
    ],
    [
      one({ ...keysAreOff, error_message: "x" }),
      'addTerraformTests.platform["a"].error_message',
      'unknown field. Did you mean "errorMessage"?',
      "set condition and errorMessage",
    ],
  ])("a wrong assertion is refused: %j", (assertions, path, message, fix) => {
    expect(problemsOf(assertions)).toEqual([{ path, message, from: [], fix }]);
  });

  test.each<readonly [unknown, path: string, message: string, fix: string]>([
    [1, "addTerraformTests.mocks", "must be an object, got 1", "give resources, data, remoteStates"],
    [
      { resource: {} },
      "addTerraformTests.mocks.resource",
      'unknown field. Did you mean "resources"?',
      "use one of resources, data, remoteStates",
    ],
    [{ data: 1 }, "addTerraformTests.mocks.data", "must be an object, got 1", "give attributes by type"],
    [
      { remoteStates: { network: "x" } },
      "addTerraformTests.mocks.remoteStates.network",
      'must be an object, got "x"',
      "give outputs by name",
    ],
  ])("a wrong mock is refused: mocks %j", (mocks, path, message, fix) => {
    expect(problemsOf({}, mocks)).toEqual([{ path, message, from: [], fix }]);
  });

  test("a value of another stack is refused in an assertion", () => {
    const app = new App({ outdir: tmpdir() });
    const backend = defineBackend(components, { ...given, app });
    const { functionApp, cosmos } = backend.resources;
    const named = (name: string | undefined) => ({ condition: `\${${name} != ""}`, errorMessage: "no name" });
    const call = () => {
      backend.addTerraformTests({
        platform: { app: named(functionApp.name) },
        workloads: { account: named(cosmos?.name) },
      });
    };
    expect(call).toThrow("2 problems");
    expect(call).toThrow(
      "1. addTerraformTests.platform: run app uses a value of another stack\n" +
        "     fix: use values of the platform stack, or read the value from its outputs",
    );
  });

  test("all problems are reported at once, and no file is written", () => {
    const backend = defineBackend(components, { ...given, app: new App({ outdir: tmpdir() }) });
    const wrong = { network: { a: keysAreOff, b: { condition: "", errorMessage: "" } } };
    expect(() => {
      backend.addTerraformTests(wrong);
    }).toThrow("feedback (dev): 2 problems");
    expect(() => {
      backend.addTerraformTests({ network: { a: keysAreOff } });
    }).not.toThrow();
  });
});
