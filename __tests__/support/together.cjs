const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const tests = join(__dirname, "..");

/**
 * Folders whose tests share one loaded library, by the suite of `__tests__/together` that runs them. Loading it takes longer than most
 * files of tests do. Each suite takes about as long as another.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const folders = {
  edge: ["services/api-management", "services/b2c", "services/cdn", "services/container-registry"],
  app: ["services/function-app", "services/key-vault", "services/monitoring", "services/safeguards"],
  data: [
    "services/cosmos",
    "services/event-grid",
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
    "policies",
    "provider",
    "review",
    "rights",
    "scan",
    "settings",
    "specification",
  ],
  stacks: ["backend", "eject", "stacks", "terraform-tests"],
  "stand-in": ["stand-in"],
  runtime: ["runtime"],
};

/** What a test file does to the modules, the timers, the snapshots or the memory of its suite: it runs alone. */
const ALONE =
  /\bjest\.(?:mock|unmock|doMock|dontMock|resetModules|isolateModules|useFakeTimers|setTimeout)\b|\btoMatch(?:Inline)?Snapshot\b|\bheapUsed\b/;

/** @type {(folder: string) => readonly string[]} */
const testsIn = (folder) =>
  readdirSync(join(tests, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => join(tests, folder, file))
    .filter((file) => !ALONE.test(readFileSync(file, "utf8")))
    .sort();

/** The files of tests that a suite runs, by its name. */
const together = Object.fromEntries(
  Object.entries(folders).map(([suite, each]) => [suite, each.flatMap(testsIn)]),
);

module.exports = { together };
