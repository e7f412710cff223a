import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import removePackageFolder from "../../support/remove-package-folder";
import { OTHER_PROVIDERS } from "./rungs";
import { accepted, acceptedLine } from "../../../lib/stand-in/arm-schemas/accepted";

/** Says at the very end what was done, and what was not: a skipped stage is not a passed one. */
export default function report(): void {
  removePackageFolder();
  const { TERRAFORM_STAGE_FOLDER: folder } = process.env;
  for (const [name, { test }] of Object.entries(OTHER_PROVIDERS)) {
    const reason = process.env[`TERRAFORM_STAGE_${name}_SKIPPED`];
    const other = process.env[`TERRAFORM_STAGE_${name}_FOLDER`];
    if (reason !== undefined) process.stderr.write(`\nSKIPPED ${test}.test.ts. ${reason}\n`);
    if (other !== undefined) rmSync(other, { recursive: true, force: true });
  }
  if (folder === undefined) return;
  const lines = join(folder, "report.txt");
  if (existsSync(lines)) process.stderr.write(`\n${readFileSync(lines, "utf8")}${neverMet(folder)}`);
  rmSync(folder, { recursive: true, force: true });
}

/** Accepted findings of the provider that the whole stage has not met: they can go. A part of the stage says nothing. */
function neverMet(folder: string): string {
  const deployed = readFileSync(join(folder, "report.txt"), "utf8").split("\n").length - 1;
  const files = readdirSync(join(__dirname, "..")).filter((file) =>
    /^(deploy|example|recipe)-.*\.test\.ts$/.test(file),
  );
  if (deployed < files.length) return "";
  const met = new Set(readFileSync(join(folder, "accepted.txt"), "utf8").split("\n"));
  const never = accepted.map(acceptedLine).filter((line) => !met.has(line));
  if (never.length === 0) return "";
  return `accepted in lib/stand-in/arm-schemas/accepted.ts, and met nowhere: ${never.join("; ")}\n`;
}
