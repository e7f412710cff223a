import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Outcome, run } from "../../lib/terraform/command";

const root = join(__dirname, "../..");

/** The example that brings a Terraform module, in a folder of its own: the repository's `.gen` is the user's. */
export class ModuleProject {
  readonly folder = mkdtempSync(join(tmpdir(), "module-project-"));

  constructor() {
    mkdirSync(join(this.folder, ".gen"));
    for (const each of ["cdktf.json", "tsconfig.json", "scripts/cdktf.mjs", "examples"])
      cpSync(join(root, each), join(this.folder, each), { recursive: true });
    for (const each of ["lib", "node_modules"])
      symlinkSync(join(root, each), join(this.folder, each), "junction");
  }

  /** The file of the example. */
  get file(): string {
    return join(this.folder, "examples/terraform-module/main.ts");
  }

  /** Generates the bindings, as `npm run get` does. */
  get(): Promise<Outcome> {
    return this.node("scripts/cdktf.mjs", "get");
  }

  /** Runs a script of the project, or of a package, in its folder. */
  node(script: string, ...args: readonly string[]): Promise<Outcome> {
    return run(process.execPath, [script, ...args], {
      cwd: this.folder,
      environment: {
        CHECKPOINT_DISABLE: "1",
        CDKTF_LOG_FILE_DIRECTORY: this.folder,
        CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      },
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
