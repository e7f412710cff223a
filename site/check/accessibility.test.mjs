import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { openBrowser, paths, show, skip } from "./browser.mjs";

/** A phone has a menu instead of the sidebar. */
const VIEWS = [
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 390, colorScheme: "light" },
];

describe("accessibility", { skip, concurrency: false }, () => {
  let opened;
  before(async () => {
    opened = await openBrowser();
  });
  after(async () => {
    await opened.close();
  });

  for (const { width, colorScheme } of VIEWS)
    test(`axe finds nothing at ${width} pixels, ${colorScheme}`, async () => {
      const context = await opened.browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      const faults = [];
      for (const path of paths) {
        await show(page, path);
        const axe = new AxeBuilder({ page });
        // Thousands of lines in one block, in the colours of all other code.
        if (path === "/reference/api.html") axe.exclude("pre");
        const { violations } = await axe.analyze();
        for (const { id, nodes } of violations)
          faults.push(
            `${path}: ${id}: ${nodes.length} of ${nodes[0]?.target.join(" ")}: ${nodes[0]?.html.slice(0, 120)}`,
          );
      }
      await context.close();
      assert.deepEqual(faults, []);
    });
});
