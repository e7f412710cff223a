import { type Requirements, requirementsOf } from "../components/requirements";
import { regionNamed } from "../azure/regions";
import { serviceNamed, serviceNames } from "../services";
import { Draft } from "../services/contract/draft";
import { checkRetirements } from "../services/contract/report-retirement";
import type { Problem } from "../settings/problems";
import type { CheckedSettings } from "./check-backend-settings";
import { checkTransforms } from "./check-transforms";
import { checkExisting } from "./existing/check-existing";
import { type ReadExternal, readExternal } from "./existing/read-existing";
import type { ImportPlan } from "./imports/import-options";
import { readImports } from "./imports/read-imports";
import type { MergedCall } from "./merge-call";
import { networkNeedsOf } from "./network-needs";
import { noteIgnoredTags } from "./note-ignored-tags";
import { noteLife } from "./pull-requests/note-life";
import { decidePullRequest } from "./pull-requests/decide-pull-request";
import type { Call } from "./read-call";

/** A call that says which backend it is of. */
export interface Identity {
  readonly project: string;
  readonly environment: string;
}

/** Every setting decided; what follows from them is not planned yet. */
export interface Settled {
  readonly draft: Draft;
  readonly requirements: Requirements;
  readonly existing: ReadExternal;
  /** Changes to configurations, by resource. */
  readonly transforms: Readonly<Record<string, unknown>>;
  readonly imports: readonly ImportPlan[];
  /** Everything that is wrong so far, that of the call included. */
  readonly problems: readonly Problem[];
}

/**
 * Lets every service decide.
 *
 * @param found - what is wrong with the call itself
 * @param decide - lets every service decide
 */
export function settle(
  call: Call,
  identity: Identity,
  merged: MergedCall,
  checked: CheckedSettings,
  found: readonly Problem[],
  decide: (draft: Draft) => void,
): Settled {
  const { common, provenance, settings } = merged;
  const { app } = call;
  const existing = readExternal(merged.external, provenance, { app, subscriptionId: common.subscriptionId });
  const requirements = requirementsOf(call.components, queueServiceOf(merged, existing));
  const changes = checkTransforms(merged.transform, existing.plans, provenance);
  const adopted = readImports(merged.importFrom, existing.plans, provenance);
  const problems = [...found, ...existing.problems, ...changes.problems, ...adopted.problems];
  const draft = new Draft(
    settings,
    provenance,
    regionNamed(checked.location),
    requirements,
    existing.plans,
    new Set(problems.map(({ path }) => path)),
    networkNeedsOf,
    checked.provider,
  );
  checkExisting(draft, existing, common, identity, app);
  decide(draft);
  checkRetirements(draft);
  noteIgnoredTags(draft, common, checked.life.tags);
  decidePullRequest(draft, call, merged);
  noteLife(draft, checked.life);
  return {
    draft,
    requirements,
    existing,
    transforms: changes.transforms,
    imports: adopted.imports,
    problems: [...problems, ...draft.problems],
  };
}

/** Where the queues of queue processors are: the storage account, unless a service takes them. */
function queueServiceOf({ settings }: MergedCall, { plans }: ReadExternal) {
  return serviceNames
    .map((name) => serviceNamed(name).queueService?.(settings, plans))
    .find((service) => service !== undefined);
}
