import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");

/** A project of a user's, with the one package that handlers are registered with. */
export function userProject(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  for (const each of ["@azure/functions", ...DEPENDENCIES])
    cpSync(join(root, "node_modules", each), join(folder, "node_modules", each), { recursive: true });
  return folder;
}

const { dependencies } = JSON.parse(
  readFileSync(join(root, "node_modules/@azure/functions/package.json"), "utf8"),
) as { readonly dependencies: Readonly<Record<string, string>> };
const DEPENDENCIES = Object.keys(dependencies).filter((each) => existsSync(join(root, "node_modules", each)));
