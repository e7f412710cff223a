// Nothing of the engine is loaded here: what is about text, requests or plain data does without it.

// What a terminal, a pipeline or a login of the machine says to the tool is not what a test is about: one that is sets it.
const AMBIENT = [
  "ARM_SUBSCRIPTION_ID",
  "AZURE_SUBSCRIPTION_ID",
  "AZURE_TENANT_ID",
  "BACKEND_ENVIRONMENT",
  "BUILD_BUILDID",
  "CDKTF_CONTEXT_JSON",
  "CI",
  "CI_JOB_ID",
  "FORCE_COLOR",
  "GITHUB_RUN_ID",
  "NO_COLOR",
];
for (const name of AMBIENT) Reflect.deleteProperty(process.env, name);

// Every token of the engine captures a whole stack trace, which source maps make a hundred times slower.
// One engine captures by the first function, the other by the second.
jest.mock("cdktf/lib/tokens/private/stack-trace", () => ({
  captureStackTrace: () => [],
  captureCreationStack: () => [],
}));

// The engine runs `terraform version` for each stack with a resource that earlier versions lack: one in every backend.
// That took half of a synth's time, and no test needs Terraform.
jest.mock("cdktf/lib/validations/validate-binary-version", () => ({
  ValidateBinaryVersion: class {
    validate(): readonly string[] {
      return [];
    }
  },
}));

// The engine loads it for assets that are archives, which no test makes.
jest.mock("archiver", () => {
  const load = (): ((...args: unknown[]) => unknown) => jest.requireActual("archiver");
  return (...args: unknown[]) => load()(...args);
});

// Components of tests have no source files, unless a test is about them: it unmocks this.
jest.mock("../../lib/components/missing-entries", () => ({
  ...jest.requireActual<object>("../../lib/components/missing-entries"),
  missingEntries: () => [],
}));

// What is printed would hide what fails.
jest.mock("../../lib/decide/print-notes", () => ({ printNotes: jest.fn() }));

// A test that expects nothing passes whatever happens: a loop over an empty list, for one.
beforeEach(() => {
  expect.hasAssertions();
});
