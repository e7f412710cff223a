import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Replaced, differences } from "../lib/provider/differences";
import { ownResources, resourceAbilities } from "../lib/provider/resource-form";
import { firstWith } from "../lib/provider/since";
import { code, tableOf } from "./markdown";

const PAGE = "docs/guides/provider-version.md";

/** The guide with every argument that a later azurerm calls otherwise or has no more, and with its resources for template deployments. */
export function providerPages(): Readonly<Record<string, string>> {
  const page = readFileSync(join(__dirname, "..", PAGE), "utf8");
  return {
    [PAGE]: withBlock(withBlock(page, "resources", resources()), "differences", `${renamed()}\n\n${gone()}`),
  };
}

function withBlock(page: string, name: string, text: string): string {
  const block = new RegExp(`(<!-- ${name} -->\\n)[^]*?(<!-- end of ${name} -->)`);
  if (!block.test(page)) throw new Error(`${PAGE} has no block ${name}`);
  const inside = `<!-- prettier-ignore-start -->\n${text}\n<!-- prettier-ignore-end -->\n`;
  return page.replace(block, (_block, begin: string, end: string) => `${begin}${inside}${end}`);
}

function resources(): string {
  const rows = resourceAbilities.map((ability) => {
    const { type, what } = ownResources[ability];
    return [what, code(type), firstWith(ability)];
  });
  return tableOf(["For", "Resource", "From"], rows).join("\n");
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
