import { readFileSync } from "node:fs";
import TestSequencer from "@jest/test-sequencer";

/** A test that imports one of these needs the built package. */
const NEEDS_PACKAGE = /import \{[^}]*\b(packed|install)\b[^}]*\} from "[./]+support\/packed"/;

/** A test that starts programs takes longest, whatever its size: Jest goes by the size of what it has not run before. */
const STARTS_PROGRAMS =
  /from "[./]+support\/(?:app-project|interrupted-tool|packed|plain-stacks|released|tool|user-project|packaged)"|\bspawn(?:Sync)?\(|\bexecFile(?:Sync)?\(/;

/**
 * The first test that needs the built package starts the run, since it builds it for all. Files that run together follow: they take the
 * longest, and by their end it is built. Otherwise every worker would begin by waiting for the build. Short tests come last, so that all
 * workers end at about the same time.
 */
export default class PackageSequencer extends TestSequencer {
  sort(tests) {
    const rest = new Map(super.sort(tests).map((test) => [test, readFileSync(test.path, "utf8")]));
    const take = (isNext) => {
      const taken = [...rest].filter(([test, text]) => isNext(text, test)).map(([test]) => test);
      for (const test of taken) rest.delete(test);
      return taken;
    };
    const [first, ...needing] = take((text) => NEEDS_PACKAGE.test(text));
    const together = take((_text, { path }) => path.endsWith(".suite.cjs"));
    const starting = take((text) => STARTS_PROGRAMS.test(text));
    return [...(first === undefined ? [] : [first]), ...together, ...needing, ...starting, ...rest.keys()];
  }
}
