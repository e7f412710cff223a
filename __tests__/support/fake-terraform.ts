import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes a program that says it is this version of Terraform, and does nothing else but what `commands` say.
 *
 * @param commands - JavaScript by Terraform's command, such as `init`
 * @returns its path
 */
export function fakeTerraform(
  folder: string,
  version: string,
  commands: Readonly<Record<string, string>> = {},
): string {
  const file = join(folder, "fake-terraform");
  const said = { version: `console.log("Terraform v" + ${JSON.stringify(version)});` };
  const cases = Object.entries({ ...said, ...commands }).map(
    ([name, code]) => `if (process.argv[2] === ${JSON.stringify(name)}) { ${code} }`,
  );
  writeFileSync(file, ["#!/usr/bin/env node", ...cases, ""].join("\n"), { mode: 0o755 });
  return file;
}
