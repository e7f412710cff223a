import type { JsonObject } from "../../../lib/stand-in/json";
import type { StandIn } from "../../../lib/stand-in/stand-in";

/** What somebody else has in one resource group, by `<namespace>/<type>/<name>`. */
export interface Theirs {
  readonly group: string;
  readonly location: string;
  readonly resources: Readonly<Record<string, JsonObject>>;
}

/** Has it on the stand-in before anything is deployed. */
export function make(standIn: StandIn, { group, location, resources }: Theirs): void {
  standIn.make(group, { location });
  for (const [path, body] of Object.entries(resources))
    standIn.make(`${group}/providers/${path}`, { location, ...body });
}

export function groupId(subscription: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${name}`;
}

/** Stands in the documents for the subscription that the reader deploys to. */
export const YOURS = "00000000-0000-0000-0000-000000000000";
