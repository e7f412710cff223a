import * as module from "node:module";
import { join } from "node:path";
import { run } from "../../lib/terraform/command";

const LISTENER = join(__dirname, "../../lib/terraform/app-listener.cjs");

// Node has the choice since 22.14.
const onNodeThatHasIt = "setSourceMapsSupport" in module ? test : test.skip;

onNodeThatHasIt("an app that asks for source maps gets those of its own files, not of packages", async () => {
  const source = `process.setSourceMapsEnabled(true);
console.log(JSON.stringify(require("node:module").getSourceMapsSupport()));`;
  const { stdout } = await run(process.execPath, ["--require", LISTENER, "--eval", source], {
    cwd: __dirname,
  });
  expect(JSON.parse(stdout)).toEqual({ enabled: true, nodeModules: false, generatedCode: true });
});
