import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandFailure } from "../terraform/command-failure";
import { run } from "../terraform/command";
import { LOCK_FILE } from "../terraform/lock-files";
import { ENCRYPTION_VARIABLE } from "../terraform/program";
import type { JsonObject } from "../stand-in/json";
import { type ProviderSchemas, Schemas } from "./provider-schema";

export interface TerraformProjectOptions {
  /** A folder of its own beside the output folder: paths of modules are relative. */
  readonly folder: string;
  /** Terraform's program. */
  readonly program: string;
  /** Further variables of the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** No stack has such an id. */
const SCHEMAS = ".schemas";

const INIT = ["init", "-backend=false", "-input=false", "-no-color"];

/** Runs Terraform on written stacks without their state: for schemas, format and validation. */
export class TerraformProject {
  private readonly found = new Map<string, Schemas>();

  constructor(private readonly options: TerraformProjectOptions) {}

  /**
   * The schemas of the providers that a stack requires, those of Terraform itself included.
   *
   * @param lockFile - the committed lock file; undefined where there is none
   */
  async schemas(stack: JsonObject, lockFile: string | undefined): Promise<Schemas> {
    const terraform = stack["terraform"] as JsonObject | undefined;
    const required = { required_providers: terraform?.["required_providers"] ?? {} };
    const key = JSON.stringify(required);
    const found = this.found.get(key) ?? (await this.readSchemas(required, lockFile));
    this.found.set(key, found);
    return found;
  }

  private async readSchemas(required: object, lockFile: string | undefined): Promise<Schemas> {
    const folder = join(this.options.folder, SCHEMAS);
    mkdirSync(folder, { recursive: true });
    // Terraform's own provider is in the answer only where it is used.
    const used = { terraform: required, resource: { terraform_data: { used: {} } } };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(used));
    this.lock(folder, lockFile);
    await this.run("terraform init", folder, INIT);
    const text = await this.run("terraform providers schema", folder, ["providers", "schema", "-json"]);
    return new Schemas(JSON.parse(text) as ProviderSchemas);
  }

  /** Writes files into the folder of a stack in the form that `terraform fmt` gives them, and reads them back. */
  async formatted(
    stack: string,
    files: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, string>>> {
    const folder = this.folderOf(stack);
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await this.run(`terraform fmt of ${stack}`, folder, ["fmt", "-no-color"]);
    return Object.fromEntries(
      Object.keys(files).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
    );
  }

  /**
   * Validates the files of a stack with the providers that it requires.
   *
   * @param carried - what belongs to the stack beside its configuration
   * @returns the text of the lock file that it was validated with
   */
  async validate(
    stack: string,
    carried: Readonly<Record<string, Uint8Array>>,
    lockFile: string | undefined,
  ): Promise<string | undefined> {
    const folder = this.folderOf(stack);
    for (const [path, text] of Object.entries(carried)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    this.lock(folder, lockFile ?? textOf(join(this.options.folder, SCHEMAS, LOCK_FILE)));
    await this.run(`init of ${stack}`, folder, INIT);
    await this.run(`validate of ${stack}`, folder, ["validate", "-no-color"]);
    return textOf(join(folder, LOCK_FILE));
  }

  private folderOf(stack: string): string {
    return join(this.options.folder, stack);
  }

  private lock(folder: string, text: string | undefined): void {
    if (text !== undefined) writeFileSync(join(folder, LOCK_FILE), text);
  }

  private async run(what: string, folder: string, args: readonly string[]): Promise<string> {
    const { program, signal, environment = {} } = this.options;
    const outcome = await run(program, args, {
      cwd: folder,
      // One folder of providers for all stacks: each would install its own.
      environment: {
        ...environment,
        CHECKPOINT_DISABLE: "1",
        // No state is read here, and its keys may need a login.
        [ENCRYPTION_VARIABLE]: "",
        TF_DATA_DIR: join(this.options.folder, ".data"),
      },
      ...(signal === undefined ? {} : { signal }),
    });
    signal?.throwIfAborted();
    if (outcome.status !== 0) throw new CommandFailure(what, outcome);
    return outcome.stdout;
  }
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
