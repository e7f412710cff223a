import { rmSync } from "node:fs";

/** Says at the very end what was not run: a skipped stage is not a passed one. */
export default function report(): void {
  const { TERRAFORM_STAGE_SKIPPED: reason, TERRAFORM_STAGE_FOLDER: folder } = process.env;
  if (reason !== undefined) process.stderr.write(`\nSKIPPED test:terraform. ${reason}\n`);
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
