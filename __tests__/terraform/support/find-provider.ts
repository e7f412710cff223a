import { BINDINGS_VERSION } from "../../../lib/provider/version";
import makePackageFolder from "../../support/make-package-folder";
import { findProvider } from "../../../lib/terraform/provider";

/** Looks for the provider once, and for the earlier one that is upgraded from, and tells every test file by the environment. */
export default async function findProviderOnce(): Promise<void> {
  makePackageFolder();
  const found = await findProvider();
  if ("reason" in found) {
    process.env["TERRAFORM_STAGE_SKIPPED"] = found.reason;
    return;
  }
  process.env["TERRAFORM_STAGE_CLI_CONFIG"] = found.cliConfigFile;
  process.env["TERRAFORM_STAGE_FOLDER"] = found.folder;
  const earlier = await findProvider(BINDINGS_VERSION);
  if ("reason" in earlier) {
    process.env["TERRAFORM_STAGE_EARLIER_SKIPPED"] = earlier.reason;
    return;
  }
  process.env["TERRAFORM_STAGE_EARLIER_CLI_CONFIG"] = earlier.cliConfigFile;
  process.env["TERRAFORM_STAGE_EARLIER_FOLDER"] = earlier.folder;
}
