import { actions } from "./actions.json";

export type ActionName = keyof typeof actions;

/** How a workflow names an action: by the commit of its release, with tag and day beside it. */
export function pinned(name: ActionName): string {
  const { tag, commit, date } = actions[name];
  return `${name}@${commit} # ${tag}, ${date}`;
}
