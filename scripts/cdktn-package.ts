import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePackageForFork } from "./cdktn/package";

/** Writes the package on cdktn into dist-cdktn: npm packs and publishes it from there. */
const root = join(__dirname, "..");
const into = join(root, "dist-cdktn");
const work = mkdtempSync(join(tmpdir(), "cdktn-package-"));
try {
  const shell = process.platform === "win32";
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", work], {
    cwd: root,
    shell,
    encoding: "utf8",
  });
  const tarball = packed.trim().split("\n").at(-1) ?? "";
  execFileSync("tar", ["-xzf", join(work, tarball), "-C", work]);
  if (existsSync(into)) rmSync(into, { recursive: true });
  mkdirSync(into);
  writePackageForFork(join(work, "package"), into);
} finally {
  rmSync(work, { recursive: true });
}
