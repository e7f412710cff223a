import { version } from "../../package.json";
import type { AzurermState } from "../decide/options/backend-settings";
import type { BackendPlan } from "../decide/backend-plan";
import { type TerraformProgram, productName } from "../terraform/terraform-version";
import { plansContainerOf } from "./plans-container";
import type { StoredPlace, StoredPlans } from "./stored-plans";
import type { Variables } from "./terraform-login";

/** Stored plans are beside the state: the backend that they are of, and its storage account. */
export interface BackendWithAccount {
  readonly plan: BackendPlan;
  readonly state: AzurermState;
}

/**
 * The backend of the stacks that are planned or applied.
 *
 * @throws Error where they are of none, of several, or of one whose state is somewhere else
 */
export function backendOf(
  backends: readonly { readonly plan: BackendPlan }[],
  stacks: readonly { readonly id: string }[],
): BackendWithAccount {
  const found = backends.filter(({ plan }) =>
    stacks.some(({ id }) => Object.values(plan.stackIds).includes(id)),
  );
  const [first, ...others] = found;
  const ids = stacks.map(({ id }) => id).join(", ");
  if (first === undefined)
    throw new Error(
      `Stored plans are of an environment, and ${ids} is of none: use plan --out and deploy --plan.`,
    );
  if (others.length > 0)
    throw new Error(
      `Stored plans are of one environment of one project, and ${ids} are of ` +
        `${found.map(({ plan }) => `${plan.project} (${plan.environment})`).join(", ")}: select one with --environment or --stack.`,
    );
  const { plan } = first;
  if (plan.state.type !== "azurerm")
    throw new Error(
      `Stored plans are kept beside the state, in a storage account, and the state of ${plan.project} (${plan.environment}) is ` +
        `"${plan.state.type}": set state to { type: "azurerm", storageAccountName, containerName }, or use plan --out and deploy --plan.`,
    );
  return { plan, state: plan.state };
}

/** Where plans of a backend are made or applied, and by what. */
export function placeOf(
  { plan, state }: BackendWithAccount,
  terraform: TerraformProgram,
  variables: Variables,
): StoredPlace {
  return {
    project: plan.project,
    environment: plan.environment,
    // A variable that is set to nothing is not set.
    subscriptionId: [plan.subscriptionId, variables["ARM_SUBSCRIPTION_ID"]].find(Boolean) ?? null,
    ...plansContainerOf(state),
    tool: version,
    terraform: `${productName(terraform)} ${terraform.version}`,
  };
}

const LABELS: Readonly<Record<keyof StoredPlace, string>> = {
  project: "project",
  environment: "environment",
  subscriptionId: "subscription",
  storageAccountName: "storage account of the state",
  containerName: "container of the plans",
  tool: "version of this package",
  terraform: "version of Terraform",
};

/** What is installed or committed where plans are applied. */
export interface LockHashes {
  /** Of the stacks that are applied, in their order. */
  readonly stacks: readonly string[];
  readonly lockFile: (stack: string) => { readonly path: string; readonly hash: string | null };
}

/**
 * Holds what plans were stored with against where they are to be applied.
 *
 * @throws Error with everything that differs
 */
export function checkPlace(stored: StoredPlans, now: StoredPlace, { stacks, lockFile }: LockHashes): void {
  const fields = Object.keys(LABELS) as (keyof StoredPlace)[];
  const faults = [
    ...fields
      .filter((field) => stored[field] !== now[field])
      .map(
        (field) =>
          `- ${LABELS[field]}: they were planned with ${stored[field] ?? "none"}, and this is ${now[field] ?? "none"}`,
      ),
    ...stacks
      .filter((stack) => !Object.hasOwn(stored.stacks, stack))
      .map((stack) => `- ${stack}: it has no plan`),
    ...new Set(
      stacks.flatMap((stack) => {
        const { path, hash } = lockFile(stack);
        const planned = stored.stacks[stack]?.lockFile;
        return planned === undefined || planned === hash
          ? []
          : [`- versions of providers: ${path} is not the lock file that they were planned with`];
      }),
    ),
  ];
  if (faults.length > 0)
    throw new Error(
      [
        `The plans stored as ${stored.key} do not fit, and nothing was applied.`,
        ...faults,
        "Deploy from the commit that was planned, with the same versions, to the same environment; or plan again with --store.",
      ].join("\n"),
    );
}
