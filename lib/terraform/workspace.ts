import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { CommandOptions, Outcome } from "./command";
import { emptyState } from "./empty-state";
import type { Project } from "./project";
import { type PlanResult, StackCommands } from "./stack-commands";
import { type Synthesis, synthesise } from "./synthesis";

/** Where everything runs, and the options of the tools. */
export interface WorkspaceOptions {
  /** @default - a new one of the system's temporary folder */
  readonly folder?: string;
  /** Terraform's CLI configuration that finds the provider. */
  readonly cliConfigFile?: string;
  /** The program of Terraform or OpenTofu. */
  readonly terraform: string;
  /** Logins and endpoints. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the tools say while they say it. */
  readonly onOutput?: (text: string) => void;
}

/** Nothing asks; and most of what is made is waited for. */
const AT_ONCE = ["-auto-approve", "-input=false", "-no-color", "-parallelism=40"];

/** A folder of its own for one deployment: stacks, state, logs. Nothing of it is the user's. */
export class Workspace {
  readonly folder: string;
  private readonly commands: StackCommands;
  private cliConfigFile: string | undefined;

  constructor(private readonly options: WorkspaceOptions) {
    this.cliConfigFile = options.cliConfigFile;
    this.folder = options.folder ?? mkdtempSync(join(tmpdir(), "backend-workspace-"));
    const { onOutput } = options;
    this.commands = new StackCommands({
      outdir: this.outdir,
      program: this.terraformProgram,
      environment: () => this.environment,
      // A stack may require another version of the provider than it was initialised with; versions are exact.
      initialise: () => ({ args: ["-upgrade"] }),
      ...(onOutput === undefined ? {} : { onOutput }),
    });
  }

  get terraformProgram(): string {
    return this.options.terraform;
  }

  /** Where stacks are synthesised into. */
  get outdir(): string {
    return join(this.folder, "cdktf.out");
  }

  /** Looks for the provider by another of Terraform's CLI configurations from now on. */
  findProviderBy(cliConfigFile: string): void {
    this.cliConfigFile = cliConfigFile;
    this.commands.forget();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Further variables of the environment for what runs here. */
  get environment(): Readonly<Record<string, string>> {
    const { environment } = this.options;
    const { cliConfigFile } = this;
    return {
      ...(cliConfigFile === undefined ? {} : { TF_CLI_CONFIG_FILE: cliConfigFile }),
      ...environment,
    };
  }

  stackFolder(stack: string): string {
    return this.commands.stackFolder(stack);
  }

  /** A stack as it was synthesised. */
  synthesised(stack: string): string {
    return this.commands.synthesised(stack);
  }

  stateFile(stack: string): string {
    return join(this.folder, "state", `${stack}.tfstate`);
  }

  /** A state without anything in it, so that others can be planned that read it. */
  writeEmptyState(stack: string): void {
    const file = this.stateFile(stack);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, emptyState(stack));
  }

  /** Writes the stacks of a project's app into this folder. The app sees the subscription that Terraform deploys to. */
  async synthesise(
    project: Project,
    variables: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<Synthesis> {
    this.commands.forget();
    const ofAzure = Object.entries(this.options.environment).filter(([name]) => name.startsWith("ARM_"));
    return synthesise(project, {
      outdir: this.outdir,
      variables: { ...Object.fromEntries(ofAzure), ...variables },
      ...this.listening(signal),
    });
  }

  /** Runs Terraform in a stack's folder, initialised first. */
  async terraform(stack: string, args: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    return this.commands.terraform(stack, args, signal);
  }

  /** What would change, and nothing else: the whole plan as Terraform's JSON. */
  async plan(stack: string, args: readonly string[] = [], signal?: AbortSignal): Promise<PlanResult> {
    return this.commands.plan(stack, args, signal);
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
}
