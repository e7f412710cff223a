import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { floors } from "../../import-floors.cjs";
import { output, root } from "../support/packed";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "import-rules-")));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** A file of each floor, in the order of the floors. */
const FILE_OF: Readonly<Record<string, string>> = {
  azure: "lib/azure/regions.ts",
  settings: "lib/settings/merge.ts",
  words: "lib/services/storage/words.ts",
  components: "lib/components/blob.ts",
  runtime: "lib/runtime/handlers.ts",
  kit: "lib/kit/escape.ts",
  contract: "lib/services/contract/service.ts",
  services: "lib/services/networking/build.ts",
  list: "lib/services/index.ts",
  decide: "lib/decide/plan.ts",
  stacks: "lib/stacks/platform.ts",
  tools: "lib/cost/estimate.ts",
  entry: "lib/index.ts",
};

/** Every import of a floor from one above it, of types and of values. */
const upward = floors.flatMap(({ name }, index) =>
  floors.slice(index + 1).flatMap((above) =>
    (["type", "value"] as const).map((kind) => ({
      rule: `upward-from-${name}`,
      from: (FILE_OF[name] ?? name).replace(/([^/]*)[.]ts$/, (_file, base: string) =>
        // The words of a service and the list are one file each.
        ["words", "list"].includes(name) ? `${base}.ts` : `${base}-${above.name}-${kind}.ts`,
      ),
      to: FILE_OF[above.name] ?? above.name,
      kind,
    })),
  ),
);

/** Violations of the library's rules in a folder of these files, `<rule>: <from> -> <to>`. */
async function violationsIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(scratch, "library-"));
  const tsconfig = JSON.stringify({ compilerOptions: { module: "commonjs", target: "es2022" } });
  for (const [file, text] of Object.entries({ ...files, "tsconfig.build.json": tsconfig })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const tool = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = ["lib", "--config", join(root, ".dependency-cruiser.cjs"), "--output-type", "json"];
  const { stdout } = await output(process.execPath, [tool, ...args], { cwd: folder });
  const { summary } = JSON.parse(stdout) as {
    readonly summary: {
      readonly violations: readonly {
        readonly from: string;
        readonly to: string;
        readonly rule: { readonly name: string };
      }[];
    };
  };
  return [
    ...new Set(summary.violations.map(({ from, to, rule: { name } }) => `${name}: ${from} -> ${to}`)),
  ].sort();
}

test("an import of a higher floor is an error from any floor, of types alone as well", async () => {
  expect(Object.keys(FILE_OF)).toEqual(floors.map(({ name }) => name));
  const files: Record<string, string> = {};
  for (const file of Object.values(FILE_OF)) files[file] = "export const value = 1;\nexport type Type = 1;\n";
  for (const { from, to, kind } of upward) {
    const source = relative(dirname(from), to).replace(/[.]ts$/, "");
    const specifier = source.startsWith(".") ? source : `./${source}`;
    const name = `${kind}${Object.keys(files).length}_${to.replaceAll(/\W/g, "_")}`;
    files[from] =
      (files[from] ?? "") +
      (kind === "type"
        ? `import type { Type as ${name} } from "${specifier}";\nexport type Of${name} = ${name};\n`
        : `import { value as ${name} } from "${specifier}";\nexport const of${name} = ${name};\n`);
  }
  const expected = new Set(upward.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`));
  const found = await violationsIn(files);
  expect(found.filter((violation) => violation.startsWith("upward-"))).toEqual([...expected].sort());
  expect(expected.size).toBeGreaterThan(100);
});

test("an import in a forbidden direction is named by its rule", async () => {
  const found = await violationsIn({
    "lib/components/one.ts":
      'import type { Other } from "./other";\nexport interface One {\n  readonly other: Other;\n}\n',
    "lib/components/other.ts":
      'import type { One } from "./one";\nexport interface Other {\n  readonly one?: One;\n}\n',
    "lib/elsewhere/file.ts": 'import { value } from "../azure/value";\nexport const elsewhere = value;\n',
    "lib/azure/value.ts": "export const value = 1;\n",
    "lib/stacks/names.ts":
      'import { list } from "../services";\nimport { build } from "../services/storage/build";\nimport type { Words } from "../services/storage/words";\nexport const names: Words = [list, build];\n',
    "lib/policies/notes.ts":
      'import { list } from "../services";\nimport { one } from "../services/storage";\nexport const notes = [list, one];\n',
    "lib/services/index.ts": "export const list = 1;\n",
    "lib/services/storage/build.ts": "export const build = 1;\n",
    "lib/services/words.ts": 'import { NAME } from "./storage/words";\nexport type Name = typeof NAME;\n',
    "lib/services/storage/words.ts": 'export const NAME = "storage";\nexport type Words = unknown;\n',
    "lib/services/storage/index.ts": 'export { one } from "./policies";\n',
    "lib/services/storage/policies/index.ts": "export const one = 1;\nexport type One = 1;\n",
    "lib/services/cdn/index.ts":
      'export { one } from "../storage";\nexport type { One } from "../storage/policies";\n',
    "lib/services/cdn/build.ts":
      'import type { NAME } from "../storage/words";\nimport { two } from "../contract/two";\nexport const name: typeof NAME = two;\n',
    "lib/services/contract/two.ts": 'export const two = "storage";\n',
  });
  expect(found).toEqual([
    "core-names-no-service: lib/policies/notes.ts -> lib/services/storage/index.ts",
    "core-names-no-service: lib/stacks/names.ts -> lib/services/storage/build.ts",
    "no-circular: lib/components/one.ts -> lib/components/other.ts",
    "on-a-floor: lib/elsewhere/file.ts -> lib/azure/value.ts",
    "service-by-its-index: lib/services/cdn/index.ts -> lib/services/storage/policies/index.ts",
    "words-are-types: lib/services/words.ts -> lib/services/storage/words.ts",
  ]);
});

test("the picture in CONTRIBUTING.md shows the floors, the highest first", () => {
  const guide = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const [, picture = ""] = /```text\n([^`]*azure[^`]*)```/.exec(guide) ?? [];
  const shown = picture.split("\n").flatMap((line) => /^\s*│\s*([a-z]+)\s/.exec(line)?.[1] ?? []);
  expect(shown).toEqual(floors.map(({ name }) => name).reverse());
});
