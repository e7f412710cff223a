import { type Json, at, listAt, textAt } from "../../../lib/stand-in/json";
import type { RecipeLife } from "../support/recipe-life";

const WORKBOOKS = "Microsoft.Insights/workbooks";

/** How environments are watched. */
export const watching: Readonly<Record<string, readonly RecipeLife[]>> = {
  dashboard: [
    {
      environment: "prod",
      asked: {
        "the workbook has a chart for each metric, and its queries": ({ standIn }) => {
          const asked = standIn.asked(WORKBOOKS);
          expect(textAt(asked, "properties.displayName")).toBe("shop prod");
          const items = listAt(JSON.parse(textAt(asked, "properties.serializedData")) as Json, "items");
          const charts = items.filter((item) => at(item, "type") === 10);
          expect(charts.map((item) => textAt(item, "content.title")).at(-1)).toBe(
            "The function app: Http5xx",
          );
          expect(charts).toHaveLength(7);
          expect(items.filter((item) => at(item, "type") === 3).length).toBeGreaterThan(5);
        },
      },
    },
  ],
};
