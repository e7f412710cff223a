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
    [[], "addTerraformTests", "must be an object, got []", "give assertions by stack"],
    [
      { platfrom: {} },
      "addTerraformTests.platfrom",
      'is no stack. Did you mean "platform"?',
      "use one of network, platform, workloads",
    ],
    [{ network: [] }, "addTerraformTests.network", "must be an object, got []", "give assertions by name"],
    [
      { network: { " ": keysAreOff } },
      'addTerraformTests.network[" "]',
      "has no name",
      "say what has to be so",
    ],
    [
      { network: { "the stack applies": keysAreOff } },
      'addTerraformTests.network["the stack applies"]',
      "is run the_stack_applies, which every stack has",
      "give it another name",
    ],
    [
      { platform: { taken: keysAreOff } },
      'addTerraformTests.platform["taken"]',
      "is run taken, which is there already",
      "give it another name",
    ],
    [
      { network: { "a b": keysAreOff, a_b: keysAreOff } },
      'addTerraformTests.network["a_b"]',
      "is run a_b, which is there already",
      "give it another name",
    ],
    [
      one("x"),
      'addTerraformTests.platform["a"]',
      'must be an object, got "x"',
      "give condition and errorMessage",
    ],
    [
      one({ ...keysAreOff, condition: " " }),
      'addTerraformTests.platform["a"].condition',
      'takes an expression, got " "',
      "write it as `${…}`",
    ],
    [
      one({ ...keysAreOff, condition: "true" }),
      'addTerraformTests.platform["a"].condition',
      'is text and no expression: "true"',
      'write it as "${true}"',
    ],
    [
      one({ ...keysAreOff, errorMessage: "" }),
      'addTerraformTests.platform["a"].errorMessage',
      'takes text, got ""',
      "say what is wrong when it fails",
    ],
    [
      one({ ...keysAreOff, error_message: "x" }),
      'addTerraformTests.platform["a"].error_message',
      'is no field. Did you mean "errorMessage"?',
      "give condition and errorMessage",
    ],
  ])("a wrong assertion is refused: %j", (assertions, path, message, fix) => {
    expect(problemsOf(assertions)).toEqual([{ path, message, from: [], fix }]);
  });

  test.each<readonly [unknown, path: string, message: string, fix: string]>([
    [1, "addTerraformTests.mocks", "must be an object, got 1", "give resources, data, remoteStates"],
    [
      { resource: {} },
      "addTerraformTests.mocks.resource",
      'is no field. Did you mean "resources"?',
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
        "     fix: speak of what is in the platform stack, or read the value from its outputs",
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
