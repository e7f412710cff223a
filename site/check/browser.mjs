import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "vitepress";

const site = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(site, ".vitepress/dist");
const PORT = 4177;

export const address = `http://localhost:${PORT}`;

/** Where Chromium or Chrome is installed; `CHROMIUM` names another program. */
const program = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
].find((file) => file !== undefined && existsSync(file));

/** Why the pages cannot be shown, for the tests that are skipped then. */
export const skip = reason();

function reason() {
  if (!existsSync(built)) return "the site is not built: npm run site";
  return program === undefined ? "no Chromium found: install it, or set CHROMIUM to its path" : false;
}

/** Every built page, `/guides/deploy.html` and so on. */
const paths = existsSync(built)
  ? readdirSync(built, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
      .map((entry) => `/${relative(built, join(entry.parentPath, entry.name)).split(sep).join("/")}`)
      .filter((path) => path !== "/404.html")
      .sort()
  : [];

/** Starts a server for the built site, and a browser. @returns both, and how to end them */
export async function openBrowser() {
  const { server } = await serve({ root: site, port: PORT });
  const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
  const close = async () => {
    await browser.close();
    await new Promise((closed) => server.close(closed));
  };
  return { browser, close };
}

/**
 * Shows every page in a window of a width, light or dark.
 *
 * @param faultsOf - what is wrong with a page, from the page and the errors that its scripts threw
 * @returns what is wrong, each with the path of its page
 */
export async function faultsOfPages(browser, { width, colorScheme }, faultsOf) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const faults = [];
  for (const path of paths) {
    const errors = await show(page, path);
    faults.push(...(await faultsOf(page, path, errors)).map((fault) => `${path}: ${fault}`));
  }
  await context.close();
  return faults;
}

/** Loads a page, and waits until its diagrams are drawn. */
export async function show(page, path) {
  const errors = [];
  const listen = (error) => errors.push(String(error));
  page.on("pageerror", listen);
  await page.goto(`${address}${path}`, { waitUntil: "load" });
  await page.waitForFunction(() => {
    const diagrams = [...document.querySelectorAll(".diagram")];
    const hydrated = document.querySelector("#app")?.__vue_app__ !== undefined;
    return hydrated && diagrams.every((diagram) => diagram.querySelector("svg") !== null);
  });
  page.off("pageerror", listen);
  return errors;
}
