import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type CommandOptions, type Outcome, run } from "./command";
import { type PlannedChange, plannedChanges } from "./planned-changes";

/** Where everything runs, and what the tools are told. */
export interface WorkspaceOptions {
  /** Terraform's CLI configuration that finds the provider. */
  readonly cliConfigFile?: string;
  /** Logins and endpoints. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the tools say while they say it. */
  readonly onOutput?: (text: string) => void;
}

/** A folder of its own for one deployment: stacks, state, logs. Nothing of it is the user's. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), "backend-workspace-"));
  private readonly initialised = new Set<string>();

  constructor(private readonly options: WorkspaceOptions) {}

  /** Where stacks are synthesised into. */
  get outdir(): string {
    return join(this.folder, "cdktf.out");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Further variables of the environment for what runs here. */
  get environment(): Readonly<Record<string, string>> {
    const { cliConfigFile, environment } = this.options;
    return {
      CHECKPOINT_DISABLE: "1",
      CDKTF_LOG_FILE_DIRECTORY: this.folder,
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      ...(cliConfigFile === undefined ? {} : { TF_CLI_CONFIG_FILE: cliConfigFile }),
      ...environment,
    };
  }

  stackFolder(stack: string): string {
    return join(this.outdir, "stacks", stack);
  }

  stateFile(stack: string): string {
    return join(this.folder, "state", `${stack}.tfstate`);
  }

  /** A state without anything in it, so that others can be planned that read it. */
  writeEmptyState(stack: string): void {
    const file = this.stateFile(stack);
    mkdirSync(dirname(file), { recursive: true });
    const state = {
      version: 4,
      terraform_version: "1.5.0",
      serial: 1,
      lineage: stack,
      outputs: {},
      resources: [],
    };
    writeFileSync(file, JSON.stringify(state));
  }

  /** Runs cdktf-cli, as a user would. */
  cdktf(args: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    const file = require.resolve("cdktf-cli/package.json");
    const { bin } = JSON.parse(readFileSync(file, "utf8")) as { readonly bin: { readonly cdktf: string } };
    this.initialised.clear();
    return run(process.execPath, [join(dirname(file), bin.cdktf), ...args], {
      cwd: this.folder,
      environment: this.environment,
      ...this.listening(signal),
    });
  }

  /** Runs Terraform in a stack's folder, initialised first. */
  async terraform(stack: string, args: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    if (!this.initialised.has(stack)) {
      const init = await this.inStack(stack, ["init", "-input=false", "-no-color"]);
      if (init.status !== 0) return init;
      this.initialised.add(stack);
    }
    return this.inStack(stack, args, signal);
  }

  /** What would change, and nothing else: the whole plan as Terraform's JSON. */
  async plan(stack: string, args: readonly string[] = []): Promise<PlanResult> {
    const planned = await this.terraform(stack, [
      "plan",
      "-input=false",
      "-no-color",
      "-out=plan.bin",
      ...args,
    ]);
    if (planned.status !== 0) throw new CommandFailure(`terraform plan of ${stack}`, planned);
    const shown = await this.inStack(stack, ["show", "-json", "plan.bin"]);
    if (shown.status !== 0) throw new CommandFailure(`terraform show of ${stack}`, shown);
    return { text: planned.stdout, json: shown.stdout, changes: plannedChanges(shown.stdout) };
  }

  async apply(stack: string, signal?: AbortSignal): Promise<Outcome> {
    return this.terraform(stack, ["apply", "-auto-approve", "-input=false", "-no-color"], signal);
  }

  private listening(signal: AbortSignal | undefined): Pick<CommandOptions, "signal" | "onOutput"> {
    const { onOutput } = this.options;
    return {
      ...(signal === undefined ? {} : { signal }),
      ...(onOutput === undefined ? {} : { onOutput }),
    };
  }

  private inStack(stack: string, args: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    return run("terraform", args, {
      cwd: this.stackFolder(stack),
      environment: this.environment,
      ...this.listening(signal),
    });
  }
}

/** One stack's plan. */
export interface PlanResult {
  readonly text: string;
  readonly json: string;
  readonly changes: readonly PlannedChange[];
}

/** A command that should have gone well, with what it said. */
export class CommandFailure extends Error {
  constructor(
    what: string,
    readonly outcome: Outcome,
  ) {
    super(`${what} ended with ${outcome.status}\n${outcome.stdout}\n${outcome.stderr}`);
  }
}
