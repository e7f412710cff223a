import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Severity, severities } from "../review/finding";
import { type DataObject, isDataObject } from "../settings/data";
import { objectIn } from "../settings/json-parts";
import { STORED_FILE, type SavedPlan } from "../terraform/deployment/saved-plans";

/** Grows with a field that is renamed, removed or means something else. */
const VERSION = 1;

/** What a plan was stored with: all of it has to be the same where it is applied. */
export interface StoredPlace {
  readonly project: string;
  readonly environment: string;
  /** Null where neither an option nor a variable says which. */
  readonly subscriptionId: string | null;
  readonly storageAccountName: string;
  readonly containerName: string;
  /** The version of this package. */
  readonly tool: string;
  /** `Terraform 1.14.0` */
  readonly terraform: string;
}

/** One plan that is stored. */
export interface StoredPlan {
  /** SHA-256 of Terraform's own file, and of the plan as JSON. */
  readonly sha256: string;
  readonly json: string;
  /** SHA-256 of the stack's `cdk.tf.json`. */
  readonly configuration: string;
  /** SHA-256 of the stack's lock file; null where it needs no providers. */
  readonly lockFile: string | null;
  /** Null where the stack had no state yet. */
  readonly state: SavedPlan["state"];
  /** Stacks that it reads and that were not deployed: it is planned again once they are. */
  readonly expects: readonly string[];
  /** How many resources it would create, update, replace, delete or forget, by action. */
  readonly counts: Readonly<Record<string, number>>;
  /** Whether it changes anything, outputs and moved resources included. */
  readonly changesAnything: boolean;
  /** The most severe finding of the review that is not accepted. */
  readonly verdict?: Severity;
}

/** What `stored-plans.json` says. Nothing of it is secret. */
export interface StoredPlans extends StoredPlace {
  readonly version: number;
  readonly key: string;
  /** By the stack's id, in the order of deployment. */
  readonly stacks: Readonly<Record<string, StoredPlan>>;
  /** What `review` has found; undefined before it. */
  readonly verdict?: Severity;
  /** How many findings of each severity are not accepted. */
  readonly findings?: Readonly<Record<Severity, number>>;
}

/** What stores plans says of them. */
export type ToStore = Omit<StoredPlans, "version" | "verdict" | "findings">;

export function storedPlans(stored: ToStore): StoredPlans {
  return { version: VERSION, ...stored };
}

export function writeStoredPlans(file: string, stored: StoredPlans): void {
  writeFileSync(file, storedText(stored));
}

export function storedText(stored: StoredPlans): string {
  return `${JSON.stringify(stored, null, 2)}\n`;
}

/** A name that is safe in the path of a blob and in a shell: a commit, a number of a run. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Why a key is none; undefined where it is one. */
export function keyFault(key: string): string | undefined {
  return KEY.test(key)
    ? undefined
    : `must begin with a letter or a digit and have at most 100 letters, digits, ".", "_" and "-"`;
}

/** The folder of an environment's blobs in the container, for one key. */
export function folderOf({
  project,
  environment,
  key,
}: Pick<StoredPlans, "project" | "environment" | "key">) {
  return `${project}/${environment}/${key}`;
}

/** The names of a plan's blobs, below the folder: its content names it, so that another plan never takes its place. */
export function blobNames(
  stack: string,
  { sha256, json }: Pick<StoredPlan, "sha256" | "json">,
): Readonly<Record<"tfplan" | "json", string>> {
  return { tfplan: `${stack}-${sha256}.tfplan`, json: `${stack}-${json}.json` };
}

/**
 * Reads what `plan --store` has written.
 *
 * @param shown - what messages call the file
 * @throws Error where there is no such file, or it is something else
 */
export function readStoredPlans(file: string, shown: string): StoredPlans {
  if (!existsSync(file))
    throw new Error(
      `${shown} does not exist: it is written by plan --store, as ${STORED_FILE} in the folder of --out.`,
    );
  const value = jsonIn(readFileSync(file, "utf8"));
  if (!isDataObject(value)) throw new Error(notOne(shown, "it is no JSON object"));
  if (value["version"] !== VERSION)
    throw new Error(
      `${shown} was written by another version of this package: plan with --store again, and deploy what that writes.`,
    );
  const faults = faultsOf(value);
  if (faults.length > 0) throw new Error(notOne(shown, faults.join("; ")));
  return value as unknown as StoredPlans;
}

function notOne(shown: string, why: string): string {
  return `${shown} is not a file of plan --store: ${why}. Take the file as plan --store and review have written it.`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

type Check = readonly [field: string, isRight: (value: unknown) => boolean, expected: string];

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isHash = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isVerdict = (value: unknown): boolean =>
  value === undefined || severities.some((severity) => severity === value);
const isCounts = (value: unknown): boolean =>
  isDataObject(value) &&
  Object.values(value).every((count) => Number.isSafeInteger(count) && Number(count) >= 0);

const OF_FILE: readonly Check[] = [
  ["key", (value) => typeof value === "string" && keyFault(value) === undefined, "a key"],
  ...["project", "environment", "storageAccountName", "containerName", "tool", "terraform"].map(
    (field): Check => [field, isText, "a string"],
  ),
  ["subscriptionId", (value) => value === null || isText(value), "a string or null"],
  ["stacks", (value) => isDataObject(value) && Object.keys(value).length > 0, "an object with a stack"],
  ["verdict", isVerdict, "a severity"],
  ["findings", (value) => value === undefined || isCounts(value), "an object of counts"],
];

const OF_STACK: readonly Check[] = [
  ...["sha256", "json", "configuration"].map((field): Check => [field, isHash, "a SHA-256 hash"]),
  ["lockFile", (value) => value === null || isHash(value), "a SHA-256 hash or null"],
  ["state", (value) => value === null || isState(value), "null or an object with lineage and serial"],
  ["expects", (value) => Array.isArray(value) && value.every(isText), "a list of stacks"],
  ["counts", isCounts, "an object of counts"],
  ["changesAnything", (value) => typeof value === "boolean", "true or false"],
  ["verdict", isVerdict, "a severity"],
];

function isState(value: unknown): boolean {
  return isDataObject(value) && isText(value["lineage"]) && Number.isSafeInteger(value["serial"]);
}

function faultsOf(file: DataObject): readonly string[] {
  return [
    ...checked(file, OF_FILE, ""),
    ...Object.entries(objectIn(file["stacks"])).flatMap(([id, stack]) =>
      isDataObject(stack) ? checked(stack, OF_STACK, `stacks.${id}.`) : [`stacks.${id} is no object`],
    ),
  ];
}

function checked(object: DataObject, checks: readonly Check[], path: string): readonly string[] {
  return checks
    .filter(([field, isRight]) => !isRight(Object.hasOwn(object, field) ? object[field] : undefined))
    .map(([field, , expected]) => `${path}${field} is not ${expected}`);
}
