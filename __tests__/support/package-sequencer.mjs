import { readFileSync } from "node:fs";
import TestSequencer from "@jest/test-sequencer";

/** A test that imports one of these needs the built package. */
const NEEDS_PACKAGE = /import \{[^}]*\b(packed|install)\b[^}]*\} from "[./]+support\/packed"/;

/**
 * The first test that needs the built package starts the run, since it builds it for all; the others that need it come last. Otherwise
 * every worker begins by waiting for the build. Files that run together follow the first: they take the longest.
 */
export default class PackageSequencer extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const needing = sorted.filter(({ path }) => NEEDS_PACKAGE.test(readFileSync(path, "utf8")));
    const [first, ...last] = needing;
    const together = sorted.filter(({ path }) => path.endsWith(".suite.cjs"));
    const placed = new Set([...needing, ...together]);
    const others = sorted.filter((test) => !placed.has(test));
    return [...(first === undefined ? [] : [first]), ...together, ...others, ...last];
  }
}
