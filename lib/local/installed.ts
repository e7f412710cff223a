import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { checkInstalled } from "../peers/installed";

/** Packages that start-up needs, each an optional peer. */
export const LOCAL_PACKAGES = [
  "azurite",
  "@azure/storage-blob",
  "@azure/storage-queue",
  "@azure/data-tables",
] as const;

/** What the user's project has installed. */
export interface Installed {
  /** The file that Azurite starts with. */
  readonly azurite: string;
}

/**
 * Looks for everything at once, in the user's project.
 *
 * @throws Error with the command that installs what is missing
 */
export function findInstalled(root: string): Installed {
  const project = createRequire(join(resolve(root), "package.json"));
  checkInstalled(root, "startLocal", LOCAL_PACKAGES);
  const manifest = project.resolve("azurite/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as {
    readonly bin: { readonly azurite: string };
  };
  return { azurite: join(dirname(manifest), bin.azurite) };
}
