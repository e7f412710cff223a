import { join } from "node:path";
import { buildSync } from "esbuild";

const root = join(__dirname, "../..");

/** Everything that a file of the library leads to once it is built, when types are gone: files, and packages. */
function reached(file: string): readonly string[] {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    platform: "node",
    packages: "external",
    outdir: "unused",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  const packages = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.flatMap(({ path, external }) => (external === true ? [path] : [])),
  );
  return [...new Set([...Object.keys(metafile.inputs), ...packages])];
}

test("the runtime imports no engine, no construct and no part of the provider", () => {
  const all = reached("lib/runtime/index.ts");
  expect(all).toContain("lib/components/setting-prefix.ts");
  expect(all.filter((name) => !name.startsWith("lib/")).sort()).toEqual([
    "@azure/cosmos",
    "@azure/identity",
    "@cfworker/json-schema",
    "fastest-levenshtein",
    "jose",
    "node:crypto",
  ]);
});

test("the local start on a developer's machine imports no engine and no provider either", () => {
  const all = reached("lib/local/index.ts");
  expect(all).toContain("@azure/storage-blob");
  expect(all.filter((name) => /^(cdktf|constructs|@cdktf\/)/.test(name))).toEqual([]);
});

test("the walk finds the imports of the library itself", () => {
  expect(reached("lib/index.ts")).toEqual(
    expect.arrayContaining(["cdktf", "@cdktf/provider-azurerm/lib/key-vault"]),
  );
});
