import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Says at the very end what was done, and what was not: a skipped stage is not a passed one. */
export default function report(): void {
  const { TERRAFORM_STAGE_SKIPPED: reason, TERRAFORM_STAGE_FOLDER: folder } = process.env;
  if (reason !== undefined) process.stderr.write(`\nSKIPPED test:terraform. ${reason}\n`);
  if (folder === undefined) return;
  const lines = join(folder, "report.txt");
  if (existsSync(lines)) process.stderr.write(`\n${readFileSync(lines, "utf8")}`);
  rmSync(folder, { recursive: true, force: true });
}
