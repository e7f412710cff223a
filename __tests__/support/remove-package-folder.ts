import { rmSync } from "node:fs";
import { PACKAGE_FOLDER } from "./package-folder";

export default function removePackageFolder(): void {
  const folder = process.env[PACKAGE_FOLDER];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
