import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BackendPlan } from "../../decide/backend-plan";
import { type PlanFile, PlanFileError, readPlan } from "../../review/plan-file";
import { stackRoles } from "../../services/contract/service";
import { isDataObject } from "../../settings/data";
import { redacted } from "../../settings/redacted";
import { removePlan } from "../../terraform/deployment/apply-plan";
import { INDEX, type PlanToSave, STORED_FILE } from "../../terraform/deployment/saved-plans";
import { selectStacks } from "../../terraform/select-stacks";
import { UsageError } from "../command";
import type { Surroundings } from "../surroundings";
import { type DeploymentGiven, prepareDeployment } from "./deployment";
import { planAll } from "./plan";

/** Reads `<stack>.json` of every stack that the folder has one of. */
export function plansIn(folder: string, { cwd }: Surroundings): readonly PlanFile[] {
  const place = resolve(cwd, folder);
  if (!existsSync(place) || !statSync(place).isDirectory())
    throw new UsageError(
      `--plans must be a folder with plans, got ${folder}: write it with plan --out ${folder}.`,
    );
  const files = readdirSync(place)
    .filter((file) => file.endsWith(".json") && file !== INDEX && file !== STORED_FILE)
    .sort();
  if (files.length === 0)
    throw new UsageError(
      `${folder} has no plan: write <stack>.json for each stack with plan --out ${folder}.`,
    );
  return files.map((file) =>
    readPlan(file.slice(0, -".json".length), readFileSync(join(place, file), "utf8"), join(folder, file)),
  );
}

interface MakeGiven extends DeploymentGiven {
  readonly environment: readonly string[];
}

/** Plans what is deployed, and keeps nothing. A state is only read, and not locked. */
export async function plansMade(given: MakeGiven, surroundings: Surroundings): Promise<readonly PlanFile[]> {
  const { deployment } = await prepareDeployment(given, given.environment, surroundings, selectStacks);
  const plans: PlanToSave[] = [];
  try {
    await planAll(deployment, true, plans);
    return plans.map(({ stack, json }) => readPlan(stack, json, `the plan of ${stack}`));
  } finally {
    for (const each of plans) removePlan(each);
  }
}

/**
 * A plan says which stack it is of only by its resources' tags.
 *
 * @param backends - what is decided of the environment, now and at the base
 * @throws {@link PlanFileError} for a plan of another project, environment or stack
 */
export function checkIsOf({ stack, changes }: PlanFile, backends: readonly BackendPlan[]): void {
  const tags = changes
    .flatMap(({ after, before }) => [after["tags"], before["tags"]])
    .filter(isDataObject)
    .filter((each) => "project" in each && "environment" in each && "stack" in each);
  const expected = backends.map((plan): Readonly<Record<string, string | undefined>> => ({
    ...plan.tags,
    stack: stackRoles.find((role) => plan.stackIds[role] === stack),
  }));
  const [first] = tags;
  const isOne = tags.some((each) =>
    expected.some((own) => KEYS.every((key) => own[key] === undefined || own[key] === each[key])),
  );
  if (first === undefined || isOne) return;
  throw new PlanFileError(
    `The plan of ${stack} is of another one: its resources have the tags ${KEYS.map((key) => `${key} = ${redacted(first[key])}`).join(", ")}. ` +
      "Write the plan of each stack to <stack>.json, as plan --out does.",
  );
}

const KEYS = ["project", "environment", "stack"] as const;
