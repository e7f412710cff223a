import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { PublishedCategories } from "../lib/stand-in/diagnostic-categories/published";
import { Clone } from "./arm-schemas/clone";
import { refreshedCategories } from "./diagnostic-categories/refreshed";

/** `npm run generate:diagnostic-categories -- --from <clone of github.com/MicrosoftDocs/azure-monitor-docs>` */
const { values } = parseArgs({ options: { from: { type: "string" } } });
if (values.from === undefined)
  throw new Error(
    "say where the pages are: npm run generate:diagnostic-categories -- --from <clone of MicrosoftDocs/azure-monitor-docs>",
  );
const file = join(__dirname, "../lib/stand-in/diagnostic-categories/published.json");
const known = JSON.parse(readFileSync(file, "utf8")) as PublishedCategories;
const { categories, unread } = refreshedCategories(new Clone(values.from), known);
writeFileSync(file, `${JSON.stringify(categories, null, 2)}\n`);
if (unread.length > 0)
  console.warn(`left as they are, since their pages have no table: ${unread.join(", ")}`);
