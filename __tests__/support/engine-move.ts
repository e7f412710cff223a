import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devDependencies, version } from "../../package.json";
import { writePackageForFork } from "../../scripts/cdktn/package";
import { execute, manifestIn, npm, packed, root } from "./packed";

export const FORK = "cdktn-azure-backend";
export const guide = readFileSync(join(root, "docs/guides/engines.md"), "utf8");

/** The package on cdktn, as it is published. */
export interface BuiltFork {
  /** What the package on cdktf holds, and what this one holds. */
  readonly original: string;
  readonly built: string;
  readonly tarball: string;
}

/** Builds the package on cdktn into a folder, from the one that is packed for all tests. */
export async function builtFork(home: string): Promise<BuiltFork> {
  const original = join(home, "original");
  const built = join(home, "package");
  await execute("tar", ["-xzf", (await packed()).tarball, "-C", home]);
  renameSync(built, original);
  writePackageForFork(original, built);
  await npm(built, "pack", "--pack-destination", home);
  return { original, built, tarball: join(home, `${FORK}-${manifestIn(built).version}.tgz`) };
}

/** The commands of the guide that move a project: they install, and they replace names. */
export function stepsOfGuide(): { readonly install: string; readonly rename: string } {
  const [, section = ""] = /^## Move from cdktf to cdktn\n([^]*?)^## /m.exec(guide) ?? [];
  const [install, rename] = [...section.matchAll(/^ {3}```sh\n([^]*?)^ {3}```$/gm)].map(
    ([, text = ""]) => text,
  );
  if (install === undefined || rename === undefined) throw new Error("engines.md has no steps any more");
  return { install, rename };
}

/** Runs commands of a guide as a user does: in a shell that stops at the first failure. */
export function runSteps(folder: string, steps: string): void {
  execFileSync("bash", ["-euc", steps], { cwd: folder, stdio: "pipe" });
}

const MAIN = `import { App } from "cdktf";
import { defineBackend, defineCrudApi, defineFunction } from "cdktf-azure-backend";

const orders = defineCrudApi({ name: "orders", entityName: "Order", partitionKey: "/id", schema: { total: "number" } });
const upload = defineFunction({
  name: "upload",
  entry: "./src/upload.ts",
  trigger: { type: "blob", path: "uploads/{name}" },
});
const app = new App();
for (const environment of ["dev", "prod"] as const)
  defineBackend({ orders, upload }, { app, environment, project: "shop", location: "eastus2" });
app.synth();
`;

/** A user's project on cdktf, in a folder of its own, that can be moved to cdktn as the guide says. */
export class MovingProject {
  readonly folder = join(mkdtempSync(join(realpathSync(tmpdir()), "moving-")), "shop");
  readonly file = join(this.folder, "main.ts");

  async install(): Promise<void> {
    mkdirSync(join(this.folder, "src"), { recursive: true });
    const write = (name: string, text: string): void => {
      writeFileSync(join(this.folder, name), text);
    };
    const engine = ["@cdktf/provider-azurerm", "cdktf", "constructs", "tsx"] as const;
    const dependencies = Object.fromEntries(engine.map((name) => [name, devDependencies[name]]));
    const library = { "cdktf-azure-backend": `file:${(await packed()).tarball}` };
    write(
      "package.json",
      JSON.stringify({ name: "shop", private: true, dependencies: { ...dependencies, ...library } }),
    );
    write("cdktf.json", JSON.stringify({ language: "typescript", app: "npx tsx main.ts" }));
    write(".gitignore", "node_modules\n");
    write("main.ts", MAIN);
    write("src/upload.ts", "export default () => undefined;\n");
    runSteps(this.folder, "git init --quiet && git add .");
    await npm(this.folder, "install", "--prefer-offline", "--no-audit", "--no-fund");
  }

  /** Runs the steps of the guide, with a package that is not published. */
  async move(): Promise<void> {
    const { tarball } = await builtFork(join(this.folder, ".."));
    const { install, rename } = stepsOfGuide();
    const published = `${FORK}@${version}`;
    if (!install.includes(published)) throw new Error(`engines.md does not install ${published}`);
    runSteps(this.folder, install.replace(published, tarball));
    runSteps(this.folder, rename);
  }

  remove(): void {
    rmSync(join(this.folder, ".."), { recursive: true });
  }
}
