import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure } from "./command-failure";
import { type Outcome, run } from "./command";
import { planText } from "./plan-text";
import { type PlannedChange, plannedChanges } from "./planned-changes";

/** How the folder of a stack is initialised. */
export interface Initialisation {
  /** Further arguments of `terraform init`. */
  readonly args: readonly string[];
  /** Called once it has gone well. */
  readonly onDone?: () => void;
}

/** Where stacks are, and the options of Terraform. */
export interface StackCommandsOptions {
  /** Holds `stacks/<id>/cdk.tf.json`. */
  readonly outdir: string;
  /** Terraform's program. */
  readonly program: string;
  /** Variables of the environment, for each run. */
  readonly environment: () => Readonly<Record<string, string>>;
  /** Called before a stack is initialised, once for each. */
  readonly initialise: (stack: string) => Initialisation;
  /** What Terraform says while it says it. */
  readonly onOutput?: (text: string) => void;
}

/** Terraform asks nothing, and looks for no newer version of itself. */
const TERRAFORM_VARIABLES = { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" };

/** Runs Terraform in the folders of stacks, each initialised first. */
export class StackCommands {
  private readonly initialised = new Set<string>();

  constructor(private readonly options: StackCommandsOptions) {}

  get outdir(): string {
    return this.options.outdir;
  }

  /** The program of Terraform or OpenTofu. */
  get program(): string {
    return this.options.program;
  }

  /** Initialises every stack again from now on: their files or where the provider is has changed. */
  forget(): void {
    this.initialised.clear();
  }

  stackFolder(stack: string): string {
    return join(this.options.outdir, "stacks", stack);
  }

  /** A stack as it was synthesised. */
  synthesised(stack: string): string {
    return readFileSync(join(this.stackFolder(stack), "cdk.tf.json"), "utf8");
  }

  /** Initialises a stack that is not yet. */
  async initialise(stack: string, signal?: AbortSignal): Promise<Outcome | undefined> {
    if (this.initialised.has(stack)) return undefined;
    const { args, onDone } = this.options.initialise(stack);
    const outcome = await this.inStack(stack, ["init", "-input=false", "-no-color", ...args], signal);
    if (outcome.status !== 0) return outcome;
    onDone?.();
    this.initialised.add(stack);
    return outcome;
  }

  /**
   * Runs Terraform in a stack's folder, initialised first. Where that fails, this is how the command ended.
   *
   * @param onOutput - hears what it says as well
   */
  async terraform(
    stack: string,
    args: readonly string[],
    signal?: AbortSignal,
    onOutput?: (text: string) => void,
  ): Promise<Outcome> {
    return this.initialisedFirst(stack, args, signal, (text) => {
      onOutput?.(text);
      this.options.onOutput?.(text);
    });
  }

  /** Runs what needs no initialised folder. */
  async uninitialised(stack: string, args: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    return this.inStack(stack, args, signal);
  }

  /** Runs Terraform in a stack's folder where nobody but the caller may read what is said: it may hold secrets. */
  async quietly(stack: string, args: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    return this.initialisedFirst(stack, args, signal, unheard);
  }

  /**
   * What would change, and nothing else: the whole plan as Terraform's JSON.
   *
   * @param shown - what the stack is called where it fails
   */
  async plan(
    stack: string,
    args: readonly string[] = [],
    signal?: AbortSignal,
    shown = stack,
  ): Promise<PlanResult> {
    const planned = await this.terraform(
      stack,
      ["plan", "-input=false", "-no-color", `-out=${PLAN_FILE}`, ...args],
      signal,
    );
    if (planned.status !== 0) throw new CommandFailure(`plan of ${shown}`, planned);
    const asJson = await this.inStack(stack, ["show", "-json", PLAN_FILE], signal, unheard);
    if (asJson.status !== 0) throw new CommandFailure(`show of ${shown}`, asJson);
    return {
      text: planText(planned.stdout),
      json: asJson.stdout,
      changes: plannedChanges(asJson.stdout),
      file: join(this.stackFolder(stack), PLAN_FILE),
    };
  }

  private async initialisedFirst(
    stack: string,
    args: readonly string[],
    signal: AbortSignal | undefined,
    onOutput: (text: string) => void,
  ): Promise<Outcome> {
    const init = await this.initialise(stack, signal);
    if (init !== undefined && init.status !== 0) return init;
    return this.inStack(stack, args, signal, onOutput);
  }

  private inStack(
    stack: string,
    args: readonly string[],
    signal?: AbortSignal,
    onOutput = this.options.onOutput,
  ): Promise<Outcome> {
    const { program, environment } = this.options;
    return run(program, args, {
      cwd: this.stackFolder(stack),
      environment: { ...TERRAFORM_VARIABLES, ...environment() },
      ...(signal === undefined ? {} : { signal }),
      ...(onOutput === undefined ? {} : { onOutput }),
    });
  }
}

const unheard = (): void => undefined;

/** Terraform's own file of a plan, in the folder of its stack until it is applied. */
export const PLAN_FILE = "plan.bin";

/** One stack's plan. */
export interface PlanResult {
  readonly text: string;
  readonly json: string;
  readonly changes: readonly PlannedChange[];
  /** Terraform's own file, in the stack's folder. */
  readonly file: string;
}
