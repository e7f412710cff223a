import { Clone } from "../../scripts/arm-schemas/clone";
import { dateOf, rowsOf } from "../../scripts/diagnostic-categories/page";
import { refreshedCategories } from "../../scripts/diagnostic-categories/refreshed";
import type { PublishedCategories } from "../../lib/stand-in/diagnostic-categories/published";
import { GitClone } from "../support/git-clone";

const FOLDER = "articles/azure-monitor/reference";
const HEAD = "---\nms.date: 07/14/2026\n---\n\n# Supported logs\n\n";
/** As pages were until 2026, with categories. */
const WITH_CATEGORIES = `${HEAD}|Category|Category display name| Log table| Supports basic log plan|Example queries |Costs to export|
|---|---|---|---|---|---|
|\`Opened\` |Carts opened |[ShopCarts](/azure/tables/shopcarts)<p>Carts.|Yes||No |
|\`Closed\` |Carts closed ||No||Yes |

## Next steps
`;
/** As they are today. */
const NAMES_ALONE = `${HEAD}|Category|Costs to export|Log table|Example queries|
|---|---|---|---|
|Carts opened|No|[ShopCarts](/azure/tables/shopcarts)<p>Carts.||
|carts closed|Yes|[AzureDiagnostics](/azure/tables/azurediagnostics)<p>Logs.|[Queries](/azure/queries)|
`;
const INCLUDED = `${HEAD}[!INCLUDE [Microsoft.Shop/shops](~/elsewhere/shops-logs-include.md)]\n`;
const SHARED = `${HEAD}|Service name | resourceType|\n|---|---|\n|Shop | microsoft.shop/shops |\n|Other | microsoft.other/things |\n`;

const page = (type: string): string => `${FOLDER}/supported-logs/microsoft-shop-${type}-logs.md`;
const entry = (type: string) => ({
  page: page(type),
  logs: [
    { category: "Closed", name: "Carts closed", table: null },
    { category: "Opened", name: "Carts opened", table: null },
  ],
  sources: [{ page: "learn.microsoft.com" }],
});
const known: PublishedCategories = {
  source: "github.com/MicrosoftDocs/azure-monitor-docs",
  licence: "CC BY 4.0",
  changes: "",
  types: {
    "Microsoft.Shop/shops": entry("shops"),
    "Microsoft.Shop/carts": entry("carts"),
    "Microsoft.Shop/gone": entry("gone"),
    "Microsoft.Shop/stalls": entry("stalls"),
  },
  azureDiagnostics: { page: `${FOLDER}/tables/azurediagnostics.md`, types: [] },
  destinationChosen: {},
};

function refreshed(files: Readonly<Record<string, string>>) {
  const clone = new GitClone(files);
  try {
    return refreshedCategories(new Clone(clone.folder), known);
  } finally {
    clone.remove();
  }
}

const pages = {
  [page("shops")]: WITH_CATEGORIES,
  [page("carts")]: NAMES_ALONE,
  [page("stalls")]: INCLUDED,
  [`${FOLDER}/tables/azurediagnostics.md`]: SHARED,
};

test("a page is read in both of its forms", () => {
  expect(dateOf(NAMES_ALONE)).toBe("2026-07-14");
  expect(rowsOf(WITH_CATEGORIES)).toEqual([
    { category: "Opened", name: "Carts opened", table: "ShopCarts" },
    { category: "Closed", name: "Carts closed", table: null },
  ]);
  expect(rowsOf(NAMES_ALONE)).toEqual([
    { name: "Carts opened", table: "ShopCarts" },
    { name: "carts closed", table: "AzureDiagnostics" },
  ]);
  expect(rowsOf(INCLUDED)).toEqual([]);
});

test("values of the pages replace the earlier ones, with commit and date", () => {
  const { categories, unread } = refreshed(pages);
  const source = { repository: "MicrosoftDocs/azure-monitor-docs", date: "2026-07-14" };
  expect(categories.types["Microsoft.Shop/shops"]).toMatchObject({
    logs: [
      { category: "Closed", table: null },
      { category: "Opened", table: "ShopCarts" },
    ],
    sources: [
      { ...source, says: "categories and tables", commit: expect.stringMatching(/^[0-9a-f]{40}$/) as string },
    ],
  });
  expect(categories.types["Microsoft.Shop/carts"]).toMatchObject({
    logs: [
      { category: "Closed", table: "AzureDiagnostics" },
      { category: "Opened", table: "ShopCarts" },
    ],
    sources: [{ ...source, says: "names and tables" }],
  });
  expect(categories.azureDiagnostics).toMatchObject({ ...source, types: ["microsoft.shop/shops"] });
  expect(unread).toEqual(["Microsoft.Shop/gone", "Microsoft.Shop/stalls"]);
  expect(categories.types["Microsoft.Shop/stalls"]).toEqual(entry("stalls"));
});

test("the generator gives the same result again", () => {
  expect(JSON.stringify(refreshed(pages))).toBe(JSON.stringify(refreshed(pages)));
});

test("a new name is an error until its category is known", () => {
  const renamed = NAMES_ALONE.replace("Carts opened", "Carts pushed");
  expect(() => refreshed({ ...pages, [page("carts")]: renamed })).toThrow(
    "add the categories of these names to published.json first: Microsoft.Shop/carts: Carts pushed",
  );
});
