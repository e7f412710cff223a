import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { CommandFailure } from "../../terraform/command-failure";
import { selectStacks } from "../../terraform/select-stacks";
import type { StackCommands } from "../../terraform/stack-commands";
import type { StackFile } from "../../terraform/without-backend";
import { type Result, UsageError } from "../command";
import { type Surroundings, step } from "../surroundings";
import { type ProjectGiven, projectStacks } from "./deployment";

interface Given extends ProjectGiven {
  readonly environment: readonly string[];
  readonly stack: readonly string[];
  readonly platform: readonly string[];
  readonly mirror: string | undefined;
  readonly upgrade: boolean;
}

/** Writes a lock file for each set of providers that the stacks require. */
export async function lockProviders(given: Given, surroundings: Surroundings): Promise<Result> {
  const args = [...platformArgs(given), ...mirrorArgs(given, surroundings)];
  const written: string[] = [];
  const { synthesis, commands, lockFiles } = await projectStacks(given, given.environment, surroundings, {
    readOnly: false,
    onWritten: (path) => {
      written.push(path);
    },
  });
  const stacks = selectStacks(synthesis, { environments: given.environment, stacks: given.stack });
  const files = byLockFile(
    stacks.map(({ id }) => id),
    (id) => lockFiles.pathOf(commands.stackFolder(id)),
  );
  for (const [path, [stack]] of files)
    await step(surroundings, `lock ${path}`, async () => {
      if (stack === undefined) return;
      if (given.upgrade) lockFiles.remove(commands.stackFolder(stack));
      else lockFiles.place(commands.stackFolder(stack));
      await lockOne(commands, stack, args, surroundings.signal);
      lockFiles.keep(commands.stackFolder(stack));
    });
  return resultOf(files, written);
}

async function lockOne(
  commands: StackCommands,
  stack: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { module: modules = {} } = JSON.parse(commands.synthesised(stack)) as StackFile;
  // Modules require providers of their own, and are installed for that.
  const runs = [...(Object.keys(modules).length === 0 ? [] : [["get"]]), ["providers", "lock", ...args]];
  for (const each of runs) {
    const outcome = await commands.uninitialised(stack, each, signal);
    if (outcome.status !== 0)
      throw new CommandFailure(`terraform ${each.slice(0, 2).join(" ")} of ${stack}`, outcome);
  }
}

function byLockFile(
  stacks: readonly string[],
  pathOf: (stack: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, readonly string[]>();
  for (const stack of stacks) {
    const path = pathOf(stack);
    files.set(path, [...(files.get(path) ?? []), stack]);
  }
  return files;
}

function resultOf(files: ReadonlyMap<string, readonly string[]>, written: readonly string[]): Result {
  return {
    ended: "done",
    text: [
      ...[...files].map(([path, stacks]) =>
        written.includes(path) ? `wrote ${path}, for ${stacks.join(", ")}` : `${path} is already complete`,
      ),
      ...(written.length === 0 ? [] : ["Commit it, so that everyone installs the same providers."]),
    ].join("\n"),
    json: {
      files: [...files].map(([file, stacks]) => ({ file, stacks, written: written.includes(file) })),
    },
  };
}

function platformArgs({ platform }: Given): readonly string[] {
  const odd = platform.filter((each) => !/^[a-z0-9]+_[a-z0-9]+$/.test(each));
  if (odd.length > 0)
    throw new UsageError(
      `--platform must be a Terraform platform such as linux_amd64 or darwin_arm64, got "${odd.join('", "')}".`,
    );
  const platforms = platform.length > 0 ? platform : [thisMachine(), "linux_amd64"];
  return [...new Set(platforms)].map((each) => `-platform=${each}`);
}

/** As Go names operating systems and processors. */
function thisMachine(): string {
  const systems: Readonly<Record<string, string>> = { win32: "windows" };
  const processors: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };
  return `${systems[process.platform] ?? process.platform}_${processors[process.arch] ?? process.arch}`;
}

/** Terraform uses the registry alone by default: hashes of a mirror are worth no more than the mirror. */
function mirrorArgs({ mirror }: Given, { cwd }: Surroundings): readonly string[] {
  if (mirror === undefined) return [];
  if (mirror.startsWith("https://")) return [`-net-mirror=${mirror}`];
  const folder = resolve(cwd, mirror);
  if (existsSync(folder)) return [`-fs-mirror=${folder}`];
  throw new UsageError(`--mirror must be an existing folder or an https address, got "${mirror}".`);
}
