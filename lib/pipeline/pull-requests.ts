import { EVERY_PULL_REQUEST } from "../azure/names/pull-request";

/** What all environments of pull requests share is named with it, such as the environment of GitHub: a login has one subject. */
export const SHARED_NAME = "pr";

/** Two of them, by which it is found out what all of them share. */
export const SAMPLES = ["pr-1", "pr-2"] as const;

/** For how long an environment stays after the last push to its pull request. */
export const DEFAULT_EXPIRES = "7d";

/** The jobs that log in with an identity of their own. */
export type LoginJob = "plan" | "apply";

/** Which jobs an environment of `pipeline.json` has. Nobody approves a plan for a pull request, so that none is made. */
export function jobsOf(environment: string): readonly LoginJob[] {
  return environment === EVERY_PULL_REQUEST ? ["apply"] : ["plan", "apply"];
}

/** What an environment of `pipeline.json` is called where no name has a `*`: the environments of GitHub, roles, identities. */
export function plainName(environment: string): string {
  return environment === EVERY_PULL_REQUEST ? SHARED_NAME : environment;
}
