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
  readonly name?: string;
  /** `module.network`; left out in a stack itself. */
  readonly module?: string;
  readonly instances?: readonly {
    readonly index_key?: string | number;
    readonly attributes?: Readonly<Record<string, unknown>> | null;
  }[];
}

/** Whether a state has resources that would have to be destroyed. */
export function hasResources(state: StateVersion | undefined): boolean {
  return state?.resources.some(({ mode }) => mode === "managed") ?? false;
}

interface StateFile extends Omit<StateVersion, "resources"> {
  readonly resources?: StateVersion["resources"];
  readonly outputs?: object;
}

/**
 * How far a stack's state is. Terraform makes an empty one by itself in a blob container, as soon as it looks for it:
 * github.com/hashicorp/terraform, internal/backend/remote-state/azure, StateMgr.
 */
export type Standing = "none" | "empty" | "filled";

/** The states of stacks, wherever they are kept. */
export class States {
  private readonly filled = new Set<string>();

  constructor(
    private readonly commands: StackCommands,
    private readonly signal?: AbortSignal,
  ) {}

  /** The state of a stack; undefined where there is none. */
  async version(stack: string): Promise<StateVersion | undefined> {
    const pulled = await this.commands.quietly(stack, ["state", "pull"], this.signal);
    if (pulled.status !== 0) throw new CommandFailure(`terraform state pull of ${stack}`, pulled);
    if (pulled.stdout.trim() === "") return undefined;
    const { lineage, serial, resources = [], outputs = {} } = JSON.parse(pulled.stdout) as StateFile;
    // What Terraform prints of a backend such as http that has none. A state that was ever written has a lineage.
    if (lineage === "") return undefined;
    if (resources.length + Object.keys(outputs).length > 0) this.filled.add(stack);
    return { lineage, serial, resources };
  }

  /** How far a stack's state is. One that has anything in it keeps having it, so that it is asked for once. */
  async standing(stack: string): Promise<Standing> {
    if (this.filled.has(stack)) return "filled";
    const version = await this.version(stack);
    if (version === undefined) return "none";
    return this.filled.has(stack) ? "filled" : "empty";
  }

  /** That applying a stack has changed something just now. */
  noteApplied(stack: string): void {
    this.filled.add(stack);
  }

  /**
   * Writes an empty state where a stack has none, so that other stacks can read it. Terraform itself sees to it that
   * nothing is lost: it takes the lock, reads the state again, and refuses to write over one that has anything in it.
   *
   * @returns whether one was written
   * @throws {@link CommandFailure} where the state cannot be read, locked or written
   */
  async ensure(stack: string): Promise<boolean> {
    if ((await this.standing(stack)) !== "none") return false;
    const pushed = await pushEmptyState(this.commands, stack, this.signal);
    if (pushed.status === 0) return true;
    // Somebody else may have written one in between: then it is theirs that stays.
    if ((await this.standing(stack)) !== "none") return false;
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
