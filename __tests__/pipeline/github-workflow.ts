import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { parse } from "yaml";
import type { JobRunner } from "./job-runner";

type Texts = Readonly<Record<string, string>>;
/** As YAML has it. */
type Value = boolean | number | string;
type Values = Readonly<Record<string, Value>>;

/** One step of a job. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly env?: Values;
  readonly with?: Values;
  readonly "working-directory"?: string;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: boolean | string;
  readonly environment?: string;
  readonly permissions?: Texts;
  readonly env?: Values;
  readonly outputs?: Texts;
  readonly defaults?: { readonly run?: { readonly "working-directory"?: string } };
  readonly steps?: readonly Step[];
  /** A workflow of the same repository that the job calls. */
  readonly uses?: string;
  readonly with?: Readonly<Record<string, boolean | string>>;
}

interface Workflow {
  readonly on: { readonly workflow_call?: { readonly inputs: Readonly<Record<string, unknown>> } };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What a workflow says. */
export function parseWorkflow(text: string): Workflow {
  return parse(text) as Workflow;
}

/** What GitHub gives to the jobs of a run, beside what their workflow says. */
export interface GithubHost {
  /** A new machine for a job. */
  machine(): JobRunner;
  /** Puts the commit of the run into the folder `work` of a machine. */
  checkout(machine: JobRunner, depth: number): Promise<void>;
  /** Variables of every job. */
  readonly variables: Texts;
  /** Those by which a job asks for a token to log in with. @param environment - of GitHub, that the job runs in */
  idToken(environment: string): Texts;
  /** A folder for the artifacts of one run. */
  readonly artifacts: string;
}

/** What has started a run. */
export interface GithubEvent {
  /** `github` in expressions. */
  readonly github: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, boolean | string>>;
  readonly vars?: Texts;
}

type Result = "failure" | "skipped" | "success";

/** How a job has ended. */
export interface RunJob {
  readonly result: Result;
  readonly outputs: Texts;
  /** What its steps have printed. */
  readonly output: string;
  /** What the page of the run shows. */
  readonly summary: string;
}

type Contexts = Readonly<Record<string, unknown>>;

/**
 * One run of a generated workflow: its jobs in order, each on a machine of its own, with what their expressions stand for. Actions do what
 * matters of them: a checkout, and artifacts as folders.
 */
export class GithubRun {
  /** By name; `<job> / <job>` of a workflow that is called. */
  readonly jobs: Record<string, RunJob> = {};
  private attempt = 1;
  private kept: readonly string[] = [];

  constructor(
    private readonly texts: Texts,
    private readonly file: string,
    private readonly host: GithubHost,
    private readonly event: GithubEvent,
  ) {}

  /** @param waiting - what happens while a job waits for its approval, by the job's name */
  async start(waiting: Readonly<Record<string, () => Promise<void> | void>> = {}): Promise<this> {
    const { inputs = {} } = this.event;
    await this.runFile(this.file, "", inputs, async (name) => {
      await waiting[name]?.();
    });
    return this;
  }

  /** Runs jobs again, as the buttons of a run do: those that have failed with what waited for them, or all of them. */
  async again(which: "all" | "failed", waiting: Parameters<GithubRun["start"]>[0] = {}): Promise<this> {
    this.attempt += 1;
    this.kept =
      which === "all" ? [] : Object.keys(this.jobs).filter((name) => this.jobs[name]?.result === "success");
    return this.start(waiting);
  }

  private async runFile(
    file: string,
    prefix: string,
    inputs: GithubEvent["inputs"],
    begin: (name: string) => Promise<void>,
  ): Promise<Result> {
    const needs: Record<string, Pick<RunJob, "outputs" | "result">> = {};
    const { on, jobs } = parseWorkflow(this.texts[file] ?? "");
    // A string that the caller leaves out is empty.
    const given = { ...emptied(on.workflow_call?.inputs), ...inputs };
    for (const [id, job] of Object.entries(jobs)) {
      const waitsFor = [job.needs ?? []].flat();
      const unknown = waitsFor.filter((each) => needs[each] === undefined);
      if (unknown.length > 0) throw new Error(`${id} comes before ${unknown.join(", ")}, which it waits for`);
      const contexts = this.contexts({ inputs: given, needs: pick(needs, waitsFor) });
      const isFine = waitsFor.every((each) => needs[each]?.result === "success");
      const result = await this.runJob(`${prefix}${id}`, job, { contexts, isFine, begin });
      needs[id] = { result, outputs: this.jobs[`${prefix}${id}`]?.outputs ?? {} };
    }
    const results = Object.values(needs).map(({ result }) => result);
    return results.includes("failure") ? "failure" : "success";
  }

  private async runJob(
    name: string,
    job: Job,
    {
      contexts,
      isFine,
      begin,
    }: {
      readonly contexts: Contexts;
      readonly isFine: boolean;
      readonly begin: (name: string) => Promise<void>;
    },
  ): Promise<Result> {
    if (this.kept.includes(name)) return "success";
    if (!isChosen(job.if, contexts, isFine)) {
      this.jobs[name] = { result: "skipped", outputs: {}, output: "", summary: "" };
      return "skipped";
    }
    const { uses } = job;
    if (uses !== undefined) {
      const inputs = Object.fromEntries(
        Object.entries(job.with ?? {}).map(([key, value]) => [
          key,
          typeof value === "string" ? filledIn(value, contexts) : value,
        ]),
      );
      return this.runFile(uses.replace(/^\.\//, ""), `${name} / `, inputs, begin);
    }
    await begin(name);
    const ended = await this.runSteps(job, contexts);
    this.jobs[name] = ended;
    return ended.result;
  }

  private async runSteps(job: Job, contexts: Contexts): Promise<RunJob> {
    const machine = this.host.machine();
    const within = { ...contexts, runner: { temp: join(machine.folder, "temp") } };
    const variables = {
      ...this.host.variables,
      GITHUB_RUN_ATTEMPT: String(this.attempt),
      ...(job.permissions?.["id-token"] === "write"
        ? this.host.idToken(filledIn(job.environment ?? "", within))
        : {}),
      ...filledInEach(job.env, within),
    };
    const steps: Record<string, { readonly outputs: Texts }> = {};
    let output = "";
    let isFine = true;
    try {
      for (const step of job.steps ?? []) {
        if (!isChosen(step.if, within, isFine)) continue;
        const given = filledInEach(step.with, within);
        if (step.uses !== undefined) await this.act(step.uses, given, machine);
        if (step.run === undefined) continue;
        const script = filledIn(step.run, within);
        machine.write("output", "");
        const folder = step["working-directory"] ?? job.defaults?.run?.["working-directory"];
        const done = await machine.run(script, { ...variables, ...filledInEach(step.env, within) }, folder);
        output += `# ${step.name ?? step.run}\n${done.stdout}${done.stderr}`;
        if (step.id !== undefined) steps[step.id] = { outputs: outputsIn(machine.read("output")) };
        if (done.status !== 0) isFine = false;
      }
      const outputs = filledInEach(job.outputs, { ...within, steps });
      const summary = machine.read("summary") ?? "";
      return { result: isFine ? "success" : "failure", outputs, output, summary };
    } finally {
      machine.remove();
    }
  }

  private async act(uses: string, given: Texts, machine: JobRunner): Promise<void> {
    const [action = ""] = uses.split("@");
    switch (action) {
      case "actions/checkout":
        return this.host.checkout(machine, Number(given["fetch-depth"] ?? "1"));
      case "actions/upload-artifact":
        keep(given, machine, this.host.artifacts);
        return;
      case "actions/download-artifact":
        fetchKept(given, machine, this.host.artifacts);
        return;
      // The machine has them.
      case "actions/setup-node":
      case "hashicorp/setup-terraform":
      case "opentofu/setup-opentofu":
        return;
      default:
        throw new Error(`nothing here does what ${uses} does`);
    }
  }

  private contexts(more: Contexts): Contexts {
    const { github, vars = {} } = this.event;
    return { github: { ...github, run_attempt: this.attempt }, vars, ...more };
  }
}

function emptied(inputs: Readonly<Record<string, unknown>> = {}): Texts {
  return Object.fromEntries(Object.keys(inputs).map((name) => [name, ""]));
}

function pick<Value>(
  values: Readonly<Record<string, Value>>,
  names: readonly string[],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

const STATUS = /\b(?:always|cancelled|failure|success)\(\)/;

/** docs.github.com/actions/reference/workflows-and-actions/expressions#status-check-functions */
function isChosen(condition: boolean | string = "", contexts: Contexts, isFine: boolean): boolean {
  const text = String(condition);
  const status = {
    always: () => true,
    cancelled: () => false,
    failure: () => !isFine,
    success: () => isFine,
  };
  if (text === "") return isFine;
  const isTrue = Boolean(evaluated(text.replace(/^\$\{\{(.*)\}\}$/s, "$1"), { ...contexts, ...status }));
  return STATUS.test(text) ? isTrue : isFine && isTrue;
}

/** GitHub's expressions are JavaScript's as far as the workflows use them, but for hyphens in names and for what is not there. */
function evaluated(expression: string, contexts: Contexts): Value | object | null | undefined {
  const script = expression.trim().replaceAll(/\.([a-z_][\w-]*)/gi, '?.["$1"]');
  return runInNewContext(script, { ...contexts }) as Value | object | null | undefined;
}

function filledIn(value: Value, contexts: Contexts): string {
  return String(value).replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const found = evaluated(expression, contexts) ?? "";
    if (typeof found === "object") throw new Error(`${expression} is no text`);
    return String(found);
  });
}

function filledInEach(texts: Values = {}, contexts: Contexts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filledIn(text, contexts)]));
}

/** Lines `name=value`. */
function outputsIn(text = ""): Texts {
  return Object.fromEntries(
    text.split("\n").flatMap((line) => {
      const at = line.indexOf("=");
      return at < 1 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );
}

/** A file is kept by its name, a folder as what is in it: github.com/actions/upload-artifact#readme */
function keep(
  { name = "", path = "", "if-no-files-found": missing }: Texts,
  machine: JobRunner,
  artifacts: string,
): void {
  const from = resolve(machine.folder, "work", path);
  if (!existsSync(from)) {
    if (missing === "ignore") return;
    throw new Error(`No files were found with the provided path: ${path}`);
  }
  const to = join(artifacts, name);
  mkdirSync(to, { recursive: true });
  cpSync(from, statSync(from).isDirectory() ? to : join(to, basename(from)), { recursive: true });
}

/** One by its name, or all that a pattern names, into one folder. */
function fetchKept({ name, pattern, path = "" }: Texts, machine: JobRunner, artifacts: string): void {
  const all = existsSync(artifacts) ? readdirSync(artifacts) : [];
  if (name !== undefined && !all.includes(name)) throw new Error(`Artifact not found for name: ${name}`);
  const chosen = all.filter((each) =>
    name === undefined ? each.startsWith((pattern ?? "").replace(/\*$/, "")) : each === name,
  );
  for (const each of chosen)
    cpSync(join(artifacts, each), resolve(machine.folder, "work", path), { recursive: true });
}

/** The workflows of a repository, by path from its top. */
export function workflowsIn(folder: string): Texts {
  const path = ".github/workflows";
  return Object.fromEntries(
    readdirSync(join(folder, path)).map((file) => [
      `${path}/${file}`,
      readFileSync(join(folder, path, file), "utf8"),
    ]),
  );
}
