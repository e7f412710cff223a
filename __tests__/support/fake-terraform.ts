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
  const cases = Object.entries(commands).map(
    ([name, code]) => `if (process.argv[2] === ${JSON.stringify(name)}) { ${code} }`,
  );
  if (cases.length > 0) writeFileSync(`${file}.cjs`, cases.join("\n"));
  // Every command asks for the version first, which a shell answers twenty times as fast as Node.
  const lines = ["#!/bin/sh", `if [ "$1" = version ]; then echo "Terraform v${version}"; exit; fi`];
  const program = cases.length === 0 ? [] : [`exec node "$0.cjs" "$@"`];
  writeFileSync(file, [...lines, ...program, ""].join("\n"), { mode: 0o755 });
  return file;
}
