import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE_FOLDER } from "./package-folder";

/** Makes the folder in which the first test that needs the package builds it, for all tests of this run. */
export default function makePackageFolder(): void {
  process.env[PACKAGE_FOLDER] = mkdtempSync(join(tmpdir(), "package-"));
}
