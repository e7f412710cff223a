import { existsSync } from "node:fs";
import { join } from "node:path";
import { examplesOf, markdownIn } from "../support/documents";
import { root } from "../support/packed";
import { recipes } from "../terraform/recipes";

const names = markdownIn("docs/recipes")
  .map((document) => document.replace(/^docs\/recipes\/|\.md$/g, ""))
  .filter((name) => name !== "index");

test("there is a table entry for every recipe, and for no other", () => {
  expect(Object.keys(recipes).sort()).toEqual([...names].sort());
});

test.each(names)(
  "every example of the recipe %s is deployed on the stand-in by a test of its own",
  (name) => {
    const lives = recipes[name] ?? [];
    expect(lives).toHaveLength(examplesOf(`docs/recipes/${name}.md`).length);
    for (const { asked = {}, deployed = {} } of lives)
      expect(Object.keys({ ...asked, ...deployed }).length).toBeGreaterThan(0);
    expect(existsSync(join(root, `__tests__/terraform/recipe-${name}.test.ts`))).toBe(true);
  },
);
