import { readFileSync } from "node:fs";
import TestSequencer from "@jest/test-sequencer";

/** A test that imports one of these needs the built package. */
const NEEDS_PACKAGE = /import \{[^}]*\b(packed|install)\b[^}]*\} from "[./]+support\/packed"/;

/**
 * The first test that needs the built package starts the run, since it builds it for all; the others that need it come last. Otherwise
 * every worker begins by waiting for the build.
 */
export default class PackageSequencer extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const [first, ...others] = sorted.filter(({ path }) => NEEDS_PACKAGE.test(readFileSync(path, "utf8")));
    if (first === undefined) return sorted;
    const last = new Set(others);
    return [first, ...sorted.filter((test) => test !== first && !last.has(test)), ...others];
  }
}
