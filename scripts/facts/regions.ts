import { dateOf } from "../diagnostic-categories/page";
import type { Json } from "./differences";
import type { FactTable } from "./fact-table";
import { rowsWith } from "./page-table";

const REPOSITORY = "MicrosoftDocs/reliability-docs";
const PAGE = "articles/reliability/regions-list.md";

/** A region as the committed file has it. */
interface Listed {
  readonly displayName: string;
  readonly zones: boolean;
  readonly pair?: string;
}

/** Every region of the public cloud, from Microsoft's list. lib/azure/regions.ts has them as types, and a test compares both. */
export const regionsList: FactTable = {
  name: "regions",
  file: "__tests__/azure/regions-list.json",
  repositories: [REPOSITORY],
  read({ clone, today }) {
    const repository = clone(REPOSITORY);
    const page = repository.read(PAGE);
    return {
      source: `github.com/${REPOSITORY}/blob/${repository.commit}/${PAGE}`,
      licence: "CC BY 4.0, Microsoft Corporation",
      changes: "of each region its names, whether it has availability zones, and its pair",
      date: dateOf(page) ?? repository.date,
      read: today,
      regions: regionsOn(page) as unknown as Json,
    };
  },
};

/** The regions of the page, by the name that programs use; each is in two of its tables. */
export function regionsOn(page: string): Readonly<Record<string, Listed>> {
  const rows = rowsWith(page, ["region", "availability zone support", "paired region", "programmatic name"]);
  const listed = rows.map((row): readonly [string, Listed] => {
    const pair = plain(row["paired region"]);
    return [
      plain(row["programmatic name"]),
      {
        displayName: plain(row["region"]),
        zones: /alt-text="Yes"/i.test(row["availability zone support"] ?? ""),
        ...(pair === "" || pair === "N/A" ? {} : { pair: programName(pair) }),
      },
    ];
  });
  // A restricted region may be named as a pair alone.
  const named = rows.flatMap((row): readonly (readonly [string, Listed])[] => {
    const pair = plain(row["paired region"]);
    const isListed = pair === "" || pair === "N/A" || listed.some(([name]) => name === programName(pair));
    return isListed
      ? []
      : [[programName(pair), { displayName: pair, zones: false, pair: plain(row["programmatic name"]) }]];
  });
  return Object.fromEntries([...listed, ...named].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Without the icon that says that a region is restricted. */
function plain(cell = ""): string {
  return cell.replace(/:::image.*?:::/g, "").trim();
}

function programName(displayName: string): string {
  return displayName.replaceAll(" ", "").toLowerCase();
}
