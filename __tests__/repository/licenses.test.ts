import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dependencies, peerDependencies } from "../../package.json";
import { ownData, shippedData } from "../../scripts/data-sources";
import { filesIn, manifestIn, root } from "../support/packed";

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const dataIn = (folder: string): readonly string[] =>
  filesIn(join(root, folder))
    .filter((file) => file.endsWith(".json"))
    .map((file) => `${folder}/${file}`);

describe("data of others", () => {
  /** Made by this project: the schema from the types of the options, what it sent itself, and plans of its own stacks. */
  const own = [
    "lib/decide/options/options.schema.json",
    "__tests__/support/recorded-bodies.json",
    "__tests__/rights/recorded-requests.json",
    "lib/rights/recorded-actions.json",
    // Days alone: the last ones of versions of Node, and those on which pages were read.
    "lib/azure/retirements/node-releases.json",
    "lib/azure/retirements/pages.json",
  ];
  const isOwn = (file: string): boolean =>
    own.includes(file) || /^__tests__\/(?:drift|review)\/plans\//.test(file);
  const sources = [...shippedData, ...ownData];

  test("every file of data is the project's own, or named in the notices", () => {
    const named = sources.map(({ file }) => file);
    const found = [...dataIn("lib"), ...dataIn("__tests__"), ...dataIn("scripts")];
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter((file) => !isOwn(file) && !named.includes(file))).toEqual([]);
  });

  test("a file is shipped if it is in lib", () => {
    expect(shippedData.filter(({ file }) => !file.startsWith("lib/"))).toEqual([]);
    expect(ownData.filter(({ file }) => file.startsWith("lib/"))).toEqual([]);
  });

  test.each(sources)("$file names where it is from", ({ file, origins }) => {
    expect(existsSync(join(root, file))).toBe(true);
    const text = read(file);
    for (const { repository } of origins) expect(text).toContain(repository);
  });

  // The price book names sources, and no licenses: prices are facts.
  const licensed = sources.filter(
    ({ file }) => file.endsWith(".json") && file !== "lib/cost/price-book.json",
  );

  test.each(licensed)("the licenses in $file are those of the notices", ({ file, origins }) => {
    const spdx = read(file).match(/\b(?:MIT|MPL-2\.0|Apache-2\.0|CC[ -]BY[ -]4\.0)\b/g) ?? [];
    const said = new Set(spdx.map((license) => license.replaceAll(" ", "-")));
    const listed = new Set(origins.map(({ license }) => license));
    expect(said).toEqual(listed);
  });

  test("the notices are in the package, with the texts of the licenses that ask for it", () => {
    const { files } = manifestIn(root) as unknown as { readonly files: readonly string[] };
    expect(files).toContain("THIRD_PARTY_NOTICES.md");
    const notices = read("THIRD_PARTY_NOTICES.md");
    expect(notices).toContain("Copyright (c) Microsoft Corporation\n\nPermission is hereby granted");
    expect(notices).toContain("Apache License\n                           Version 2.0, January 2004");
  });
});

/** What npm writes of an installed package. */
interface Entry {
  readonly license?: string;
  readonly dependencies?: object;
  readonly optionalDependencies?: object;
  readonly peerDependencies?: object;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const { packages } = JSON.parse(read("package-lock.json")) as {
  readonly packages: Readonly<Record<string, Entry>>;
};

/** The entry that a package finds by a name: its own folder first, then those around it. */
function resolved(from: string, name: string): string | undefined {
  const own = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (own in packages) return own;
  if (from === "") return undefined;
  return resolved(from.slice(0, Math.max(from.lastIndexOf("/node_modules/"), 0)), name);
}

/** Everything that npm installs for some packages. */
function installedWith(names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (from: string, name: string): void => {
    const path = resolved(from, name);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    for (const needed of neededBy(packages[path] ?? {})) add(path, needed);
  };
  for (const name of names) add("", name);
  return found;
}

function neededBy(entry: Entry): readonly string[] {
  const peers = Object.keys(entry.peerDependencies ?? {});
  return [
    ...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }),
    ...peers.filter((peer) => entry.peerDependenciesMeta?.[peer]?.optional !== true),
  ];
}

/** They ask for nothing but their notice. */
const PERMISSIVE = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"];

/** Read by hand, since their package.json has no name of SPDX. */
const READ: Readonly<Record<string, string>> = {
  // MIT, says its README.md.
  semaphore: "MIT",
  // In the public domain, says its README.md.
  "uri-templates": "public domain",
  jsonify: "public domain",
};

/** Packages with another license than these, with it. */
function otherThan(accepted: readonly string[], paths: ReadonlySet<string>): readonly string[] {
  return [...paths].flatMap((path) => {
    const name = path.replace(/^.*node_modules\//, "");
    const license = READ[name] ?? packages[path]?.license ?? "none";
    return [...accepted, "public domain"].includes(license) ? [] : [`${name}: ${license}`];
  });
}

describe("licenses of packages", () => {
  test("what npm installs with the library has a permissive license", () => {
    const installed = installedWith(Object.keys(dependencies));
    expect(installed.size).toBeGreaterThanOrEqual(Object.keys(dependencies).length);
    expect(otherThan(PERMISSIVE, installed)).toEqual([]);
  });

  test("so has what peers bring, but for engine and bindings, which are used unchanged", () => {
    const installed = installedWith(Object.keys(peerDependencies));
    expect(installed.size).toBeGreaterThan(100);
    expect([...otherThan(PERMISSIVE, installed)].sort()).toEqual([
      "@cdktf/provider-azurerm: MPL-2.0",
      "@cdktn/hcl2json: MPL-2.0",
      "cdktf: MPL-2.0",
    ]);
  });

  test("the check finds a package of another license, and one without", () => {
    const [path = ""] = installedWith(["@cdktf/provider-azurerm"]);
    expect(otherThan(PERMISSIVE, new Set([path]))).toEqual(["@cdktf/provider-azurerm: MPL-2.0"]);
    expect(otherThan(PERMISSIVE, new Set(["node_modules/nobody"]))).toEqual(["nobody: none"]);
  });
});
