import { readdirSync } from "node:fs";
import { join } from "node:path";
import makePackageFolder from "../../support/make-package-folder";
import { PROVIDER_VERSION } from "../../../lib/provider/version";
import { findProvider } from "../../../lib/terraform/provider";
import { program } from "../../support/terraform-program";
import { OTHER_PROVIDERS } from "./rungs";

/**
 * Looks for the provider once, for the earlier one that is upgraded from and for the next major, and tells every test file by the environment. Without
 * the provider it ends here, and names what it skips: loading every file for that takes half a minute.
 */
export default async function findProviderOnce(): Promise<void> {
  const found = await findProvider(PROVIDER_VERSION, program);
  if ("reason" in found) {
    const files = readdirSync(join(__dirname, "..")).filter((file) => file.endsWith(".test.ts"));
    const names = files.map((file) => `  ${file}\n`).join("");
    process.stderr.write(`SKIPPED test:terraform, ${files.length} files:\n${names}${found.reason}\n`);
    process.exit(0);
  }
  makePackageFolder();
  process.env["TERRAFORM_STAGE_CLI_CONFIG"] = found.cliConfigFile;
  process.env["TERRAFORM_STAGE_FOLDER"] = found.folder;
  for (const [name, { version }] of Object.entries(OTHER_PROVIDERS)) {
    const other = await findProvider(version, program);
    if ("reason" in other) {
      process.env[`TERRAFORM_STAGE_${name}_SKIPPED`] = other.reason;
      continue;
    }
    process.env[`TERRAFORM_STAGE_${name}_CLI_CONFIG`] = other.cliConfigFile;
    process.env[`TERRAFORM_STAGE_${name}_FOLDER`] = other.folder;
  }
}
