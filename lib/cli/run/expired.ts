import { estimateCost } from "../../cost/estimate";
import type { BackendPlan } from "../../decide/backend-plan";
import { firstLineOf } from "../../settings/message-of";
import { selectEnvironments } from "../../terraform/select-stacks";
import type { Result } from "../command";
import { UsageError } from "../command";
import { type Connect, asTerraform, signedIn, subscriptionOf } from "../pull-requests/connect";
import type { ExpiredEnvironment } from "../pull-requests/expired-environment";
import { expiredText } from "../pull-requests/expired-text";
import { type ExpiringEnvironment, expiringEnvironments } from "../pull-requests/expiring-environments";
import { type GroupLock, locksIn, locksOf } from "../pull-requests/group-locks";
import { type Surroundings, step } from "../surroundings";
import { definedBackends } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly subscription: readonly string[];
}

/** Lists environments whose last day is over, and changes nothing. */
export async function expired(
  given: Given,
  surroundings: Surroundings,
  _argument?: string,
  connect: Connect = asTerraform,
): Promise<Result> {
  const { backends } = await definedBackends({ app: given.app, environment: [] }, surroundings);
  const plans = backends.map(({ plan }) => plan);
  const environments: ExpiredEnvironment[] = [];
  const current: string[] = [];
  for (const [subscriptionId, tenantId] of subscriptionsOf(given, plans, surroundings)) {
    const manager = await signedIn(connect(surroundings.variables, tenantId), surroundings.variables);
    const projects = [...new Set(plans.map(projectTag))];
    const all = await step(
      surroundings,
      `resource groups of ${subscriptionId}`,
      () => expiringEnvironments(manager, subscriptionId, projects, surroundings.today),
      (found) => `${found.length} environments with a last day or of a pull request`,
    );
    const over = all.filter(({ standing }) => standing !== "current");
    current.push(...all.filter((each) => !over.includes(each)).map(({ environment }) => environment));
    const locks = over.length === 0 ? [] : await locksIn(manager, subscriptionId);
    for (const each of over) environments.push(await detailed(each, locks, given, surroundings));
  }
  return {
    ended: environments.length > 0 ? "changes" : "done",
    text: expiredText(environments, current, surroundings.today),
    json: { environments, current },
  };
}

/** Each subscription once, with the tenant that its identities are of. */
function subscriptionsOf(
  { subscription }: Given,
  plans: readonly BackendPlan[],
  { variables }: Surroundings,
): ReadonlyMap<string, string | undefined> {
  const tenantOf = (id: string): string | undefined =>
    plans.find((plan) => subscriptionOf(plan, variables) === id)?.tenantId;
  const ids =
    subscription.length > 0 ? subscription : plans.flatMap((plan) => subscriptionOf(plan, variables) ?? []);
  if (ids.length === 0)
    throw new UsageError(
      "expired needs a subscription, but the app sets none: set it with --subscription or ARM_SUBSCRIPTION_ID.",
    );
  return new Map(ids.map((id) => [id, tenantOf(id)]));
}

/** What the tag of resource groups says, which options may set; names of tags have no case. */
function projectTag({ tags, project }: BackendPlan): string {
  return Object.entries(tags).find(([name]) => name.toLowerCase() === "project")?.[1] ?? project;
}

async function detailed(
  each: ExpiringEnvironment,
  locks: readonly GroupLock[] | undefined,
  given: Given,
  surroundings: Surroundings,
): Promise<ExpiredEnvironment> {
  const { environment, subscriptionId, groups } = each;
  return {
    ...each,
    locks: locks === undefined ? null : locksOf(locks, subscriptionId, groups),
    ...(await costOf(environment, given, surroundings)),
    command: `npx cdktf-azure-backend destroy --environment ${environment}`,
  };
}

/** By the options of today: an app that does not define it any more cannot say. */
async function costOf(
  environment: string,
  { app }: Given,
  surroundings: Surroundings,
): Promise<Pick<ExpiredEnvironment, "cost" | "costProblem">> {
  try {
    const defined = await definedBackends({ app, environment: [environment] }, surroundings);
    const plans = selectEnvironments(defined, [environment]).map(({ plan }) => plan);
    const totals = plans.map((plan) => estimateCost(plan).total);
    const sum = (of: "low" | "high"): number =>
      Math.round(totals.reduce((all, total) => all + total[of], 0) * 100) / 100;
    return { cost: { low: sum("low"), high: sum("high") } };
  } catch (error) {
    surroundings.signal.throwIfAborted();
    return { cost: null, costProblem: firstLineOf(error) };
  }
}
