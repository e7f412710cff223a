import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Initialisation } from "./stack-commands";
import type { StackFile } from "./without-backend";

/** Terraform's own name for it, in the folder of each stack. */
export const LOCK_FILE = ".terraform.lock.hcl";

/** Where a project keeps its lock files, to be committed. */
export const LOCK_FOLDER = "terraform-locks";

/** Where lock files are kept, and who may change them. */
export interface LockFileOptions {
  /** Of the project; what is below it is committed. */
  readonly folder: string;
  /** Providers of OpenTofu come from another registry, so that they have lock files of their own. */
  readonly isOpenTofu: boolean;
  /** In CI a lock file is used as it was committed. */
  readonly readOnly: boolean;
  /** Hears of a lock file that is new or has changed, by its path in the project. */
  readonly onWritten: (path: string) => void;
}

/**
 * The lock files of a project. `cdktf.out` is not committed, so they are kept beside it: one for each set of providers,
 * since most stacks and environments require the same.
 */
export class LockFiles {
  constructor(private readonly options: LockFileOptions) {}

  /** The committed file of a stack, by its path in the project. */
  pathOf(stackFolder: string): string {
    return join(LOCK_FOLDER, this.nameOf(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8")));
  }

  /**
   * Puts the committed file into a stack's folder, and takes back what `terraform init` makes of it.
   *
   * @throws Error where it is read only and there is none
   */
  initialisation(stackFolder: string): Initialisation {
    const { readOnly } = this.options;
    const isThere = this.place(stackFolder);
    if (!readOnly)
      return {
        args: [],
        onDone: () => {
          this.keep(stackFolder);
        },
      };
    if (isThere || !this.needsProviders(stackFolder)) return { args: ["-lockfile=readonly"] };
    throw new Error(
      `${this.pathOf(stackFolder)} does not exist, and CI does not create it: run "npx cdktf-azure-backend lock-providers" on your own ` +
        "machine, and commit what it writes.",
    );
  }

  private needsProviders(stackFolder: string): boolean {
    return this.pathOf(stackFolder) !== join(LOCK_FOLDER, LOCK_FILE);
  }

  /** SHA-256 of the committed file of a stack, whatever its line ends; null where there is none. */
  hashOf(stackFolder: string): string | null {
    const text = textOf(join(this.options.folder, this.pathOf(stackFolder)));
    return text === undefined
      ? null
      : createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
  }

  /** Copies the committed file into a stack's folder. @returns whether there is one */
  place(stackFolder: string): boolean {
    this.remove(stackFolder);
    const committed = join(this.options.folder, this.pathOf(stackFolder));
    if (!existsSync(committed)) return false;
    copyFileSync(committed, join(stackFolder, LOCK_FILE));
    return true;
  }

  /** Removes the lock file from a stack's folder, where nobody commits it. */
  remove(stackFolder: string): void {
    rmSync(join(stackFolder, LOCK_FILE), { force: true });
  }

  /** Takes over the lock file that Terraform has written in a stack's folder; a stack without providers has none. */
  keep(stackFolder: string): void {
    const inStack = join(stackFolder, LOCK_FILE);
    const path = this.pathOf(stackFolder);
    const committed = join(this.options.folder, path);
    if (!existsSync(inStack) || textOf(committed) === textOf(inStack)) return;
    mkdirSync(dirname(committed), { recursive: true });
    copyFileSync(inStack, committed);
    this.options.onWritten(path);
  }

  /** `azurerm-4.81.0.terraform.lock.hcl`: says what it locks, and is the same for all stacks that require the same. */
  private nameOf(stackText: string): string {
    const { terraform, module: modules = {} } = JSON.parse(stackText) as StackFile;
    const providers = Object.entries(terraform.required_providers ?? {})
      .map(([name, { source = name, version = "" }]) => `${shortSource(source)}-${version}`)
      .sort();
    const sources = Object.values(modules)
      .map(({ source = "", version = "" }) => `${source} ${version}`)
      .sort();
    // Modules require providers that the stack does not name.
    const withModules = sources.length === 0 ? [] : [`modules-${shortHash(sources.join("\n"))}`];
    const parts = [...(this.options.isOpenTofu ? ["opentofu"] : []), ...providers, ...withModules];
    return `${parts.join("_").replaceAll(/[^\w.+-]+/g, "_")}${LOCK_FILE}`;
  }
}

/** `azurerm`, `hashicorp/azurerm` and with the registry's host are the same provider. */
function shortSource(source: string): string {
  return source.replace(/^registry\.(terraform\.io|opentofu\.org)\//, "").replace(/^hashicorp\//, "");
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
