import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Replaced, differences } from "../lib/provider/differences";
import { firstWith } from "../lib/provider/since";
import { code, tableOf } from "./markdown";

const PAGE = "docs/guides/provider-version.md";
const BLOCK = /(<!-- differences -->\n)[\s\S]*?(<!-- end of differences -->)/;

/** The guide with every argument that a later azurerm calls otherwise, or has no more. */
export function providerPages(): Readonly<Record<string, string>> {
  const page = readFileSync(join(__dirname, "..", PAGE), "utf8");
  const text = `<!-- prettier-ignore-start -->\n${renamed()}\n\n${gone()}\n<!-- prettier-ignore-end -->\n`;
  return { [PAGE]: page.replace(BLOCK, (_block, begin: string, end: string) => `${begin}${text}${end}`) };
}

function renamed(): string {
  const rows = Object.entries(differences).flatMap(([type, { replaced = [], zone }]) => [
    ...replaced.map((each) => [
      code(type),
      path(each, each.from),
      path(each, each.to),
      valueOf(each),
      firstWith(each.since),
    ]),
    ...(zone === undefined
      ? []
      : [
          [
            code(type),
            `${code(zone.name)}, ${code("resource_group_name")}`,
            code("private_dns_zone_id"),
            "the zone's id",
            firstWith(zone.since),
          ],
        ]),
  ]);
  return tableOf(["Resource", "In the bindings", "In the JSON", "Value", "From"], rows).join("\n");
}

function gone(): string {
  const rows = Object.entries(differences).flatMap(([type, { gone: all = [] }]) =>
    all.map((each) => [
      code(type),
      path(each, each.from),
      each.instead.replace(/\b[a-z]+_[a-z_]+\b/, code("$&")),
    ]),
  );
  return tableOf(["Resource", "Not in azurerm 5", "Use"], rows).join("\n");
}

function path({ in: blocks = [] }: { readonly in?: readonly string[] }, argument: string): string {
  return code([...blocks, argument].join("."));
}

function valueOf({ value }: Replaced): string {
  if (value === "same") return "the same";
  if (value === "negated") return "inverted";
  if (value === "access") return "`true` is `Enabled`";
  return `a block for each, with ${code(value.blockWith)}`;
}
