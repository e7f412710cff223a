import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandFailure } from "./command-failure";
import { emptyState } from "./empty-state";
import type { StackCommands } from "./stack-commands";

/** Which version of a stack's state there is, and what is in it. */
export interface StateVersion {
  readonly lineage: string;
  /** Counted up by every run that changes the state. */
  readonly serial: number;
  readonly resources: readonly ResourceInState[];
}

/** A resource or data source of a state, as far as it is read here. */
export interface ResourceInState {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly instances?: readonly { readonly attributes?: { readonly name?: unknown } | null }[];
}

/** Whether a state has resources that would have to be destroyed. */
export function hasResources(state: StateVersion | undefined): boolean {
  return state?.resources.some(({ mode }) => mode === "managed") ?? false;
}

/** The states of stacks, wherever they are kept. */
export class States {
  private readonly written = new Set<string>();

  constructor(
    private readonly commands: StackCommands,
    private readonly signal?: AbortSignal,
  ) {}

  /** The state of a stack; undefined where there is none. */
  async version(stack: string): Promise<StateVersion | undefined> {
    const pulled = await this.commands.quietly(stack, ["state", "pull"], this.signal);
    if (pulled.status !== 0) throw new CommandFailure(`terraform state pull of ${stack}`, pulled);
    if (pulled.stdout.trim() === "") return undefined;
    this.written.add(stack);
    const {
      lineage,
      serial,
      resources = [],
    } = JSON.parse(pulled.stdout) as Partial<StateVersion> & Pick<StateVersion, "lineage" | "serial">;
    return { lineage, serial, resources };
  }

  /** Whether a stack has a state. One that is there stays, so that it is asked for once. */
  async exists(stack: string): Promise<boolean> {
    return this.written.has(stack) || (await this.version(stack)) !== undefined;
  }

  /**
   * Writes an empty state where a stack has none, so that other stacks can read it. Terraform itself sees to it that
   * nothing is lost: it takes the lock, reads the state again, and refuses to write over one that has anything in it.
   *
   * @returns whether one was written
   * @throws {@link CommandFailure} where the state cannot be read, locked or written
   */
  async ensure(stack: string): Promise<boolean> {
    if (await this.exists(stack)) return false;
    const pushed = await pushEmptyState(this.commands, stack, this.signal);
    if (pushed.status === 0) {
      this.written.add(stack);
      return true;
    }
    // Somebody else may have written one in between: then it is theirs that stays.
    if (await this.exists(stack)) return false;
    throw new CommandFailure(`terraform state push of ${stack}`, pushed);
  }
}

/** Never with `-force`, which would write over anything. */
export async function pushEmptyState(
  commands: StackCommands,
  stack: string,
  signal?: AbortSignal,
): ReturnType<StackCommands["terraform"]> {
  const folder = mkdtempSync(join(tmpdir(), "empty-state-"));
  try {
    const file = join(folder, `${stack}.tfstate`);
    writeFileSync(file, emptyState(randomUUID()));
    return await commands.terraform(stack, ["state", "push", file], signal);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
