import type { PlannedChange } from "../../terraform/planned-changes";
import { PIPELINE_FILE } from "../settings";
import { type BootstrapPlan, type Job, type PerJob, isApart, jobsIn, ofJob } from "./bootstrap-plan";
import { findIdentity } from "./find-existing";
import type { InitialStates } from "./initial-states";
import type { ResourceReader } from "./resource-reader";

/** An identity as a pipeline and an administrator need it. */
export interface CreatedIdentity {
  readonly name: string;
  readonly clientId: string;
  readonly principalId: string;
}

type CreatedIdentities = PerJob<CreatedIdentity>;

/** Reads the identities, which are there after a run. */
export async function identitiesOf(reader: ResourceReader, plan: BootstrapPlan): Promise<CreatedIdentities> {
  const apply = await identityOf(reader, plan, "apply");
  if (plan.identities.plan === undefined) return { apply };
  return { plan: await identityOf(reader, plan, "plan"), apply };
}

async function identityOf(reader: ResourceReader, plan: BootstrapPlan, job: Job): Promise<CreatedIdentity> {
  const { name } = ofJob(plan.identities, job);
  const found = await findIdentity(reader, plan, job);
  if (found === undefined)
    throw new Error(`Azure does not show the identity ${name} yet: run the command again.`);
  return { name, clientId: found.clientId, principalId: found.principalId };
}

/** What was done, and what is left to do. */
export function resultText(
  plan: BootstrapPlan,
  {
    changes,
    states,
    identities,
  }: {
    readonly changes: readonly PlannedChange[];
    readonly states: InitialStates;
    readonly identities: CreatedIdentities;
  },
): string {
  return [
    ...(changes.length === 0
      ? ["No changes."]
      : changes.map(({ action, address }) => `${action} ${address}`)),
    ...states.states.map(({ stack, state }) => `initial state of ${stack}: ${state}`),
    ...(states.note === undefined ? [] : ["", states.note]),
    ...tooMuch(plan),
    ...sameSubscription(plan),
    ...plan.notes.flatMap((note) => ["", note]),
    "",
    `For ${PIPELINE_FILE}:`,
    ...jobsIn(identities).map(
      (job) =>
        `  environments.${plan.environment}.login.${job}.clientId = "${ofJob(identities, job).clientId}"`,
    ),
  ].join("\n");
}

function tooMuch({ assignments, identities }: BootstrapPlan): readonly string[] {
  const lines = assignments.flatMap(({ job, role, tooMuch: all }) =>
    all.map(
      (each) => `- ${typeof role === "string" ? role : role.name} of ${ofJob(identities, job).name}: ${each}`,
    ),
  );
  return lines.length === 0 ? [] : ["", "Built-in roles give more than is needed:", ...lines];
}

/** The applier may change every storage account of its subscription. */
function sameSubscription(plan: BootstrapPlan): readonly string[] {
  if (isApart(plan)) return [];
  return [
    "",
    `The storage account of the state is in the subscription that ${plan.identities.apply.name} deploys to, which may change it there. To keep ` +
      "states of other environments from it, set state.subscriptionId to a subscription of its own.",
  ];
}
