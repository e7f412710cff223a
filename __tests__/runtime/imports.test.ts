import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as ts from "typescript";

const root = join(__dirname, "../..");

/** What a file imports once it is built: types are gone by then. */
function importsOf(file: string): readonly string[] {
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return ts.preProcessFile(outputText, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Everything that a file leads to: files of the library, and packages. */
function reached(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const path = relative(root, file).replaceAll("\\", "/");
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const name of importsOf(file))
    if (!name.startsWith(".")) seen.add(name);
    else {
      const { resolvedModule } = ts.resolveModuleName(
        name,
        file,
        { moduleResolution: ts.ModuleResolutionKind.Bundler, resolveJsonModule: true },
        ts.sys,
      );
      reached(resolvedModule?.resolvedFileName ?? name, seen);
    }
  return seen;
}

test("the runtime imports no engine, no construct and no part of the provider", () => {
  const all = [...reached(join(root, "lib/runtime/index.ts"))];
  expect(all).toContain("lib/components/setting-prefix.ts");
  expect(all.filter((name) => !name.startsWith("lib/")).sort()).toEqual([
    "@azure/cosmos",
    "@azure/identity",
    "@cfworker/json-schema",
    "fastest-levenshtein",
    "node:crypto",
  ]);
});

test("the local start on a developer's machine imports no engine and no provider either", () => {
  const all = [...reached(join(root, "lib/local/index.ts"))];
  expect(all).toContain("@azure/storage-blob");
  expect(all.filter((name) => /^(cdktf|constructs|@cdktf\/)/.test(name))).toEqual([]);
});

test("the walk finds the imports of the library itself", () => {
  expect([...reached(join(root, "lib/index.ts"))]).toEqual(
    expect.arrayContaining(["cdktf", "@cdktf/provider-azurerm/lib/key-vault"]),
  );
});
