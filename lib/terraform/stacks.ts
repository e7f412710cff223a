import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A stack that an app has written. */
export interface Stack {
  readonly id: string;
  /** The ids of the stacks that are deployed before it. */
  readonly dependencies: readonly string[];
}

/**
 * The stacks of a folder in the order of deployment.
 *
 * @param outdir - holds `manifest.json`
 */
export function stacksIn(outdir: string): readonly Stack[] {
  const file = join(outdir, "manifest.json");
  if (!existsSync(file)) return [];
  const { stacks } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly dependencies?: readonly string[] }>>;
  };
  const all = Object.entries(stacks).map(([id, { dependencies = [] }]) => ({ id, dependencies }));
  return inOrder(all, all);
}

/** Some stacks with all that they depend on, in the order of deployment. */
export function inOrder(wanted: readonly Stack[], all: readonly Stack[]): readonly Stack[] {
  const byId = new Map(all.map((stack) => [stack.id, stack]));
  const ordered = new Set<Stack>();
  const visit = (stack: Stack | undefined): void => {
    if (stack === undefined || ordered.has(stack)) return;
    for (const id of stack.dependencies) visit(byId.get(id));
    ordered.add(stack);
  };
  wanted.forEach(visit);
  return [...ordered];
}
