import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type AzureConnection, azureConnection } from "../../release";
import { run } from "../command";
import { requiredVersion } from "../provider";
import type { Rehearsal } from "../rehearsal";
import { CommandFailure } from "../command-failure";
import type { Workspace } from "../workspace";
import { bootstrapCommand } from "./bootstrap";
import { containerEnd, handOver } from "./container";
import { type Deployed, deployedOf } from "./deployed";
import { type Files, type Packaged, filesFor } from "./handed-over";
import { handoverOf, releaserStack } from "./releaser-stack";
import { type Probe, RESULT, type RunnerResult } from "./runner";

/** A release as it went. */
export interface ReleaseOutcome extends RunnerResult {
  /** `a container within the virtual network`, `this machine` */
  readonly from: string;
  /** What the release command printed. */
  readonly said: string;
}

/** What is released, and how. */
export interface ReleaseRun {
  readonly packaged: Packaged;
  readonly probes: readonly Probe[];
  /** Of the container that releases. */
  readonly image: string;
  readonly connection?: AzureConnection;
}

/** Subnets of containers are held by Azure for minutes after the last container has gone. */
const TRIES_TO_DESTROY = 10;
const PAUSE = 60_000;

/** Releases code into a deployed environment, from where that environment admits it. */
export class Releaser {
  private stack: string | undefined;

  constructor(
    private readonly rehearsal: Rehearsal,
    private readonly options: ReleaseRun,
  ) {}

  /**
   * Makes what the release needs, releases, and asks the released app.
   *
   * @throws Error when something is missing for it; a release that fails is an outcome
   */
  async release(): Promise<ReleaseOutcome> {
    const { packaged, image, probes, connection = azureConnection() } = this.options;
    const { workspace } = this.rehearsal;
    const deployed = deployedOf(await this.states(), packaged.target);
    const files = await filesFor(packaged, deployed, probes);
    const stack = `${packaged.target.project}-${packaged.target.environment}-acceptance`;
    const command = bootstrapCommand(packaged.packageFile);
    writeStack(
      workspace,
      stack,
      releaserStack(packaged.target, deployed, requiredVersion(workspace.outdir), { image, command }),
    );
    this.stack = stack;
    await this.rehearsal.step(`apply ${stack}`, async () => {
      const outcome = await workspace.apply(stack);
      if (outcome.status !== 0) throw new CommandFailure(`apply of ${stack}`, outcome);
      return "ready to release";
    });
    let outcome: ReleaseOutcome | undefined;
    await this.rehearsal.step("release", async () => {
      outcome =
        deployed.network === undefined
          ? await releaseHere(files, deployed)
          : await releaseWithin(files, packaged, deployed, connection);
      return outcome.released ? `released from ${outcome.from}` : "not released";
    });
    if (outcome === undefined) throw new Error("the release has no outcome");
    return outcome;
  }

  /** Deletes what only the release needed. */
  async clear(): Promise<void> {
    const { stack } = this;
    if (stack === undefined) return;
    const { workspace } = this.rehearsal;
    await this.rehearsal.step(`destroy ${stack}`, async () => {
      for (let tries = 1; ; tries += 1) {
        const outcome = await workspace.terraform(stack, [
          "destroy",
          "-auto-approve",
          "-input=false",
          "-no-color",
        ]);
        if (outcome.status === 0) break;
        if (tries === TRIES_TO_DESTROY) throw new CommandFailure(`destroy of ${stack}`, outcome);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
      return "destroyed";
    });
    this.stack = undefined;
  }

  private async states(): Promise<readonly string[]> {
    const { stacks, workspace } = this.rehearsal;
    const states: string[] = [];
    for (const stack of stacks) {
      const outcome = await workspace.terraform(stack, ["show", "-json"]);
      if (outcome.status !== 0) throw new CommandFailure(`show of ${stack}`, outcome);
      states.push(outcome.stdout);
    }
    return states;
  }
}

function writeStack(workspace: Workspace, stack: string, module: Readonly<Record<string, unknown>>): void {
  const { terraform, ...rest } = module as { readonly terraform: object };
  const state = { backend: { local: { path: `../../../state/${stack}.tfstate` } } };
  const file = join(workspace.stackFolder(stack), "cdk.tf.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ terraform: { ...terraform, ...state }, ...rest }, undefined, 2));
}

async function releaseHere(files: Files, { subscriptionId }: Deployed): Promise<ReleaseOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "acceptance-release-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const { stdout, stderr } = await run(process.execPath, [join(folder, "runner.cjs")], {
      cwd: folder,
      environment: { AZURE_SUBSCRIPTION_ID: subscriptionId },
    });
    return outcomeOf("this machine", stdout + stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function releaseWithin(
  files: Files,
  { target }: Packaged,
  deployed: Deployed,
  connection: AzureConnection,
): Promise<ReleaseOutcome> {
  const handover = handoverOf(target, deployed);
  await handOver(files, handover, connection);
  const { said } = await containerEnd(handover, connection);
  return outcomeOf("a container within the virtual network", said);
}

function outcomeOf(from: string, said: string): ReleaseOutcome {
  const lines = said.split("\n").map((line) => line.trim());
  const last = lines.filter((line) => line.startsWith(RESULT)).at(-1);
  const result =
    last === undefined
      ? { released: false, probes: [] }
      : (JSON.parse(last.slice(RESULT.length)) as RunnerResult);
  return { ...result, from, said: lines.filter((line) => line !== "" && line !== last).join("\n") };
}
