import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engines } from "../package.json";
import { apiNotices } from "../lib/azure/api-notices";
import { bindingsVersion } from "../lib/provider/bindings-version";
import { firstWithout } from "../lib/provider/spoken-api-versions";
import { firstWith } from "../lib/provider/since";
import { PROVIDER_VERSION } from "../lib/provider/version";
import { FIRST_OF_5, NEXT_MAJOR } from "../lib/provider/version-range";
import { code, tableOf } from "./markdown";
import { NODE_RELEASES_AS_OF, type NodeRelease, RECOMMENDED_NODE, nodeReleases } from "./node-releases";

const PAGE = "docs/reference/versions.md";
const BLOCK = /(<!-- supported (\w+) -->\n)[\s\S]*?(<!-- end of supported -->)/g;

/** The page with the tables of versions that the library works with. */
export function versionsPage(): Readonly<Record<string, string>> {
  const page = readFileSync(join(__dirname, "..", PAGE), "utf8");
  const tables: Readonly<Record<string, readonly string[]>> = { node: nodeTable(), azurerm: providerTable() };
  const written = page.replace(BLOCK, (_block, begin: string, name: string, end: string) => {
    const table = tables[name];
    if (table === undefined) throw new Error(`${PAGE}: there is no table "${name}"`);
    return `${begin}<!-- prettier-ignore-start -->\n${table.join("\n")}\n<!-- prettier-ignore-end -->\n${end}`;
  });
  return { [PAGE]: written };
}

function nodeTable(): readonly string[] {
  const rows = nodeReleases.map((release) => [
    String(release.major),
    `${hasEnded(release) ? "ended on" : "ends on"} ${release.ends}`,
    stateOf(release),
  ]);
  return tableOf(["Node.js", `Support by Node.js, as of ${NODE_RELEASES_AS_OF}`, "In this library"], rows);
}

function hasEnded({ ends }: NodeRelease): boolean {
  return ends < NODE_RELEASES_AS_OF;
}

function stateOf(release: NodeRelease): string {
  const [oldest] = nodeReleases;
  const from = release === oldest ? `works from ${engines.node.replace(">=", "")} on` : "works";
  const advice = release.major === RECOMMENDED_NODE ? ", recommended" : "";
  return `${from}, in the test workflow${advice}${hasEnded(release) ? "; gets no security fixes from Node.js" : ""}`;
}

function providerTable(): readonly string[] {
  const { date, oldest, part } = apiNotices["key-vault-old-api"];
  const vault = firstWithout(part, oldest) ?? PROVIDER_VERSION;
  return tableOf(
    ["azurerm", "In this library", "Until"],
    [
      [
        `${bindingsVersion} or later, below ${vault}`,
        "accepted; a warning if the backend creates a key vault",
        `${date}, when Azure retires the API version that they manage key vaults with`,
      ],
      [`${vault} or later in 4.x`, `accepted; ${code(PROVIDER_VERSION)} is the default`, "no date"],
      [`${firstWith("azurerm5")} or later, below ${FIRST_OF_5}`, "refused", "never accepted"],
      [`${FIRST_OF_5} or later in 5.x`, "accepted", "no date"],
      [`${NEXT_MAJOR} or later`, "refused", "a release of this library knows its arguments"],
    ],
  );
}
