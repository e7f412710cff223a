import { isDay } from "../../azure/calendar-day";
import { EXPIRES_TAG, PULL_REQUEST_TAG, pullRequestOf } from "../../azure/names/pull-request";
import { NAME } from "../../decide/check-identity";
import { objectIn, textIn } from "../../settings/json-parts";
import type { Data } from "../../settings/data";
import type { Manager } from "../doctor/manager";

/**
 * How an environment stands to its last day. `no last day`: of a pull request, and without the tag. `not a day`: the tag has another
 * value, which nobody can compare.
 */
export type Standing = "current" | "expired" | "no last day" | "not a day";

/** An environment with a last day, or of a pull request, as its resource groups say. */
export interface ExpiringEnvironment {
  readonly environment: string;
  readonly subscriptionId: string;
  readonly standing: Standing;
  /** What the tag says. */
  readonly expires?: string;
  /** The number of the pull request, as its tag says. */
  readonly pullRequest?: string;
  /** Names of its resource groups. */
  readonly groups: readonly string[];
}

/** A resource group, as far as it is read here. */
interface Group {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The environments of a project that have a last day or are of a pull request, by the tags of their resource groups.
 *
 * @param projects - values of the tag `project`
 * @param today - `2026-12-07`, in UTC
 * @throws Error where the groups cannot be read
 */
export async function expiringEnvironments(
  manager: Manager,
  subscriptionId: string,
  projects: readonly string[],
  today: string,
): Promise<readonly ExpiringEnvironment[]> {
  const found = new Map<string, Group>();
  for (const tag of [EXPIRES_TAG, PULL_REQUEST_TAG])
    for (const group of await groupsWith(manager, subscriptionId, tag)) found.set(group.name, group);
  const own = [...found.values()].filter(({ tags }) => projects.includes(tags["project"] ?? ""));
  // Anybody who may write tags can write these: what is no name of an environment is in no command.
  const named = own.filter((group) => NAME.test(nameOf(group)));
  const names = [...new Set(named.map(nameOf))].sort();
  return names.map((environment) =>
    environmentOf(
      environment,
      subscriptionId,
      named.filter((group) => nameOf(group) === environment),
      today,
    ),
  );
}

/** Options may set another tag `environment`; that of the pull request is always its number. */
function nameOf({ tags }: Group): string {
  const ofPullRequest = `pr-${tags[PULL_REQUEST_TAG] ?? ""}`;
  return pullRequestOf(ofPullRequest) === undefined ? (tags["environment"] ?? "") : ofPullRequest;
}

/** learn.microsoft.com/rest/api/resources/resource-groups/list */
async function groupsWith(manager: Manager, subscriptionId: string, tag: string): Promise<readonly Group[]> {
  const filter = encodeURIComponent(`tagName eq '${tag}'`);
  const { status, items } = await manager.list(
    `/subscriptions/${subscriptionId}/resourcegroups?api-version=2021-04-01&$filter=${filter}`,
  );
  if (items === undefined)
    throw new Error(
      `Azure answered ${status} for the resource groups of subscription ${subscriptionId}: ` +
        "the login needs Microsoft.Resources/subscriptions/resourceGroups/read there, which the role Reader has.",
    );
  return items.map((item) => {
    const group = objectIn(item as Data);
    const tags = Object.entries(objectIn(group["tags"])).map(
      ([name, value]) => [name.toLowerCase(), textIn(value)] as const,
    );
    return { name: textIn(group["name"]), tags: Object.fromEntries(tags) };
  });
}

function environmentOf(
  environment: string,
  subscriptionId: string,
  groups: readonly Group[],
  today: string,
): ExpiringEnvironment {
  const valuesOf = (tag: string): readonly string[] =>
    groups.flatMap(({ tags }) => (tags[tag] === undefined ? [] : [tags[tag]])).sort();
  const days = valuesOf(EXPIRES_TAG);
  // A deployment that was interrupted has given some groups a later day: then that one counts.
  const expires = days.find((day) => !isDay(day)) ?? days.at(-1);
  const [pullRequest] = valuesOf(PULL_REQUEST_TAG);
  return {
    environment,
    subscriptionId,
    standing: standingOf(expires, today),
    ...(expires === undefined ? {} : { expires }),
    ...(pullRequest === undefined ? {} : { pullRequest }),
    groups: groups.map(({ name }) => name).sort(),
  };
}

function standingOf(expires: string | undefined, today: string): Standing {
  if (expires === undefined) return "no last day";
  if (!isDay(expires)) return "not a day";
  return expires < today ? "expired" : "current";
}
