import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { emptyState } from "../empty-state";
import { PLAN_FILE, type PlanResult } from "../stack-commands";
import type { Standing } from "../states";
import { type RemoteState, type StackFile, stackReadBy } from "../without-backend";
import type { Deployment } from "./deployment";
import { isEncrypted, writeEncryptedEmptyState } from "./encrypted-empty-state";

/** The plan of a stack. */
export interface StackPlan extends PlanResult {
  readonly stack: string;
  /** Stacks that it reads and that were never deployed: the plan is made with the outputs that they are expected to have. */
  readonly expects: readonly string[];
}

/** Further arguments of `terraform plan`. */
export interface PlanOptions {
  /** Locks no state: for a login that may only read it. */
  readonly readOnly: boolean;
  /** Looks for what was changed outside of Terraform alone: nothing of the app is planned. @default false */
  readonly refreshOnly?: boolean;
}

/**
 * Plans one stack on the state that it has. Nothing is written: a stack that it reads and that was never deployed is
 * read as if its state were empty, so that each output has its default.
 */
export async function planStack(
  deployment: Deployment,
  stack: string,
  { readOnly, refreshOnly = false }: PlanOptions = { readOnly: false },
): Promise<StackPlan> {
  const { commands, signal } = deployment;
  const args = [...(readOnly ? ["-lock=false"] : []), ...(refreshOnly ? ["-refresh-only"] : [])];
  const awaited = await awaitedStates(deployment, stack);
  const expects = awaited.map(({ of }) => of);
  const missing = awaited.filter(({ standing }) => standing === "none");
  if (missing.length === 0) return { stack, expects, ...(await commands.plan(stack, args, signal)) };
  const copy = copyOf(deployment, stack);
  const encrypted: string[] = [];
  try {
    const files: [string, string][] = [];
    for (const { name, of } of missing) {
      if (!isEncrypted(commands.synthesised(of))) {
        files.push([name, PLAIN_STATE]);
        continue;
      }
      const file = await writeEncryptedEmptyState(deployment, of);
      encrypted.push(dirname(file));
      files.push([name, relative(commands.stackFolder(copy), file)]);
    }
    writeStates(commands.stackFolder(copy), commands.synthesised(stack), files);
    const planned = await commands.plan(copy, args, signal, stack);
    const file = join(commands.stackFolder(stack), PLAN_FILE);
    copyFileSync(planned.file, file);
    return { stack, expects, ...planned, file };
  } finally {
    for (const folder of [commands.stackFolder(copy), ...encrypted])
      rmSync(folder, { recursive: true, force: true });
  }
}

/** Beside the copy of a stack. */
const PLAIN_STATE = "empty-state.json";

/** A state that has not what its reader looks for. */
interface AwaitedState {
  /** Of the data source in the stack that reads it. */
  readonly name: string;
  /** The stack that the state is of. */
  readonly of: string;
  readonly standing: Standing;
}

async function awaitedStates(
  { commands, states, all }: Deployment,
  reader: string,
): Promise<readonly AwaitedState[]> {
  const read = Object.entries(remoteStatesOf(commands.synthesised(reader))).flatMap(([name, state]) => {
    const of = stackReadBy(all, reader, name, state);
    return of === undefined ? [] : [{ name, of }];
  });
  const awaited: AwaitedState[] = [];
  for (const { name, of } of read) {
    const standing = await states.standing(of);
    // A stack that puts nothing out is never filled, and nobody misses anything.
    const isMissed = standing === "none" || (standing === "empty" && putsOut(commands.synthesised(of)));
    if (isMissed) awaited.push({ name, of, standing });
  }
  return awaited;
}

function putsOut(text: string): boolean {
  return (JSON.parse(text) as StackFile).output !== undefined;
}

function remoteStatesOf(text: string): NonNullable<StackFile["data"]>[string] {
  return (JSON.parse(text) as StackFile).data?.["terraform_remote_state"] ?? {};
}

/** Beside the stack and as deep, since paths of modules and of local states are relative to it. */
function copyOf({ commands }: Deployment, stack: string): string {
  const copy = `.planned-${stack}`;
  const [from, to] = [commands.stackFolder(stack), commands.stackFolder(copy)];
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true }))
    // A junction needs no further rights on Windows.
    if (entry.isDirectory()) symlinkSync(join(from, entry.name), join(to, entry.name), "junction");
    else copyFileSync(join(from, entry.name), join(to, entry.name));
  return copy;
}

function writeStates(
  folder: string,
  text: string,
  files: readonly (readonly [name: string, path: string])[],
): void {
  writeFileSync(join(folder, PLAIN_STATE), emptyState("empty"));
  writeFileSync(join(folder, "cdk.tf.json"), withEmptyStates(text, files));
}

function withEmptyStates(text: string, files: readonly (readonly [name: string, path: string])[]): string {
  const stack = JSON.parse(text) as StackFile;
  const states = remoteStatesOf(text);
  const empty = files.map(([name, path]): readonly [string, RemoteState] => {
    const { workspace: _workspace, ...state } = states[name] ?? {};
    return [name, { ...state, backend: "local", config: { path } }];
  });
  const data = { ...stack.data, terraform_remote_state: { ...states, ...Object.fromEntries(empty) } };
  return JSON.stringify({ ...stack, data }, null, 2);
}
