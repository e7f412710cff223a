import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { transformNames } from "../../lib/services";
import { pageOf } from "../option-pages";
import { allOptionRows, type OptionRow } from "../option-rows";

/** What editors show of one declaration, which several options may share. */
export interface Hover {
  readonly declaration: ts.PropertySignature;
  readonly paths: string[];
}

/**
 * Completes the comments of the built types, which editors show: the default of each option in dev and in prod, the page that explains
 * it, and the resource that each name of `transform` changes. No source file repeats them.
 */
export function completeHoverTexts(dist: string, schemaText: string): void {
  const rows = new Map(allOptionRows(schemaText).map((row) => [row.path, row]));
  const edits = new Map<string, Edit[]>();
  for (const { declaration, paths } of optionsIn(dist)) {
    const edit = editOf(declaration, paths, rows);
    if (edit === undefined) continue;
    const { fileName } = declaration.getSourceFile();
    edits.set(fileName, [...(edits.get(fileName) ?? []), edit]);
  }
  for (const [file, ofFile] of edits) writeFileSync(file, edited(readFileSync(file, "utf8"), ofFile));
  for (const file of typesIn(dist)) writeFileSync(file, withoutSchemaTags(readFileSync(file, "utf8")));
}

function typesIn(dist: string): readonly string[] {
  return readdirSync(dist, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts"))
    .map((file) => join(dist, file));
}

/** Tags that only the schema reads, and the dash that marks a default that is a sentence. */
function withoutSchemaTags(text: string): string {
  return text
    .replace(/^ *\* @(asType|leftOut|form|pattern) .*\n/gm, "")
    .replaceAll("@default - ", "@default ");
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((one, other) => other.start - one.start)
    .reduce((all, { start, end, text: inserted }) => all.slice(0, start) + inserted + all.slice(end), text);
}

/** Every declaration that an option of `BackendOptions` comes from, with the paths of its options. */
export function optionsIn(dist: string): readonly Hover[] {
  const program = ts.createProgram([join(dist, "index.d.ts")], { strict: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(dist, "decide/options/backend-options.d.ts"));
  const declared = file?.statements.find(
    (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === "BackendOptions",
  );
  if (declared === undefined) throw new Error("the built types have no BackendOptions");
  const found = new Map<ts.PropertySignature, Hover>();
  const visit = (type: ts.Type, path: string): void => {
    for (const part of type.isUnion() ? type.types : [type]) {
      if (!(part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) continue;
      if (checker.isArrayType(part) || part.getCallSignatures().length > 0) continue;
      const items = part.getStringIndexType();
      if (items !== undefined) visit(items, `${path}.<name>`);
      for (const property of part.getProperties()) visitProperty(property, path);
    }
  };
  const visitProperty = (property: ts.Symbol, path: string): void => {
    const at = path === "" ? property.name : `${path}.${property.name}`;
    const declaration = property.declarations?.find(ts.isPropertySignature);
    if (!declaration?.getSourceFile().fileName.startsWith(dist)) return;
    const hover = found.get(declaration) ?? { declaration, paths: [] };
    found.set(declaration, hover);
    if (hover.paths.includes(at)) return;
    hover.paths.push(at);
    // What follows is the provider's own, and environments repeat the options.
    if (/^(transform|importFrom)\.|^(environments|app)$/.test(at)) return;
    visit(checker.getTypeOfSymbol(property), at);
  };
  visit(checker.getTypeAtLocation(declared), "");
  return [...found.values()];
}

function editOf(
  declaration: ts.PropertySignature,
  paths: readonly string[],
  rows: ReadonlyMap<string, OptionRow>,
): Edit | undefined {
  const changed = paths.find((path) => path.startsWith("transform."))?.slice("transform.".length);
  const comment = ts.getJSDocCommentsAndTags(declaration).find(ts.isJSDoc);
  if (changed !== undefined)
    return comment === undefined
      ? { ...before(declaration), text: `/** Changes ${transformNames[changed] ?? changed}. */\n    ` }
      : undefined;
  if (comment === undefined) return undefined;
  const source = declaration.getSourceFile().text.slice(comment.pos, comment.end);
  const text = withPage(withDefault(source, paths, rows), paths);
  return text === source ? undefined : { start: comment.pos, end: comment.end, text };
}

function before(declaration: ts.PropertySignature): { readonly start: number; readonly end: number } {
  return { start: declaration.getStart(), end: declaration.getStart() };
}

/** Only where an environment decides something else than the service: the comment has the service's default. */
function defaultText(row: OptionRow | undefined): string | undefined {
  if (row === undefined || (row.dev === "" && row.prod === "")) return undefined;
  const [dev, prod] = [row.dev, row.prod].map((own) => (own === "" ? row.default : own));
  return dev === prod ? dev : `${dev} in dev, ${prod} in prod`;
}

function withDefault(
  comment: string,
  paths: readonly string[],
  rows: ReadonlyMap<string, OptionRow>,
): string {
  const texts = new Set(paths.flatMap((path) => defaultText(rows.get(path)) ?? []));
  const [text] = texts;
  // Options that share a declaration and differ in their defaults have none that is true of each.
  if (text === undefined || texts.size > 1) return comment;
  if (/@default .*/.test(comment)) return comment.replace(/@default .*/, () => `@default ${text}`);
  return withTag(comment, `@default ${text}`);
}

/** Options that share a declaration and are explained on several pages have the page of all options. */
function withPage(comment: string, paths: readonly string[]): string {
  const [page, ...others] = new Set(paths.map(pageOf));
  if (page === undefined || comment.includes(page)) return comment;
  return withTag(comment, `@see \`${others.length === 0 ? page : "docs/reference/configuration.md"}\``);
}

function withTag(comment: string, tag: string): string {
  return comment.replace(/(?:\n( *)| )\*\/$/, (_end, indent = "     ") => `\n${indent}* ${tag}\n${indent}*/`);
}
