import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { faultsOfPages, openBrowser, skip } from "./browser.mjs";
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
        const faults = await faultsOfPages(
          opened.browser,
          { width, colorScheme },
          async (page, _path, errors) => [...errors, ...(await page.evaluate(faultsOfLayout))],
        );
        assert.deepEqual(faults, []);
      });
});
