const { existsSync, readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const tests = join(__dirname, "..");

/**
 * Folders and files of tests that share one loaded library, by the suite of `__tests__/together` that runs them. Loading it takes longer than most
 * files of tests do. Each suite takes about as long as another.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const folders = {
  edge: ["services/api-management", "services/b2c", "services/cdn", "services/container-registry"],
  app: [
    "services/function-app",
    "services/key-vault",
    "services/monitoring",
    "services/people",
    "services/safeguards",
  ],
  data: [
    "services/cosmos",
    "services/event-grid",
    "services/event-hubs",
    "services/redis",
    "services/service-bus",
    "services/storage",
  ],
  network: ["services/networking"],
  components: ["components"],
  decide: ["decide"],
  facts: [
    "access",
    "azure",
    "cost",
    "difference",
    "guard",
    "drift",
    "kit",
    "pipeline",
    "policies",
    "provider",
    "review",
    "rights",
    "scan",
    "settings",
    "specification",
  ],
  stacks: ["backend", "eject", "invariants", "stacks", "terraform-tests"],
  "stand-in": ["stand-in"],
  runtime: ["runtime"],
  release: ["release"],
  deployment: ["deployment"],
  documents: [
    "cli/new-files",
    "cli/program",
    "cli/wrapped",
    "facts",
    "local/settings",
    "repository/acceptance",
    "repository/assistants",
    "repository/issue-forms",
    "repository/licenses",
    "repository/lock-file",
    "repository/published-fields",
    "repository/published-keys",
    "repository/recipes",
    "repository/release-notes",
    "repository/shipped-documents",
    "repository/troubleshooting",
    "repository/versions",
    "repository/workflows",
    "services/bad-options",
    "services/direction",
    "services/outputs",
    "services/resources",
    "user-flows",
  ],
  // The others run the tool and the app as processes for most of their time.
  tool: [
    "cli/bootstrap",
    "cli/columns",
    "cli/data-age",
    "cli/deployment",
    "cli/doctor",
    "cli/doctor-login",
    "cli/doctor-names",
    "cli/doctor-online",
    "cli/doctor-rights",
    "cli/eject",
    "cli/opentofu",
    "cli/patch",
    "cli/pipeline",
    "cli/sarif",
    "cli/scan",
    "cli/terraform-program",
  ],
};

/**
 * What an engine has a part in: constructs, tokens, aspects, and errors at synth. Run again on the other engine, in two suites for two
 * cores.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const withEngine = {
  "engine-transform": [
    "stacks/transform/fields",
    "stacks/transform/held",
    "stacks/transform/lists",
    "stacks/transform/transform",
  ],
  "engine-others": [
    "azure/tags",
    "backend/addresses",
    "backend/determinism",
    "components/references",
    "decide/backends-of-app",
    "decide/environments/ambient",
    "decide/existing/constructs",
    "decide/imports/import-from",
    "decide/printed-notes",
    "kit/role-assignment",
    "kit/template-deployment",
    "provider/version",
    "services/cosmos/build",
    "services/function-app/build",
    "services/function-app/code-source",
    "services/function-app/network",
    "services/key-vault/build",
    "services/networking/build",
    "services/safeguards/service",
    "services/storage/build",
    "stacks/cross-stack",
    "stacks/diagnostic-settings",
    "stacks/foreign-values",
    "stacks/ignored-tags",
    "stacks/read-outputs",
    "stacks/state",
    "terraform-tests/test-files",
  ],
};

/** What a test file does to the modules, the timers, the snapshots or the memory of its suite: it runs alone. */
const ALONE =
  /\bjest\.(?:mock|unmock|doMock|dontMock|resetModules|isolateModules|useFakeTimers|setTimeout)\b|\btoMatch(?:Inline)?Snapshot\b|\bheapUsed\b/;

/** @type {(name: string) => readonly string[]} */
const filesIn = (name) => {
  const file = join(tests, `${name}.test.ts`);
  if (existsSync(file)) return [file];
  return readdirSync(join(tests, name), { recursive: true, encoding: "utf8" })
    .filter((each) => each.endsWith(".test.ts"))
    .map((each) => join(tests, name, each));
};

/** @type {(name: string) => readonly string[]} */
const testsIn = (name) =>
  filesIn(name)
    .filter((file) => !ALONE.test(readFileSync(file, "utf8")))
    .sort();

/** @type {(suites: Readonly<Record<string, readonly string[]>>) => Readonly<Record<string, readonly string[]>>} */
const filesOf = (suites) =>
  Object.fromEntries(
    Object.entries(suites).map(([suite, each]) => [suite, each.flatMap((name) => testsIn(name))]),
  );

/** The files of tests that a suite runs, by its name. */
const together = filesOf(folders);

/** The same of the suites that run on the other engine. */
const engineTogether = filesOf(withEngine);

const all = Object.values(withEngine).flatMap((names) => names.flatMap((name) => filesIn(name)));
const shared = new Set(Object.values(engineTogether).flat());

/** Those that run alone on the other engine. */
const engineAlone = all.filter((file) => !shared.has(file));

module.exports = { together, engineTogether, engineAlone };
