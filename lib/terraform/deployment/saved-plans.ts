import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StateVersion } from "../states";
import type { StackPlan } from "./plan-stack";

/** What a saved plan was made on; it holds only as long as all of it is the same. */
export interface SavedPlan {
  readonly stack: string;
  /** SHA-256 of the stack's `cdk.tf.json`. */
  readonly configuration: string;
  /** SHA-256 of the plan's own file, and of the plan as JSON. */
  readonly plan: string;
  readonly json: string;
  /** Null where the stack had no state yet. */
  readonly state: Pick<StateVersion, "lineage" | "serial"> | null;
  /** Stacks that it reads and that had no state yet. */
  readonly expects: readonly string[];
}

/** A plan, and the state that it was made on; undefined where the stack had none. */
export interface PlanToSave extends StackPlan {
  readonly state: StateVersion | undefined;
}

/** Lists the plans of a folder. */
export const INDEX = "plans.json";

/** Says which plans are stored in Azure, beside the saved ones: `plan --store` writes it. */
export const STORED_FILE = "stored-plans.json";

/** Grows with a field that is renamed, removed or means something else. */
const VERSION = 1;

interface Index {
  readonly version: number;
  /** In the order of deployment. */
  readonly plans: readonly SavedPlan[];
}

/** A plan may hold what is secret: nobody else on this machine reads it. */
const PRIVATE = { mode: 0o600 };

/**
 * Saves plans so that they are applied as they were reviewed. What an earlier run has saved in the folder is replaced.
 *
 * @param configuration - the `cdk.tf.json` of a stack
 */
export function savePlans(
  folder: string,
  plans: readonly PlanToSave[],
  configuration: (stack: string) => string,
): void {
  mkdirSync(folder, { recursive: true });
  removeSaved(folder);
  const saved = plans.map(({ stack, file, text, json, state, expects }): SavedPlan => {
    const content = readFileSync(file);
    writeFileSync(fileOf(folder, stack, "tfplan"), content, PRIVATE);
    writePlanTexts(folder, stack, { text, json });
    return {
      stack,
      configuration: sha256(configuration(stack)),
      plan: sha256(content),
      json: sha256(json),
      state: state === undefined ? null : { lineage: state.lineage, serial: state.serial },
      expects,
    };
  });
  const index: Index = { version: VERSION, plans: saved };
  writeFileSync(join(folder, INDEX), `${JSON.stringify(index, null, 2)}\n`, PRIVATE);
}

/** A plan for people, and for programs. */
export function writePlanTexts(
  folder: string,
  stack: string,
  { text, json }: { readonly text: string; readonly json: string },
): void {
  writeFileSync(fileOf(folder, stack, "txt"), `${text}\n`, PRIVATE);
  writeFileSync(fileOf(folder, stack, "json"), json, PRIVATE);
}

/**
 * The plans that a folder has.
 *
 * @throws Error where there are none, or a file is not the one that was saved
 */
export function readSavedPlans(folder: string, shown: string): readonly SavedPlan[] {
  const index = indexOf(folder);
  if (index === undefined)
    throw new Error(`There are no saved plans in ${shown}: create them with plan --out ${shown}.`);
  if (index.version !== VERSION)
    throw new Error(
      `The plans in ${shown} were saved by another version of this package: create them again with plan --out ${shown}.`,
    );
  const damaged = index.plans.filter(
    ({ stack, plan, json }) =>
      !isFile(fileOf(folder, stack, "tfplan"), plan) || !isFile(fileOf(folder, stack, "json"), json),
  );
  if (damaged.length > 0)
    throw new Error(
      `These plans in ${shown} are missing or have changed since they were saved: ${damaged.map(({ stack }) => stack).join(", ")}. ` +
        `Create them again with plan --out ${shown}.`,
    );
  return index.plans;
}

/** `<stack>.tfplan` is Terraform's own, `.txt` for people, `.json` for programs. */
export function fileOf(folder: string, stack: string, kind: "tfplan" | "txt" | "json"): string {
  return join(folder, `${stack}.${kind}`);
}

export function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function isFile(file: string, hash: string): boolean {
  return existsSync(file) && sha256(readFileSync(file)) === hash;
}

/** Files of stacks that are planned no longer would be taken for plans that hold. */
function removeSaved(folder: string): void {
  for (const { stack } of indexOf(folder)?.plans ?? [])
    for (const kind of ["tfplan", "txt", "json"] as const)
      rmSync(fileOf(folder, stack, kind), { force: true });
  for (const file of [INDEX, STORED_FILE]) rmSync(join(folder, file), { force: true });
}

function indexOf(folder: string): Index | undefined {
  const file = join(folder, INDEX);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Index;
  } catch {
    throw new Error(`${file} is not valid JSON: delete it, and save the plans again.`);
  }
}
