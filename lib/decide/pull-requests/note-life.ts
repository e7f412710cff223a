import type { Draft } from "../../services/contract/draft";
import type { Life } from "./settle-life";

/** Says what an environment of a pull request is, and until when it is there. */
export function noteLife(draft: Draft, { pullRequest, expires }: Life): void {
  if (pullRequest === undefined) return;
  draft.note(
    "expires",
    expires === undefined
      ? `the environment of pull request ${pullRequest} has no last day: deploy asks for one`
      : `the environment of pull request ${pullRequest} is for the days until ${expires}`,
  );
}
