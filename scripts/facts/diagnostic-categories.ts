import type { PublishedCategories } from "../../lib/stand-in/diagnostic-categories/published";
import { refreshedCategories } from "../diagnostic-categories/refreshed";
import type { Json } from "./differences";
import type { FactTable } from "./fact-table";

const REPOSITORY = "MicrosoftDocs/azure-monitor-docs";

/** Logs of each type with their tables: `npm run generate:diagnostic-categories` reads the same. */
export const diagnosticCategories: FactTable = {
  name: "diagnostic-categories",
  file: "lib/stand-in/diagnostic-categories/published.json",
  repositories: [REPOSITORY],
  read({ clone, say }, before) {
    const known = before as unknown as PublishedCategories;
    const { categories, unread } = refreshedCategories(clone(REPOSITORY), known);
    for (const type of unread) say(`${type}: the page has no table, left as it is`);
    return categories as unknown as Json;
  },
};
