import { existsSync } from "node:fs";
import { join } from "node:path";
import { Clone } from "../arm-schemas/clone";

/**
 * Clones in a folder, each as `<owner>/<repository>`.
 *
 * @returns the clone of a repository, or what to do where there is none
 */
export function clonesIn(
  folder: string | undefined,
): (repository: string) => { readonly clone: Clone } | { readonly fix: string } {
  return (repository) => {
    if (folder === undefined) return { fix: `it needs --from, with a clone of github.com/${repository}` };
    const path = join(folder, repository);
    return existsSync(path)
      ? { clone: new Clone(path) }
      : { fix: `git clone --bare https://github.com/${repository} ${path}` };
  };
}
