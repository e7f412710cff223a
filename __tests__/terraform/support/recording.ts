import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Exchange } from "../../../lib/stand-in/exchange";
import type { Outcome } from "../../../lib/terraform/command";
import type { PlanResult } from "../../../lib/terraform/stack-commands";
import { Workspace, type WorkspaceOptions } from "../../../lib/terraform/workspace";
import type { RecordedRequest, Recording } from "../../../scripts/rights/recording";

/** The folder that recordings go to: `npm run generate:rights` reads them. Nothing is recorded where it is not named. */
const { RECORD_REQUESTS: folder } = process.env;

/** One run of Terraform: its first request, and the first after it. */
interface Run {
  readonly command: string;
  readonly from: number;
  to?: number;
}

/** A workspace that remembers which run of Terraform each request is of. */
export class RecordedWorkspace extends Workspace {
  private readonly runs: Run[] = [];

  constructor(
    options: WorkspaceOptions,
    private readonly exchanges: () => readonly Exchange[],
  ) {
    super(options);
  }

  override terraform(stack: string, args: readonly string[], signal?: AbortSignal): Promise<Outcome> {
    return this.remembered(args[0] ?? "", () => super.terraform(stack, args, signal));
  }

  override plan(stack: string, args: readonly string[] = [], signal?: AbortSignal): Promise<PlanResult> {
    return this.remembered("plan", () => super.plan(stack, args, signal));
  }

  /** Writes what was recorded, in the order in which it was asked. */
  write(): void {
    if (folder === undefined) return;
    const life = basename(expect.getState().testPath ?? "", ".test.ts");
    const recording: Recording = {
      life,
      requests: this.runs.flatMap((run, index) => this.requestsOf(run, index)),
    };
    written += 1;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${life}-${written}.json`), `${JSON.stringify(recording)}\n`);
  }

  private requestsOf({ command, from, to }: Run, run: number): readonly RecordedRequest[] {
    return this.exchanges()
      .slice(from, to)
      .filter(({ host, headers }) => {
        const isTerraform = String(headers["user-agent"]).includes("Terraform");
        return host === "management.azure.com" && isTerraform;
      })
      .map(({ method, path, status, body }) => ({
        run,
        command,
        method,
        path,
        status,
        ...(body === undefined ? {} : { body }),
      }));
  }

  private async remembered<T>(command: string, work: () => Promise<T>): Promise<T> {
    const run: Run = { command, from: this.exchanges().length };
    this.runs.push(run);
    try {
      return await work();
    } finally {
      run.to = this.exchanges().length;
    }
  }
}

/** How many files one test has written. */
let written = 0;
