import type { Fields } from "../components/needs";
import { isDataObject } from "../settings/merge";
import { didYouMean } from "../settings/nearest";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { NODE_MAJORS } from "../services/function-app/node-versions";
import { LOADERS, type PackageOptions } from "./package-options";

const KNOWN: Fields<PackageOptions> = {
  root: true,
  outDir: true,
  node: true,
  format: true,
  hostJson: true,
  loader: true,
  external: true,
  assets: true,
  os: true,
  sourceMap: true,
  load: true,
  signal: true,
};

type Report = (path: string, message: string, fix: string) => void;

/** Everything that is wrong with what packaging was told; what it was told may be anything. */
export function checkPackageOptions(options: PackageOptions): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message, fix) => {
    problems.push({ path, message, from: ["your options"], fix });
  };
  const given = options as Readonly<Record<string, unknown>>;
  const names = Object.keys(KNOWN);
  for (const name of Object.keys(given).filter((each) => !names.includes(each)))
    report(name, `unknown option of this call${didYouMean(name, names)}`, `use one of ${names.join(", ")}`);
  for (const name of ["root", "outDir"])
    checkType(
      name,
      given[name],
      typeof given[name] === "string",
      'must be a folder, such as "dist/functions"',
      report,
    );
  checkChoice("node", given["node"], NODE_MAJORS, report);
  checkChoice("format", given["format"], ["cjs", "esm"], report);
  checkType(
    "sourceMap",
    given["sourceMap"],
    typeof given["sourceMap"] === "boolean",
    "must be true or false",
    report,
  );
  checkType(
    "hostJson",
    given["hostJson"],
    isDataObject(given["hostJson"]),
    "must be an object with plain data",
    report,
  );
  checkTexts("external", given["external"], "packages by name", /^(@[\w.-]+\/)?[\w-][\w.-]*$/, report);
  checkTexts("assets", given["assets"], "folders, files or patterns below root", INSIDE, report);
  checkChoice("os", given["os"], ["windows", "linux"], report);
  checkLoader(given["loader"], report);
  checkLoad(given["load"], report);
  checkType(
    "signal",
    given["signal"],
    given["signal"] instanceof AbortSignal,
    "must be the signal of an AbortController",
    report,
  );
  return problems;
}

function checkType(path: string, value: unknown, sound: boolean, rule: string, report: Report): void {
  if (value !== undefined && !sound) report(path, `${rule}, got ${redacted(value)}`, "correct or remove it");
}

function checkChoice(path: string, value: unknown, choices: readonly unknown[], report: Report): void {
  const rule = `must be one of ${choices.map(redacted).join(", ")}`;
  checkType(path, value, choices.includes(value), rule, report);
}

function checkLoader(loader: unknown, report: Report): void {
  checkType("loader", loader, isDataObject(loader), 'must be an object such as { ".html": "text" }', report);
  if (!isDataObject(loader)) return;
  for (const [ending, name] of Object.entries(loader)) {
    if (!/^\.[^.\s/][^\s/]*$/.test(ending))
      report(
        `loader.${ending}`,
        "must be a file extension with its dot",
        'write it like { ".html": "text" }',
      );
    checkChoice(`loader.${ending}`, name, LOADERS, report);
  }
}

/** A path below a folder: with slashes, not absolute, not the folder itself, and not out of it. */
const INSIDE = /^(?!\/|[A-Za-z]:|\.?\/?$|.*\\)(?!(.*\/)?\.\.(\/|$)).+/;

function checkTexts(path: string, given: unknown, what: string, pattern: RegExp, report: Report): void {
  checkType(path, given, Array.isArray(given), `must be a list of ${what}`, report);
  if (!Array.isArray(given)) return;
  for (const [index, each] of (given as readonly unknown[]).entries())
    checkType(
      `${path}[${index}]`,
      each,
      typeof each === "string" && pattern.test(each),
      `allows only ${what}`,
      report,
    );
}

function checkLoad(load: unknown, report: Report): void {
  if (load === undefined || load === false) return;
  const settings: unknown = isDataObject(load) ? load["settings"] : undefined;
  const isText =
    isDataObject(settings) && Object.values(settings).every((value) => typeof value === "string");
  // Values may be secrets, and are not shown.
  if (!isText)
    report(
      "load",
      "must be false, or an object with settings, whose values are strings",
      'write { settings: { NAME: "value" } }',
    );
}
