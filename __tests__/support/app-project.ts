import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundledLibrary } from "./bundled-library";
import { recordedApp } from "./recorded-app";

const root = join(__dirname, "../..");

/** A CDKTF project of a user's in a folder of its own, with spaces in its path. */
export class AppProject {
  readonly folder = mkdtempSync(join(realpathSync(tmpdir()), "a user's project "));

  /** @param files - their text by path; a cdktf.json and this repository's packages are there already */
  constructor(files: Readonly<Record<string, string>> = {}) {
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
    this.startApp();
    this.write("src/hello.ts", 'export default () => Promise.resolve({ body: "hello" });\n');
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** The project's app is started each time, by the command of a new project. */
  startApp(): void {
    this.write("cdktf.json", JSON.stringify({ language: "typescript", app: "npx tsx main.ts" }));
  }

  /**
   * The project's app is run once for all tests that have the same, and what it wrote is repeated: for tests that are about what comes
   * after it.
   */
  recordApp(): void {
    this.write("cdktf.json", JSON.stringify({ language: "typescript", app: recordedApp("main.ts") }));
  }

  /** An app with one function in several environments. */
  writeApp(environments: readonly string[], options = "{}", end = "app.synth();"): void {
    this.write(
      "main.ts",
      `import { App } from "cdktf";
import { defineBackend, defineFunction } from ${JSON.stringify(bundledLibrary())};

const hello = defineFunction({ name: "hello", entry: "src/hello.ts", trigger: { type: "timer", schedule: "0 0 5 * * *" } });
const app = new App();
for (const environment of ${JSON.stringify(environments)})
  defineBackend({ hello }, { app, project: "shop", location: "westeurope", environment, ...${options} });
${end}
`,
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
