import { optionGroups } from "../lib/services";
import { allNameRules } from "../lib/decide/names/name-rules";
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
    "| `app` | a cdktf `App` | a new `App`, which `backend.synth()` writes | The app that contains the stacks. |",
    "| `project` | lower-case letters, digits, hyphens | context `project` in cdktf.json | Part of every name. |",
    "| `environment` | `dev`, `prod` or one of `environments` | `BACKEND_ENVIRONMENT`, else `dev` | The environment to define. |",
    '| `notes` | `"print"`, `"silent"` | `"print"` | Prints adjustments, warnings and security notes when you synthesize the stacks. |',
    '| `root` | a folder | `"."` | The folder that each `entry` is relative to. It is itself relative to the folder of the nearest cdktf.json. |',
    "| `environments` | `{ <name>: { extends, … } }` | `{}` | Your own environments. Each can set any option below. |",
    "| `external` | see below | `{}` | Existing resources that the backend uses instead of creating its own. |",
    "| `transform` | see below | `{}` | Changes to the arguments of Terraform resources. |",
    "| `importFrom` | see below | `{}` | Existing resources that Terraform imports instead of creating them. |",
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
    ...Object.entries(allNameRules).map(
      ([kind, rule]) =>
        `| ${kind} | ${"prefix" in rule ? `\`${rule.prefix}\`` : "your own"} | ${rule.min}–${rule.max} | ${rule.characters.replaceAll(/[_|]/g, "\\$&")} | ${rule.scope} |`,
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
