import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { exampleNames, pictureOf } from "./examples.mjs";

/**
 * Copies the pages of `docs` into `site/pages`, adds a page for each example, and lets links to files of the repository that are no page
 * lead to the example's page, or be plain code. `docs` itself stays as it is read in the repository.
 */
const site = dirname(fileURLToPath(import.meta.url));
const root = join(site, "..");
const pages = join(site, "pages");
const readme = readFileSync(join(root, "README.md"), "utf8");

rmSync(pages, { recursive: true, force: true });
mkdirSync(pages);
cpSync(join(root, "docs"), pages, { recursive: true });

for (const file of markdownIn(pages)) {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, withLinks(text, relative(pages, file).split(sep).join("/")));
}
mkdirSync(join(pages, "examples"));
for (const name of exampleNames) writeFileSync(join(pages, "examples", `${name}.md`), examplePage(name));
writeFileSync(
  join(pages, "changelog.md"),
  readFileSync(join(root, "CHANGELOG.md"), "utf8").replaceAll("(docs/", "("),
);

function markdownIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Links that leave `docs` lead to an example's page, or become code. */
function withLinks(text, page) {
  return text.replace(/\[([^\]]+)\]\((?![a-z]+:|#)([^)]+)\)/g, (link, label, target) => {
    const [path] = target.split("#");
    const file = posix.join("docs", posix.dirname(page), path);
    if (file.startsWith("docs/")) return link;
    const example = /^examples\/([\w-]+)\//.exec(file)?.[1];
    if (example !== undefined && exampleNames.includes(example)) return `[${label}](/examples/${example})`;
    return label.includes("`") ? label : `\`${file}\``;
  });
}

function examplePage(name) {
  const { title, sentence, file, code } = example(name);
  return [
    `# Example: ${title}`,
    "",
    sentence,
    "",
    `The code is \`${file}\` of the repository. A test deploys it with Terraform and the azurerm provider to a stand-in for Azure.`,
    "",
    "## What it creates",
    "",
    pictureOf(name),
    "",
    "## Code",
    "",
    "```ts",
    code.trimEnd(),
    "```",
    "",
  ].join("\n");
}

/** Title and sentence are those of the README's list. */
function example(name) {
  const file = `examples/${name}/main.ts`;
  const [, title = name, sentence = ""] =
    new RegExp(`^- \\[([^\\]]+)\\]\\(${file}\\): (.*)$`, "m").exec(readme) ?? [];
  return {
    title,
    sentence: `${sentence[0].toUpperCase()}${sentence.slice(1)}.`,
    file,
    code: readFileSync(join(root, file), "utf8"),
  };
}
