import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { address, openBrowser, show, skip } from "./browser.mjs";

/** What users ask, in their words, and the page that answers it. */
const questions = JSON.parse(readFileSync(new URL("questions.json", import.meta.url), "utf8"));

/** As many results as are seen without scrolling. */
const SEEN = 5;

describe("search", { skip, concurrency: false }, () => {
  let opened;
  let page;
  before(async () => {
    opened = await openBrowser();
    page = await opened.browser.newPage();
    await show(page, "/");
    await page.locator(".VPNavBarSearch button").click();
  });
  after(async () => {
    await opened.close();
  });

  for (const [question, answer] of Object.entries(questions))
    test(`"${question}" finds ${answer}`, async () => {
      await page.locator("#localsearch-input").fill("");
      await page.locator("#localsearch-input").fill(question);
      // The search waits until nobody types.
      await page.waitForTimeout(400);
      const results = page.locator(".VPLocalSearchBox .result");
      await results.first().waitFor();
      const links = await results.evaluateAll((found) => found.map((result) => result.href));
      const found = links
        .slice(0, SEEN)
        .map((link) => link.slice(address.length + 1).replace(/(\.html)?#.*|\.html$/, ""));
      assert.ok(found.includes(answer), `found ${found.join(", ")}`);
    });
});
