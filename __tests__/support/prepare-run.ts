import makePackageFolder from "./make-package-folder";

/** Before the first test of a run. */
export default function prepareRun(): void {
  makePackageFolder();
  // Terraform, esbuild and the compiler end within seconds: what they collect as garbage takes a third of their time.
  process.env["GOGC"] ??= "off";
  process.env["GOMEMLIMIT"] ??= "1GiB";
}
