import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linksIn, textOf, userDocuments } from "../support/documents";
import { manifestIn, root } from "../support/packed";

const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly scripts: object }).scripts,
);

/** `files` of package.json, and what npm always takes; `lib` is shipped as `dist`. */
function isShipped(file: string): boolean {
  const { files } = manifestIn(root) as unknown as { readonly files: readonly string[] };
  return ["README.md", "LICENSE", "package.json", ...files].some(
    (shipped) => file === shipped || file.startsWith(`${shipped}/`),
  );
}

/** They call scripts of the reader's own project. */
const PIPELINES = /^```yaml\n[\s\S]*?^```$/gm;

/** The parts between headings, each with the part before the first heading of its document, which speaks for all. */
function sections(document: string): readonly string[] {
  const text = textOf(document).replaceAll(PIPELINES, "");
  const [beginning = "", ...parts] = text.split(/^(?=## )/m);
  return [beginning, ...parts.map((part) => `${document.startsWith("docs/") ? beginning : ""}${part}`)];
}

/** Files of the repository that a text names, in links and as code. */
function named(document: string, text: string): readonly string[] {
  const links = linksIn(document, text).map(({ file }) => file);
  const code = [...text.matchAll(/`([A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*)`/g)]
    .map(([, file = ""]) => file)
    .filter((file) => /[./]/.test(file) && existsSync(join(root, file)));
  return [...links, ...code];
}

const saysWhere = (text: string): boolean => /\brepository\b/i.test(text);

describe.each(userDocuments)("the references of %s", (document) => {
  const links = sections(document).flatMap((text) => named(document, text));

  test("every path that the document names exists", () => {
    expect(links.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  // Folders that a user has too are not files of this repository.
  const ofUsers = [
    "node_modules",
    "cdktf.json",
    "cdktf.out",
    "tsconfig.json",
    ".gitignore",
    "main.ts",
    ".gen",
    ".gen/",
  ];

  test("every path is in the package, or the document says that it is in the repository", () => {
    const lost = sections(document)
      .filter((text) => !saysWhere(text))
      .flatMap((text) => named(document, text))
      .filter((file) => !isShipped(file) && !ofUsers.includes(file));
    expect(lost).toEqual([]);
  });

  // The README is read in the repository.
  if (document !== "README.md")
    test("every command is one of the package, or the document says that it is one of the repository", () => {
      const lost = sections(document)
        .filter((text) => !saysWhere(text))
        .flatMap((text) => [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, script = ""]) => script))
        // How a page itself is made is of no use to its reader.
        .filter((script) => scripts.includes(script) && script !== "generate");
      expect(lost).toEqual([]);
    });
});

test("the check finds a file that is not shipped, and accepts one of the package", () => {
  expect(
    named(
      "docs/reference/policy-scanners.md",
      "see [grants](../../examples/feedback/grants.md) and `docs/reference/api.md`",
    ),
  ).toEqual(["examples/feedback/grants.md", "docs/reference/api.md"]);
  expect(isShipped("examples/feedback/grants.md")).toBe(false);
  expect(isShipped("docs/reference/api.md")).toBe(true);
});
