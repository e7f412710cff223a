import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { faultsOfPages, openBrowser, skip } from "./browser.mjs";

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

  for (const view of VIEWS)
    test(`axe finds nothing at ${view.width} pixels, ${view.colorScheme}`, async () => {
      const faults = await faultsOfPages(opened.browser, view, async (page, path) => {
        const axe = new AxeBuilder({ page });
        // Thousands of lines in one block, in the colours of all other code.
        if (path === "/reference/api.html") axe.exclude("pre");
        const { violations } = await axe.analyze();
        return violations.map(
          ({ id, nodes: [first, ...more] }) =>
            `${id}: ${1 + more.length} of ${first?.target.join(" ")}: ${first?.html.slice(0, 120)}`,
        );
      });
      assert.deepEqual(faults, []);
    });
});
