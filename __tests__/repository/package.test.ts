import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as ts from "typescript";
import * as library from "../../lib";
import * as invariants from "../../lib/invariants";
import * as local from "../../lib/local";
import * as packaging from "../../lib/packaging";
import * as release from "../../lib/release";
import * as runtime from "../../lib/runtime";
import { apiReport } from "../../scripts/api-report";
import { contentsOf, execute, filesIn, install, manifestIn, output, packed, root } from "../support/packed";

const project = mkdtempSync(join(tmpdir(), "package-user-"));
let folder = "";
let copy = "";
let installed = "";

beforeAll(async () => {
  ({ folder, copy } = await packed());
  installed = await install(project);
}, 180_000);

afterAll(() => {
  rmSync(project, { recursive: true });
});

describe("the tarball", () => {
  test("the tarball holds the build, the documentation and nothing else", () => {
    const built = filesIn(join(copy, "lib")).flatMap((file) => {
      // What explains generated data is for who works on the library.
      if (file.endsWith(".md")) return [];
      if (!file.endsWith(".ts")) return [file];
      const compiled = file.replace(/ts$/, "js");
      // What only the tool uses has no types for others.
      return /^(cli|peers|stand-in|terraform)\//.test(file)
        ? [compiled]
        : [file.replace(/ts$/, "d.ts"), compiled];
    });
    expect(filesIn(installed)).toEqual(
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "SKILL.md",
        "THIRD_PARTY_NOTICES.md",
        "llms.txt",
        "package.json",
        ...filesIn(join(copy, "docs")).map((file) => `docs/${file}`),
        "dist/options.schema.json",
        ...built.map((file) => `dist/${file}`),
      ].sort(),
    );
  });

  test("the tarball mentions no folder of the machine that built it", () => {
    for (const [file, text] of Object.entries(contentsOf(installed))) {
      const traces = [
        root,
        folder,
        ...(file.startsWith("dist/") ? ["\n//# sourceMappingURL"] : []),
        // Packaging, doctor, scan, what runs apps and new projects know such folders; elsewhere they are a trace of this one.
        ...(/^dist\/(?!packaging\/|terraform\/|cli\/doctor\/|cli\/run\/scan|cli\/templates\/)/.test(file)
          ? ["node_modules"]
          : []),
      ];
      expect({ file, found: traces.filter((trace) => text.includes(trace)) }).toEqual({ file, found: [] });
    }
  });

  test("the tarball leaves the engine and the provider to its user", () => {
    const { dependencies, peerDependencies, ...manifest } = manifestIn(installed);
    expect(manifest).not.toHaveProperty("private");
    expect(peerDependencies).toEqual({
      "@azure/core-rest-pipeline": "^1.17.0",
      "@azure/cosmos": "^4.5.0",
      "@azure/data-tables": "^13.2.0",
      "@azure/functions": "^4.5.0",
      "@azure/identity": "^4.5.0",
      "@azure/storage-blob": "^12.17.0",
      "@azure/storage-queue": "^12.16.0",
      "@cdktf/provider-azurerm": "^14.23.1",
      "@cdktn/hcl2json": "^0.24.0",
      azurite: "^3.31.0",
      cdktf: "^0.21.0",
      constructs: "^10.4.2",
      esbuild: ">=0.28.1",
      selfsigned: "^5.5.0",
    });
    // Who packages and serves no code, and starts nothing here, needs none of these.
    const optional = [
      "@azure/cosmos",
      "@azure/data-tables",
      "@azure/functions",
      "@azure/core-rest-pipeline",
      "@azure/identity",
      "@azure/storage-blob",
      "@azure/storage-queue",
      "azurite",
      "esbuild",
      "selfsigned",
    ];
    expect(manifest).toMatchObject({
      peerDependenciesMeta: Object.fromEntries(optional.map((name) => [name, { optional: true }])),
    });
    for (const peer of Object.keys(peerDependencies)) expect(dependencies).not.toHaveProperty([peer]);
  });
});

describe("a user's project", () => {
  const node16 = { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 };

  test.each<[string, ts.CompilerOptions, ts.ResolutionMode]>([
    ["CommonJS", node16, ts.ModuleKind.CommonJS],
    ["ESM", node16, ts.ModuleKind.ESNext],
    ["a bundler", { moduleResolution: ts.ModuleResolutionKind.Bundler }, undefined],
    ["an old compiler", { moduleResolution: ts.ModuleResolutionKind.Node10 }, undefined],
  ])("a user's project finds the types from %s", (_name, options, mode) => {
    const file = join(project, "main.ts");
    const { resolvedModule } = ts.resolveModuleName(
      "cdktf-azure-backend",
      file,
      options,
      ts.sys,
      undefined,
      undefined,
      mode,
    );
    expect(relative(installed, resolvedModule?.resolvedFileName ?? "")).toBe(join("dist", "index.d.ts"));
    for (const name of ["invariants", "jest", "packaging", "release", "runtime"]) {
      const { resolvedModule: subpath } = ts.resolveModuleName(
        `cdktf-azure-backend/${name}`,
        file,
        options,
        ts.sys,
        undefined,
        undefined,
        mode,
      );
      expect(relative(installed, subpath?.resolvedFileName ?? "")).toBe(join("dist", name, "index.d.ts"));
    }
  });

  test("a user's project compiles the README's first example, and writes the same stacks from CommonJS and ESM", async () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const [, example = ""] = /^```ts\n([\s\S]*?)^```$/m.exec(readme) ?? [];
    for (const format of ["cjs", "mjs"]) {
      mkdirSync(join(project, format));
      writeFileSync(join(project, format, `main.${format.replace("j", "t")}`), example);
      writeFileSync(join(project, format, "cdktf.json"), "{}");
      mkdirSync(join(project, format, "src"));
      writeFileSync(join(project, format, "src/process-upload.ts"), "export default () => undefined;\n");
    }
    expect(await compile(["cjs/main.cts", "mjs/main.mts"])).toBe("");
    const [commonjs, esm] = await Promise.all(["cjs", "mjs"].map(synthesised));
    expect(Object.keys(commonjs ?? {})).toContain("stacks/feedback-prod-workloads/cdk.tf.json");
    expect(esm).toEqual(commonjs);
  }, 120_000);

  test.each<[string, object]>([
    ["cdktf-azure-backend", library],
    ["cdktf-azure-backend/invariants", invariants],
    ["cdktf-azure-backend/local", local],
    ["cdktf-azure-backend/packaging", packaging],
    ["cdktf-azure-backend/release", release],
    ["cdktf-azure-backend/runtime", runtime],
  ])(
    "a user's project imports every name of %s from an ES module",
    async (name, library) => {
      const script = `import * as all from "${name}"; console.log(JSON.stringify(Object.keys(all)))`;
      const { stdout } = await execute(process.execPath, ["--input-type=module", "--eval", script], {
        cwd: project,
      });
      expect(JSON.parse(stdout)).toEqual(expect.arrayContaining(Object.keys(library)));
    },
    30_000,
  );
});

test.each([
  [
    "adds its matchers to the expect of Jest",
    "globalThis.expect = { extend: (all) => console.log(...Object.keys(all)) };",
    "toCostLessThan toExposeNothing toGrantNothingNew toKeepData",
  ],
  ["says where it belongs outside of Jest", "", "import cdktf-azure-backend/jest in a test of Jest"],
])("a user's project can use cdktf-azure-backend/jest %s", async (_what, before, said) => {
  const script = `${before} require("cdktf-azure-backend/jest")`;
  const { stdout, error } = await output(process.execPath, ["--eval", script], { cwd: project });
  expect(`${stdout}${String(error)}`).toContain(said);
});

/** What a strict compiler has to say about files of the user's; each is compiled in its place. */
async function compile(files: readonly string[]): Promise<string> {
  const compilerOptions = {
    strict: true,
    skipLibCheck: true,
    module: "node16",
    target: "es2022",
    types: ["node"],
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const compiler = require.resolve("typescript/bin/tsc");
  return (await output(process.execPath, [compiler], { cwd: project })).stdout;
}

async function synthesised(format: string): Promise<Readonly<Record<string, string>>> {
  const cwd = join(project, format);
  await execute(process.execPath, [`main.${format}`], { cwd });
  return contentsOf(join(cwd, "cdktf.out"));
}

test("docs/reference/api.md is what `npm run generate` writes", () => {
  expect(readFileSync(join(root, "docs/reference/api.md"), "utf8")).toBe(apiReport(join(copy, "dist")));
}, 60_000);
