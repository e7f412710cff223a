import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import type { JobRunner } from "./job-runner";

type Texts = Readonly<Record<string, string>>;

interface Step {
  readonly displayName?: string;
  readonly condition?: string;
  readonly env?: Readonly<Record<string, boolean | number | string>>;
  readonly bash?: string;
  readonly checkout?: string;
  readonly fetchDepth?: number;
  readonly publish?: string;
  readonly artifact?: string;
  readonly download?: string;
  readonly patterns?: string;
  readonly task?: string;
  readonly inputs?: { readonly inlineScript?: string; readonly azureSubscription?: string };
}

interface Job {
  readonly job?: string;
  readonly deployment?: string;
  readonly steps?: readonly Step[];
  readonly strategy?: { readonly runOnce: { readonly deploy: { readonly steps: readonly Step[] } } };
}

interface Pipeline {
  readonly stages?: readonly { readonly stage: string; readonly jobs: readonly Job[] }[];
  readonly jobs?: readonly Job[];
}

/** What Azure DevOps gives to the jobs of a run. */
export interface DevOpsHost {
  /** A new machine for a job. */
  machine(): JobRunner;
  /** Puts the commit of the run into the folder `work` of a machine. */
  checkout(machine: JobRunner, depth: number): Promise<void>;
  /** Variables of every job. */
  readonly variables: Texts;
  /** Those that are written as `$(System.AccessToken)`. */
  readonly macros: Texts;
  /** Names of the service connections that the pipeline may use. */
  readonly connections: readonly string[];
  /** A folder for the artifacts of one run. */
  readonly artifacts: string;
}

/** How a job has ended. */
export interface DevOpsJob {
  readonly isFine: boolean;
  /** What its steps have printed. */
  readonly output: string;
  /** What the page of the run shows. */
  readonly summary: string;
}

/** Jobs of one run of a generated pipeline, each on a machine of its own, with artifacts as folders. */
export class DevOpsRun {
  private readonly pipeline: Pipeline;

  constructor(
    text: string,
    private readonly host: DevOpsHost,
  ) {
    this.pipeline = parse(text) as Pipeline;
  }

  /** Runs one job, by its name or by that of its stage. */
  async job(name: string): Promise<DevOpsJob> {
    const { stages = [], jobs = [] } = this.pipeline;
    const found =
      stages.find(({ stage }) => stage === name)?.jobs[0] ?? jobs.find((each) => each.job === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return this.runSteps(found.steps ?? found.strategy?.runOnce.deploy.steps ?? []);
  }

  private async runSteps(steps: readonly Step[]): Promise<DevOpsJob> {
    const machine = this.host.machine();
    const temp = join(machine.folder, "temp");
    const macros = {
      ...this.host.macros,
      "Agent.TempDirectory": temp,
      "Build.SourcesDirectory": join(machine.folder, "work"),
      "System.StageAttempt": "1",
      "System.JobAttempt": "1",
    };
    let output = "";
    let isFine = true;
    try {
      for (const step of steps) {
        // Steps of a job that has failed say so where they run all the same.
        if (!isFine && step.condition !== "not(canceled())") continue;
        const done = await this.runStep(step, machine, macros);
        output += done.output;
        isFine &&= done.isFine;
      }
      const summaries = [...output.matchAll(/##vso\[task\.uploadsummary\](.*)/g)].map(([, file = ""]) =>
        readFileSync(file, "utf8"),
      );
      return { isFine, output, summary: summaries.join("\n") };
    } finally {
      machine.remove();
    }
  }

  private async runStep(
    step: Step,
    machine: JobRunner,
    macros: Texts,
  ): Promise<{ readonly isFine: boolean; readonly output: string }> {
    const nothing = { isFine: true, output: "" };
    const { displayName = "", inputs } = step;
    const connection = inputs?.azureSubscription;
    if (connection !== undefined && !this.host.connections.includes(connection))
      return { isFine: false, output: `There is no service connection ${connection}\n` };
    if (step.checkout === "self") await this.host.checkout(machine, step.fetchDepth ?? 0);
    if (step.publish !== undefined)
      keep(filledIn(step.publish, macros), filledIn(step.artifact ?? "", macros), this.host.artifacts);
    if (step.download !== undefined) this.fetchKept(step.patterns ?? "", machine);
    const script = step.bash ?? inputs?.inlineScript;
    // The machine has the programs.
    if (script === undefined || /^Install (?:OpenTofu|Terraform)$/.test(displayName)) return nothing;
    const env = Object.entries(step.env ?? {}).map(([key, value]) => [key, filledIn(String(value), macros)]);
    const { status, stdout, stderr } = await machine.run(filledIn(script, macros), {
      ...this.host.variables,
      ...(Object.fromEntries(env) as Texts),
    });
    return { isFine: status === 0, output: `# ${displayName}\n${stdout}${stderr}` };
  }

  /** Each artifact in a folder of its own. @param patterns - `<beginning>*.*` and everything below it */
  private fetchKept(patterns: string, machine: JobRunner): void {
    const beginning = patterns.replace(/\*\.\*\/\*\*$/, "");
    const { artifacts } = this.host;
    for (const each of existsSync(artifacts) ? readdirSync(artifacts) : [])
      if (each.startsWith(beginning))
        cpSync(join(artifacts, each), join(machine.folder, "workspace", each), { recursive: true });
  }
}

/** A macro whose variable is not known stays as it is: learn.microsoft.com/azure/devops/pipelines/process/variables */
function filledIn(text: string, macros: Texts): string {
  return text.replaceAll(/\$\(([\w.]+)\)/g, (macro, name: string) => macros[name] ?? macro);
}

function keep(from: string, name: string, artifacts: string): void {
  if (!existsSync(from)) throw new Error(`Path does not exist: ${from}`);
  const to = join(artifacts, name);
  if (existsSync(to)) throw new Error(`Artifact ${name} already exists`);
  mkdirSync(to, { recursive: true });
  cpSync(from, statSync(from).isDirectory() ? to : join(to, basename(from)), { recursive: true });
}
