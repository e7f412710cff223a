import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { groupOf, serviceNames } from "../lib/services";
import type { ServiceName } from "../lib/services/words";

const root = join(__dirname, "..");

/** The folder of the pages of services. */
export const SERVICES = "docs/services";

/** The mark of a page that the facts of a service follow. */
export const FACTS = "<!-- facts: ([\\w-]+) -->";

export function isService(name: string | undefined): name is ServiceName {
  return serviceNames.some((each) => each === name);
}

/** The page of each option group. */
const pages: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(root, SERVICES)).flatMap((file) => {
    const name = new RegExp(FACTS).exec(readFileSync(join(root, SERVICES, file), "utf8"))?.[1];
    return isService(name) ? [[groupOf(name), `${SERVICES}/${file}`]] : [];
  }),
);

/** The page of the package that explains an option, by its path. */
export function pageOf(path: string): string {
  const [group] = Object.keys(pages).filter((each) => path === each || path.startsWith(`${each}.`));
  return (group === undefined ? undefined : pages[group]) ?? "docs/reference/configuration.md";
}
