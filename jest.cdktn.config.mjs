import { readdirSync } from "node:fs";
import config from "./jest.config.mjs";

// What an engine has a part in: constructs, tokens, aspects, and errors at synth.
const SUBJECTS = [
  "addresses",
  "ambient",
  "backends-of-app",
  "builders",
  "code-source",
  "cross-stack",
  "determinism",
  "external-constructs",
  "foreign-values",
  "ignored-tags",
  "import-from",
  "printed-notes",
  "provider-version",
  "references",
  "safeguards",
  "state",
  "tags",
  "terraform-tests",
  "transform",
];

const files = readdirSync(new URL("__tests__", import.meta.url));
const tests = SUBJECTS.flatMap((subject) => {
  const found = files.filter((file) => file.endsWith(".test.ts") && isAbout(file, subject));
  if (found.length === 0) throw new Error(`jest.cdktn.config.mjs: __tests__ has no test of "${subject}"`);
  return found;
});

/** `transform-lists.test.ts` is about `transform`. */
function isAbout(file, subject) {
  return file === `${subject}.test.ts` || file.startsWith(`${subject}-`);
}

/**
 * The tests of the engine's part, on its maintained fork. What both engines write for any options is compared byte
 * by byte by engines.test.ts, so all other tests run on one of them.
 *
 * @type {import("jest").Config}
 */
export default {
  ...config,
  moduleNameMapper: { ...config.moduleNameMapper, "^cdktf$": "cdktn", "^cdktf/(.*)$": "cdktn/$1" },
  testMatch: [...new Set(tests)].map((file) => `<rootDir>/__tests__/${file}`),
};
