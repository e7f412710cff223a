import { optionGroups } from "../lib/services";
import { allNameRules } from "../lib/decide/names/name-rules";
import { callOptions } from "./call-options";
import { listSections } from "./lists-reference";
import { code, rowOf } from "./markdown";
import { type OptionRow, type Schema, rowsOf, shown } from "./option-rows";

/** `docs/reference/configuration.md`, made from the schema of the options and the plans of both environments. */
export function configurationReference(schemaText: string): string {
  const schema = JSON.parse(schemaText) as Schema;
  const properties = schema.properties ?? {};
  const common = Object.entries(properties).filter(([name]) => !isService(name));

  return [
    "# Configuration",
    "",
    "All options of `defineBackend` with their values and defaults. Generated from the types by `npm run generate`.",
    "",
    "Every option is optional. An option that you leave out gets its value from the environment, or else from the service.",
    "`backend.explain()` prints each value and where it comes from. The columns **dev** and **prod** show the values that differ from",
    "the default, in the region `eastus2`.",
    "",
    "## Backend",
    "",
    "| Option | Values | Default | Description |",
    "| --- | --- | --- | --- |",
    ...Object.entries(callOptions).map(([name, { values, default: usual, description }]) =>
      rowOf([code(name), values, usual, description]),
    ),
    ...common.flatMap(([name, option]) => rowsOf(name, option).map((row) => commonRow(shown(row)))),
    "",
    ...optionGroups.flatMap((name) => [
      `## ${name}`,
      "",
      ...(properties[name]?.description === undefined ? [] : [properties[name].description, ""]),
      "| Option | Values | Default | dev | prod | Description |",
      "| --- | --- | --- | --- | --- | --- |",
      ...rowsOf(name, properties[name] ?? {}).map((row) => groupRow(shown(row))),
      "",
    ]),
    ...listSections(),
    "## Names",
    "",
    "A name is `<prefix>-<project>-<environment>[-<suffix>]`. It has no hyphens if Azure does not allow them. A name that must be",
    "globally unique ends in the suffix. `names.<kind>` replaces the whole name.",
    "",
    "| Kind | Prefix | Length | Allowed characters | Unique in |",
    "| --- | --- | --- | --- | --- |",
    ...Object.entries(allNameRules).map(([kind, rule]) =>
      rowOf([
        kind,
        "prefix" in rule ? code(rule.prefix) : "your own",
        `${rule.min}–${rule.max}`,
        rule.characters.replaceAll("_", "\\_"),
        rule.scope,
      ]),
    ),
    "",
  ].join("\n");
}

function isService(name: string): boolean {
  return (optionGroups as readonly string[]).includes(name);
}

function commonRow({ path, values, default: usual, description }: OptionRow): string {
  return rowOf([code(path), values, usual, description]);
}

function groupRow({ path, values, default: usual, dev, prod, description }: OptionRow): string {
  return rowOf([code(path), values, usual, dev, prod, description]);
}
