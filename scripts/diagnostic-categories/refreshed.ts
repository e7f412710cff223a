import type {
  PublishedCategories,
  PublishedCategory,
  PublishedType,
} from "../../lib/stand-in/diagnostic-categories/published";
import type { Clone } from "../arm-schemas/clone";
import { type PageRow, dateOf, rowsOf } from "./page";

const REPOSITORY = "MicrosoftDocs/azure-monitor-docs";

/**
 * What is known of each type, as the pages of a clone have it. A page without a table leaves its type as it is.
 *
 * @throws Error that names each display name without a category
 */
export function refreshedCategories(
  clone: Clone,
  known: PublishedCategories,
): { readonly categories: PublishedCategories; readonly unread: readonly string[] } {
  const files = new Set(clone.files("articles/azure-monitor/reference"));
  const unread: string[] = [];
  const unknown: string[] = [];
  const types = Object.entries(known.types).map(([type, before]): [string, PublishedType] => {
    const page = files.has(before.page) ? clone.read(before.page) : "";
    const rows = rowsOf(page);
    if (rows.length === 0) {
      unread.push(type);
      return [type, before];
    }
    const logs = rows.flatMap((row) => {
      const category = categoryOf(row, before);
      if (category === undefined) unknown.push(`${type}: ${row.name}`);
      return category === undefined ? [] : [{ category, name: row.name, table: row.table }];
    });
    return [
      type,
      { page: before.page, logs: sorted(logs), sources: [sourceOf(before.page, page, rows, clone)] },
    ];
  });
  if (unknown.length > 0)
    throw new Error(`add the categories of these names to published.json first: ${unknown.join("; ")}`);
  const categories = { ...known, types: Object.fromEntries(types) };
  return { categories: withAzureDiagnostics(categories, clone, files), unread };
}

function categoryOf({ category, name }: PageRow, before: PublishedType): string | undefined {
  return category ?? before.logs.find((each) => each.name.toLowerCase() === name.toLowerCase())?.category;
}

function sourceOf(
  page: string,
  text: string,
  rows: readonly PageRow[],
  { commit }: Clone,
): PublishedType["sources"][number] {
  const date = dateOf(text);
  const says = rows.some(({ category }) => category !== undefined)
    ? "categories and tables"
    : "names and tables";
  return { repository: REPOSITORY, page, commit, ...(date === undefined ? {} : { date }), says };
}

function sorted(logs: readonly PublishedCategory[]): readonly PublishedCategory[] {
  return [...logs].sort((one, other) => (one.category < other.category ? -1 : 1));
}

/** The page of the table for all services says which types send to it. */
function withAzureDiagnostics(
  categories: PublishedCategories,
  clone: Clone,
  files: ReadonlySet<string>,
): PublishedCategories {
  const { page } = categories.azureDiagnostics;
  if (!files.has(page)) return categories;
  const text = clone.read(page);
  const listed = [...text.matchAll(/^\|[^|]+\|\s*(microsoft\.[a-z0-9./]+)\s*\|/gim)].map(([, type = ""]) =>
    type.toLowerCase(),
  );
  const types = Object.keys(categories.types)
    .map((type) => type.toLowerCase())
    .filter((type) => listed.includes(type));
  const date = dateOf(text);
  return {
    ...categories,
    azureDiagnostics: {
      repository: REPOSITORY,
      page,
      commit: clone.commit,
      ...(date === undefined ? {} : { date }),
      types: types.sort(),
    },
  };
}
