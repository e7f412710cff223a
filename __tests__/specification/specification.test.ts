import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformResource } from "cdktf";
import * as ts from "typescript";
import type { StackRole } from "../../lib/services/contract/service";
import { type SpecifiedBackend, specifiedBackends } from "./rows/backends";
import { chapters } from "./rows/chapters";
import { deviations } from "../../scripts/specification-page";
import type { Carrier, Row } from "./rows/row";
import { type Json, type JsonObject, type SynthesisedBackend, synthBackend } from "../support/synth";

const rows: readonly (readonly [says: string, Row])[] = chapters.flatMap(({ title, rows: ofChapter }) =>
  ofChapter.map((row, index) => [`${title} (${index + 1}): ${row.says}`, row] as const),
);

describe("the specification", () => {
  const backends = new Map(
    Object.entries(specifiedBackends).map(([name, { options, components }]) => [
      name,
      synthBackend(options, components),
    ]),
  );
  const inBackends = rows.flatMap(([says, row]) => row.on.map((name) => [says, name, row] as const));

  test.each(inBackends)("the specification's row is fulfilled: %s, is so in %s", (_says, name, row) => {
    const backend = backends.get(name);
    if (backend === undefined) throw new Error(`there is no backend ${name}`);
    for (const carrier of row.carriedBy ?? []) checkResource(carrier, resourceAt(backend, carrier), row);
    for (const carrier of row.without ?? [])
      expect([carrier, resourceAt(backend, carrier)]).toEqual([carrier, undefined]);
    if (row.property !== undefined)
      expect(addressOf(backend, row.property)).toBe(row.carriedBy?.[0]?.split(": ")[1]);
  });
});

function checkResource(carrier: Carrier, resource: JsonObject | undefined, row: Row): void {
  const { has = {}, contains = {}, hasNo = [] } = row;
  expect([carrier, resource]).not.toEqual([carrier, undefined]);
  if (resource === undefined) return;
  for (const [path, value] of Object.entries(has))
    expect([carrier, path, argument(resource, path)]).toEqual([carrier, path, value]);
  for (const [path, text] of Object.entries(contains)) expect(argument(resource, path)).toContain(text);
  for (const path of hasNo)
    expect([carrier, path, argument(resource, path)]).toEqual([carrier, path, undefined]);
}

/** The resource or output at an address; undefined where there is none. */
function resourceAt(backend: SynthesisedBackend, carrier: Carrier): JsonObject | undefined {
  const [role = "", address = ""] = carrier.split(": ");
  const [type = "", name = ""] = address.split(".");
  const { all, json } = backend[role as StackRole];
  const named = type === "output" ? (json["output"] as Readonly<Record<string, JsonObject>>) : all(type);
  return named[name];
}

/** An argument by its path, `site_config.application_stack.node_version`; undefined where it is not said. */
function argument(resource: JsonObject, path: string): unknown {
  return path
    .split(".")
    .reduce<Json | undefined>(
      (at, key) => (at as Readonly<Record<string, Json>> | undefined)?.[key],
      resource,
    );
}

/** Where the resource is that a property of the backend shows; undefined where it shows none. */
function addressOf({ backend }: SynthesisedBackend, property: string): string | undefined {
  const resource = Reflect.get(backend, property) as TerraformResource | undefined;
  expect(Reflect.get(backend.resources, property)).toBe(resource);
  return resource === undefined
    ? undefined
    : `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

describe("a row", () => {
  const configuration = readFileSync(join(__dirname, "../../docs/reference/configuration.md"), "utf8");
  const options = [...configuration.matchAll(/^\| `([^`]+)`/gm)].map(([, option]) => option);
  const different = deviations().map(([says]) => says);

  test.each(rows)("a row names an existing test, option and deviation: %s", (_says, row) => {
    const [file, title] = row.proof;
    expect(titlesIn(file)).toContain(title);
    if (row.option !== undefined) expect(options).toContain(row.option);
    if (row.differs !== undefined) expect(different).toContain(row.differs);
  });

  test.each(rows)("a row is carried by a resource, or by its absence: %s", (_says, row) => {
    const { on, carriedBy = [], without = [] } = row;
    expect(Math.min(on.length, carriedBy.length + without.length)).toBeGreaterThan(0);
  });

  const withoutResource = rows.filter(([, { carriedBy = [] }]) => carriedBy.length === 0);

  test.each(withoutResource)(
    "a row has no arguments where no resource carries it: %s",
    (_says, { has, contains, hasNo }) => {
      expect([has, contains, hasNo]).toEqual([undefined, undefined, undefined]);
    },
  );
});

const titles = new Map<string, readonly string[]>();

/** The title of every test in a file, as it is written there. */
function titlesIn(file: string): readonly string[] {
  const known = titles.get(file);
  if (known !== undefined) return known;
  const path = join(__dirname, `../${file}.test.ts`);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|it)\b/.test(node.expression.getText())) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) found.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true));
  titles.set(file, found);
  return found;
}

test("the page of deviations has every row once", () => {
  const all = deviations().map(([says]) => says);
  expect(all.length).toBeGreaterThan(40);
  expect(new Set(all).size).toBe(all.length);
});

describe("the table", () => {
  test("the table has every row once", () => {
    const all = chapters.flatMap(({ title, rows: ofChapter }) =>
      ofChapter.map((row) => JSON.stringify([title, row])),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  test("the table uses every backend that it names", () => {
    const about = new Set<SpecifiedBackend>(rows.flatMap(([, { on }]) => on));
    expect([...about].sort()).toEqual(Object.keys(specifiedBackends).sort());
  });
});
