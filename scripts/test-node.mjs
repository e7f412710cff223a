/**
 * Runs a representative part of the tests under other versions of Node, one after another:
 *
 *   npm run test:node -- <path to a node executable> [...]
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, resolve } from "node:path";

/** What depends on Node most: synth, bundles and what is started in processes of its own. */
const TESTS = ["__tests__/backend", "__tests__/packaging", "__tests__/cli", "__tests__/repository/examples"];

const jest = createRequire(import.meta.url).resolve("jest/bin/jest");
const nodes = process.argv.slice(2).map((path) => resolve(path));
const missing = nodes.filter((node) => !existsSync(node));
if (nodes.length === 0 || missing.length > 0) {
  console.error(
    missing.length > 0
      ? `not found: ${missing.join(", ")}`
      : "npm run test:node -- <path to a node executable> [...]",
  );
  process.exit(2);
}

const failed = nodes.filter((node) => {
  // Apps that the tests start find the same Node.
  const PATH = [dirname(node), process.env.PATH].join(delimiter);
  const options = { stdio: "inherit", env: { ...process.env, PATH } };
  spawnSync(node, ["--print", "`Node ${process.version}`"], options);
  return spawnSync(node, [jest, ...TESTS], options).status !== 0;
});
if (failed.length > 0) console.error(`failed: ${failed.join(", ")}`);
process.exit(failed.length > 0 ? 1 : 0);
