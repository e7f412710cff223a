import type { PackageContainer } from "./package-container";
import type { Site } from "./site";
import { messageOf } from "../settings/message-of";

/** How long reading the state may take after a failure, in milliseconds. */
export const STATE_TAKES = 60_000;

/** What app and slot are set to run, as Azure says now: `production is set to run <package>`. */
export async function whatRuns(sites: readonly Site[], packages: PackageContainer): Promise<string> {
  const given: string[] = [];
  for (const site of sites)
    given.push(
      await site.packageUrl().then(
        (url) => `${site.label} is set to run ${packageAt(url, packages)}`,
        (error: unknown) => `what ${site.label} is set to run could not be read (${messageOf(error)})`,
      ),
    );
  return given.join(", ");
}

/** A package by its name; where it was not released, by its place without what may be a signature. */
export function packageAt(url: string | undefined, packages: PackageContainer): string {
  if (url === undefined) return "no package";
  return packages.nameOf(url) ?? url.split("?")[0] ?? "";
}
