import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./packed";

/** Markdown files below a folder of the repository, relative to the repository's root. */
export function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1))
    .sort();
}

export const textOf = (document: string): string => readFileSync(join(root, document), "utf8");

/** What a user reads: the README, and every page of the documentation. */
export const userDocuments: readonly string[] = ["README.md", ...markdownIn("docs")];

/** Every TypeScript example of a document, in its order. */
export function examplesOf(document: string): readonly string[] {
  return blocksOf(document, "ts");
}

/** The code blocks of one language. */
export function blocksOf(document: string, language: string): readonly string[] {
  const blocks = textOf(document).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return [...blocks].flatMap(([, named, code = ""]) => (named === language ? [code] : []));
}

/** The anchor that GitHub and VitePress give a heading. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** Every anchor of a page: its headings, and anchors that it sets itself. Headings of one text are counted. */
export function anchorsOf(document: string): ReadonlySet<string> {
  const text = withoutCode(document);
  const seen = new Map<string, number>();
  const anchors = [...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => {
    const anchor = anchorOf(heading);
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  const set = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  return new Set([...anchors, ...set]);
}

/** A link to another file or part of the repository. */
export interface Link {
  /** The file that it leads to, relative to the repository's root. */
  readonly file: string;
  readonly anchor: string | undefined;
}

/** Every link of a document that stays in the repository; code blocks have none. */
export function linksOf(document: string): readonly Link[] {
  return linksIn(document, withoutCode(document));
}

function withoutCode(document: string): string {
  return textOf(document).replace(/^( *)```[\s\S]*?^\1```$/gm, "");
}

/** The links of a part of a document. */
export function linksIn(document: string, text: string): readonly Link[] {
  const inline = [...text.matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].map(([, target = ""]) => target);
  const referenced = [...text.matchAll(/^\[[^\]]+\]: (?![a-z]+:)(\S+)$/gm)].map(([, target = ""]) => target);
  return [...inline, ...referenced].map((target) => {
    const [path = "", anchor] = target.split("#");
    return { file: path === "" ? document : join(document, "..", path), anchor };
  });
}

/** What the library says, in one text: strings that are written in several parts are joined. */
export function libraryText(): string {
  return readdirSync(join(root, "lib"), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"))
    .join("\n")
    .replaceAll(/["`] \+\s+["`]/g, "")
    .replaceAll('\\"', '"');
}
