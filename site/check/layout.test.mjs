import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { openBrowser, paths, show, skip } from "./browser.mjs";
import { faultsOfLayout } from "./layout.mjs";

const WIDTHS = [390, 1280, 1920];

describe("layout", { skip, concurrency: false }, () => {
  let opened;
  before(async () => {
    opened = await openBrowser();
  });
  after(async () => {
    await opened.close();
  });

  for (const width of WIDTHS)
    for (const colorScheme of ["light", "dark"])
      test(`no page overlaps or is cut off at ${width} pixels, ${colorScheme}`, async () => {
        const context = await opened.browser.newContext({
          viewport: { width, height: 900 },
          colorScheme,
          reducedMotion: "reduce",
        });
        const page = await context.newPage();
        const faults = [];
        for (const path of paths) {
          const errors = await show(page, path);
          faults.push(
            ...[...errors, ...(await page.evaluate(faultsOfLayout))].map((fault) => `${path}: ${fault}`),
          );
        }
        await context.close();
        assert.deepEqual(faults, []);
      });
});
