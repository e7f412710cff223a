import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { groupOf, serviceNames } from "../lib/services";

const root = join(__dirname, "..");
const SERVICES = "docs/services";

/** The page of each option group: the page of a service says which service's facts it shows. */
const pages: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(root, SERVICES)).flatMap((file) => {
    const name = /<!-- facts: ([\w-]+) -->/.exec(readFileSync(join(root, SERVICES, file), "utf8"))?.[1];
    const service = serviceNames.find((each) => each === name);
    return service === undefined ? [] : [[groupOf(service), `${SERVICES}/${file}`]];
  }),
);

/** The page of the package that explains an option, by its path. */
export function pageOf(path: string): string {
  const [group] = Object.keys(pages).filter((each) => path === each || path.startsWith(`${each}.`));
  return (group === undefined ? undefined : pages[group]) ?? "docs/reference/configuration.md";
}
