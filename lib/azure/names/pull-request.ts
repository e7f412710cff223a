/** In `environments`, the differences of every environment of a pull request. */
export const EVERY_PULL_REQUEST = "pr-*";

/** The tags of every resource of such an environment, which its resource groups are found by. */
export const PULL_REQUEST_TAG = "pull-request";
export const EXPIRES_TAG = "expires";

/**
 * Without leading zeros, so that no two environments are of one pull request. Seven digits leave room for three characters of the project
 * in the name of a key vault, the shortest of all.
 */
const NAME = /^pr-([1-9]\d{0,6})$/;

/** The number of the pull request that an environment is of, by its name; undefined for every other environment. */
export function pullRequestOf(environment: string): number | undefined {
  const [, number] = NAME.exec(environment) ?? [];
  return number === undefined ? undefined : Number(number);
}
