import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bindingsVersion } from "../../../lib/provider/bindings-version";
import makePackageFolder from "../../support/make-package-folder";
import { findProvider } from "../../../lib/terraform/provider";

/**
 * Looks for the provider once, and for the earlier one that is upgraded from, and tells every test file by the environment. Without
 * the provider it ends here, and names what it skips: loading every file for that takes half a minute.
 */
export default async function findProviderOnce(): Promise<void> {
  const found = await findProvider();
  if ("reason" in found) {
    const files = readdirSync(join(__dirname, "..")).filter((file) => file.endsWith(".test.ts"));
    const names = files.map((file) => `  ${file}\n`).join("");
    process.stderr.write(`SKIPPED test:terraform, ${files.length} files:\n${names}${found.reason}\n`);
    process.exit(0);
  }
  makePackageFolder();
  process.env["TERRAFORM_STAGE_CLI_CONFIG"] = found.cliConfigFile;
  process.env["TERRAFORM_STAGE_FOLDER"] = found.folder;
  const earlier = await findProvider(bindingsVersion);
  if ("reason" in earlier) {
    process.env["TERRAFORM_STAGE_EARLIER_SKIPPED"] = earlier.reason;
    return;
  }
  process.env["TERRAFORM_STAGE_EARLIER_CLI_CONFIG"] = earlier.cliConfigFile;
  process.env["TERRAFORM_STAGE_EARLIER_FOLDER"] = earlier.folder;
}
