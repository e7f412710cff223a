import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type CommandOptions, type Outcome, run } from "./command";
import type { Project } from "./project";
import { type PlannedChange, plannedChanges } from "./planned-changes";
import { type Synthesis, synthesise } from "./synthesis";

/** Where everything runs, and what the tools are told. */
export interface WorkspaceOptions {
  /** @default - a new one of the system's temporary folder */
  readonly folder?: string;
  /** Terraform's CLI configuration that finds the provider. */
  readonly cliConfigFile?: string;
  /**
   * Terraform's program.
   * @default "terraform"
   */
  readonly terraform?: string;
  /** Logins and endpoints. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the tools say while they say it. */
  readonly onOutput?: (text: string) => void;
}

/** A stack may require another version of the provider than it was initialised with; versions are exact. */
const INIT = ["init", "-upgrade", "-input=false", "-no-color"];

/** Nothing asks; and most of what is made is waited for. */
const AT_ONCE = ["-auto-approve", "-input=false", "-no-color", "-parallelism=40"];

/** A folder of its own for one deployment: stacks, state, logs. Nothing of it is the user's. */
export class Workspace {
  readonly folder: string;
  private readonly initialised = new Set<string>();
  private cliConfigFile: string | undefined;

  constructor(private readonly options: WorkspaceOptions) {
    this.cliConfigFile = options.cliConfigFile;
    this.folder = options.folder ?? mkdtempSync(join(tmpdir(), "backend-workspace-"));
  }

  get terraformProgram(): string {
    return this.options.terraform ?? "terraform";
  }

  /** Where stacks are synthesised into. */
  get outdir(): string {
    return join(this.folder, "cdktf.out");
  }

  /** Looks for the provider by another of Terraform's CLI configurations from now on. */
  findProviderBy(cliConfigFile: string): void {
    this.cliConfigFile = cliConfigFile;
    this.initialised.clear();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Further variables of the environment for what runs here. */
  get environment(): Readonly<Record<string, string>> {
    const { environment } = this.options;
    const { cliConfigFile } = this;
    return {
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      ...(cliConfigFile === undefined ? {} : { TF_CLI_CONFIG_FILE: cliConfigFile }),
      ...environment,
    };
  }

  stackFolder(stack: string): string {
    return join(this.outdir, "stacks", stack);
  }

  /** A stack as it was synthesised. */
  synthesised(stack: string): string {
    return readFileSync(join(this.stackFolder(stack), "cdk.tf.json"), "utf8");
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

  /** Writes the stacks of a project's app into this folder. */
  async synthesise(
    project: Project,
    variables: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<Synthesis> {
    this.initialised.clear();
    return synthesise(project, { outdir: this.outdir, variables, ...this.listening(signal) });
  }

  /** Runs Terraform in a stack's folder, initialised first. */
  async terraform(stack: string, args: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    if (!this.initialised.has(stack)) {
      const init = await this.inStack(stack, INIT);
      if (init.status !== 0) return init;
      this.initialised.add(stack);
    }
    return this.inStack(stack, args, signal);
  }

  /** What would change, and nothing else: the whole plan as Terraform's JSON. */
  async plan(stack: string, args: readonly string[] = [], signal?: AbortSignal): Promise<PlanResult> {
    const planned = await this.terraform(
      stack,
      ["plan", "-input=false", "-no-color", "-out=plan.bin", ...args],
      signal,
    );
    if (planned.status !== 0) throw new CommandFailure(`terraform plan of ${stack}`, planned);
    const redacted = await this.inStack(stack, ["show", "-json", "plan.bin"]);
    if (redacted.status !== 0) throw new CommandFailure(`terraform show of ${stack}`, redacted);
    return { text: planned.stdout, json: redacted.stdout, changes: plannedChanges(redacted.stdout) };
  }

  async apply(stack: string, signal?: AbortSignal): Promise<Outcome> {
    return this.terraform(stack, ["apply", ...AT_ONCE], signal);
  }

  async destroy(stack: string, signal?: AbortSignal): Promise<Outcome> {
    return this.terraform(stack, ["destroy", ...AT_ONCE], signal);
  }

  private listening(signal: AbortSignal | undefined): Pick<CommandOptions, "signal" | "onOutput"> {
    const { onOutput } = this.options;
    return {
      ...(signal === undefined ? {} : { signal }),
      ...(onOutput === undefined ? {} : { onOutput }),
    };
  }

  private inStack(stack: string, args: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    return run(this.terraformProgram, args, {
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

/** A command that should have gone well, with what it said of its failure. */
export class CommandFailure extends Error {
  constructor(
    what: string,
    readonly outcome: Outcome,
  ) {
    super(`${what} ended with ${outcome.status}\n${reasonIn(`${outcome.stdout}\n${outcome.stderr}`)}`);
  }
}

const LONGEST_REASON = 6000;

/** What is said from the first error on, without the spinners of a terminal; the end of it where there is none. */
function reasonIn(said: string): string {
  const plain = stripVTControlCharacters(said);
  const begin = plain.search(/(^|\s)Error: /);
  return begin < 0 ? plain.slice(-LONGEST_REASON) : plain.slice(begin, begin + LONGEST_REASON);
}
