import type { Components } from "../components/component";
import { checkInstalled } from "../peers/installed";

/** What a release signs in and reaches Azure by. */
export const RELEASE_PACKAGES = ["@azure/identity", "@azure/core-rest-pipeline"] as const;

/**
 * Looks for everything that a package of these components is made of.
 *
 * @param further - what is needed beside that
 * @throws Error with the one command that installs what is missing
 */
export function checkNeededPackages(
  components: Components,
  folder: string,
  further: readonly string[] = [],
): void {
  const hasApi = Object.values(components).some(({ kind }) => kind === "crud-api");
  const packages = ["esbuild", "@azure/functions", ...(hasApi ? ["@azure/cosmos", "@azure/identity"] : [])];
  // This package loads some of them itself, and code in the folder others.
  checkInstalled(folder, "packaging", [...new Set([...packages, ...further])], [folder, __dirname]);
}
