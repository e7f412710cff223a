import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { clonesIn } from "./facts/clones";
import { readAgain } from "./facts/read-again";
import { factTables } from "./facts/tables";
import { webPages } from "./facts/web-page";

const HELP = `Reads tables of facts again, and prints what has changed.

npm run facts -- [<table> ...] [--from <folder>] [--online] [--write]

--from    a folder with clones of the sources, each as <owner>/<repository>
--online  also reads pages of the web
--write   writes the tables
tables:   ${factTables.map(({ name }) => name).join(", ")}`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: "string" },
      online: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const names = factTables.map(({ name }) => name);
  if (positionals.some((name) => !names.includes(name)) || (values.from === undefined && !values.online)) {
    console.error(HELP);
    process.exitCode = 2;
    return;
  }
  const sources = {
    clones: clonesIn(values.from),
    page: values.online ? webPages() : undefined,
    today: new Date().toISOString().slice(0, "2026-01-01".length),
  };
  for (const table of factTables) {
    if (positionals.length > 0 && !positionals.includes(table.name)) continue;
    const file = join(__dirname, "..", table.file);
    const { lines, text } = await readAgain(table, readFileSync(file, "utf8"), sources);
    console.log([`${table.name} (${table.file})`, ...lines.map((line) => `  ${line}`)].join("\n"));
    if (values.write && text !== undefined) writeFileSync(file, await formatted(text, file));
  }
}

/** As `npm run lint` wants it. */
async function formatted(text: string, file: string): Promise<string> {
  const { format, resolveConfig } = await import("prettier");
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

void main();
