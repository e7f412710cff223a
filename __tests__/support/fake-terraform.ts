import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a command says: the same for each stack, but for those of the roles that are named. */
interface Says {
  readonly says: string;
  readonly byRole?: Readonly<Record<string, string>>;
}

/**
 * Writes a program that says it is this version of Terraform, and does nothing else but what `commands` say.
 *
 * @param commands - JavaScript, or what is said, by Terraform's command, such as `init`. A shell says something, which takes a
 * twentieth of the time that Node takes to start
 * @returns its path
 */
export function fakeTerraform(
  folder: string,
  version: string,
  commands: Readonly<Record<string, string | Says>> = {},
): string {
  const file = join(folder, "fake-terraform");
  const lines = ["#!/bin/sh", `if [ "$1" = version ]; then echo "Terraform v${version}"; exit; fi`];
  const programs: string[] = [];
  for (const [name, what] of Object.entries(commands)) {
    if (typeof what === "string")
      programs.push(`if (process.argv[2] === ${JSON.stringify(name)}) { ${what} }`);
    else lines.push(saying(file, name, what));
  }
  if (programs.length > 0) {
    writeFileSync(`${file}.cjs`, programs.join("\n"));
    lines.push(`exec node "$0.cjs" "$@"`);
  }
  writeFileSync(file, [...lines, ""].join("\n"), { mode: 0o755 });
  return file;
}

/** The line of the shell, once what it says is in files. */
function saying(file: string, command: string, { says, byRole = {} }: Says): string {
  writeFileSync(`${file}.${command}`, `${says}\n`);
  const roles = Object.entries(byRole).map(([role, text]) => {
    writeFileSync(`${file}.${command}.${role}`, `${text}\n`);
    return `*-${role}) cat "$0.${command}.${role}" ;; `;
  });
  return `if [ "$1" = ${command} ]; then case "$PWD" in ${roles.join("")}*) cat "$0.${command}" ;; esac; exit; fi`;
}
