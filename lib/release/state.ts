import { messageOf } from "../settings/message-of";
import type { Site } from "./site";
import type { StoredReleases } from "./stored-releases";

/** How long reading the state may take after a failure, in milliseconds. */
export const STATE_TAKES = 60_000;

/** What app and slot are set to run, as Azure says now: `production is set to run <package>`. */
export async function whatRuns(sites: readonly Site[], releases: StoredReleases): Promise<string> {
  const given: string[] = [];
  for (const site of sites)
    given.push(
      await site.codeAddress().then(
        (address) => `${site.label} is set to run ${codeAt(address, releases)}`,
        (error: unknown) => `what ${site.label} is set to run could not be read (${messageOf(error)})`,
      ),
    );
  return given.join(", ");
}

/** Code by its name; where it was not released, by its place without what may be a signature. */
export function codeAt(address: string | undefined, releases: StoredReleases): string {
  if (address === undefined) return "no package";
  return releases.codeAt(address)?.name ?? address.split("?")[0] ?? "";
}
