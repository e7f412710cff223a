import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** cdktf-cli 0.21 loads a terminal module that is prebuilt up to Node 23, and stops with MODULE_NOT_FOUND after it. */
const FIRST_UNSUPPORTED = 24;

const major = Number(process.versions.node.split(".")[0]);
if (major >= FIRST_UNSUPPORTED) {
  const words = process.argv.slice(2).map((word) => (/^[\w./:=-]+$/.test(word) ? word : `'${word}'`));
  console.error(
    `cdktf-cli 0.21 does not run on Node ${process.versions.node}. Use Node 20 or 22 for its commands:\n` +
      `  npx --package node@22 --call "npm run cdktf -- ${words.join(" ")}"\n` +
      "Or do without it: `npm run synth` writes the same files on any Node, and Terraform runs in each of\n" +
      "cdktf.out/stacks/<stack>, network first, then platform, then workloads.",
  );
  process.exit(1);
}

const require = createRequire(import.meta.url);
const packageFile = require.resolve("cdktf-cli/package.json");
const cli = join(dirname(packageFile), require(packageFile).bin.cdktf);
const { status } = spawnSync(process.execPath, [cli, ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);
