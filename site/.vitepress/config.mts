import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";

const pages = join(import.meta.dirname, "../pages");

/** The pages of a folder by their titles, in the order of `first`, then by title. */
function itemsIn(folder: string, first: readonly string[] = []) {
  return readdirSync(join(pages, folder))
    .filter((file) => file.endsWith(".md") && file !== "index.md")
    .map((file) => {
      const text = readFileSync(join(pages, folder, file), "utf8");
      const title = /^# (.*)$/m.exec(text)?.[1]?.replace(/^Example: /, "") ?? file;
      return { text: title, link: `/${folder}/${file.replace(/\.md$/, "")}`, file };
    })
    .sort((one, other) => place(one.file) - place(other.file) || one.text.localeCompare(other.text));

  function place(file: string): number {
    const at = first.indexOf(file.replace(/\.md$/, ""));
    return at === -1 ? first.length : at;
  }
}

const concepts = ["stacks", "environments", "decisions", "permissions", "state", "releases"];
const guides = ["components", "crud-apis", "local-development", "testing", "deploy", "releases"];

export default defineConfig({
  title: "cdktf-azure-backend",
  description:
    "A production-ready serverless backend on Azure from one call, as Terraform that you can review.",
  srcDir: "pages",
  // Where the site is on its host: GitHub Pages has it in a folder with the name of the repository.
  base: process.env["SITE_BASE"] ?? "/",
  cleanUrls: false,
  lastUpdated: false,
  markdown: {
    // The usual ones have too little contrast for small text.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(md) {
      // Braces in code are no expressions of Vue. A long path breaks after a dot or a slash, not within a word.
      md.renderer.rules.code_inline = (tokens, index) =>
        `<code v-pre>${md.utils.escapeHtml(tokens[index]?.content ?? "").replaceAll(/(?<=\w[./])(?=\w)/g, "<wbr>")}</code>`;
      const fence = md.renderer.rules.fence;
      md.renderer.rules.fence = (tokens, index, options, env, self) => {
        const token = tokens[index];
        if (token?.info.trim() === "mermaid")
          return `<Diagram code="${encodeURIComponent(token.content)}" />`;
        return fence?.(tokens, index, options, env, self) ?? "";
      };
    },
  },
  themeConfig: {
    search: {
      provider: "local",
      options: {
        // The generated list of types would be found for every word.
        _render: (source, env, md) => (env.relativePath === "reference/api.md" ? "" : md.render(source, env)),
        miniSearch: {
          searchOptions: {
            boost: { title: 6, titles: 2 },
            fuzzy: 0.2,
            prefix: true,
            // Both functions run in the browser and see nothing of this file.
            processTerm: (term) =>
              /^(an?|and|are|be|by|can|do|does|each|every|for|from|had|has|have|how|in?|into|is|it|its|my|of|on|or|our|that|the|their|this|to|we|what|when|where|which|who|will|with|your?|us(e|ing)|needs?|not?|only|all)$/i.test(
                term,
              )
                ? null
                : term.toLowerCase(),
            // Tables of every option have every word.
            boostDocument: (id) => (/^\/?(reference|services)\//.test(id) ? 0.5 : 1),
          },
        },
      },
    },
    nav: [
      { text: "Start", link: "/start" },
      { text: "Recipes", link: "/recipes/" },
      { text: "Configuration", link: "/reference/configuration" },
      { text: "Commands", link: "/reference/commands" },
    ],
    outline: [2, 3],
    sidebar: [
      {
        text: "Start",
        items: [
          { text: "Overview", link: "/" },
          { text: "Start", link: "/start" },
        ],
      },
      { text: "Concepts", items: itemsIn("concepts", concepts) },
      { text: "Services", collapsed: true, items: itemsIn("services") },
      { text: "Recipes", collapsed: true, items: itemsIn("recipes") },
      { text: "Guides", collapsed: true, items: itemsIn("guides", guides) },
      { text: "Reference", collapsed: true, items: itemsIn("reference") },
      { text: "Examples", collapsed: true, items: itemsIn("examples") },
      {
        text: "Help",
        items: [
          { text: "Troubleshooting", link: "/troubleshooting" },
          { text: "FAQ", link: "/faq" },
          { text: "Glossary", link: "/glossary" },
          { text: "Comparison", link: "/comparison" },
          { text: "Upgrade", link: "/upgrade" },
          { text: "Changelog", link: "/changelog" },
        ],
      },
    ],
  },
});
