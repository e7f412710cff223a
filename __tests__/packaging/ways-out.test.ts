import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineFunction } from "../../lib";
import { packageCode } from "../../lib/packaging";
import { loadPackage } from "../../lib/packaging/load-package";
import type { BackendConfigError } from "../../lib/settings/problems";
import { printNotes } from "../../lib/decide/print-notes";
import { install, messagesOf, packaged, problemsOf, project, scratch } from "../support/packaged";
import { userProject } from "../support/user-project";

describe("assets", () => {
  const files = {
    "assets/t.html": "<p>t</p>",
    "assets/deep/u.html": "<p>u</p>",
    "assets/deep/v.txt": "v",
    "assets/.hidden": "h",
    "data.json": "{}",
  };
  const assetsIn = async (root: string, assets: readonly string[]): Promise<readonly string[]> =>
    Object.keys((await packaged(root, { assets })).files).filter((name) => name in files);

  test("assets are folders, files and patterns", async () => {
    const root = project("module.exports = () => 1;\n", files);
    expect(await assetsIn(root, ["assets/"])).toEqual([
      "assets/.hidden",
      "assets/deep/u.html",
      "assets/deep/v.txt",
      "assets/t.html",
    ]);
    expect(await assetsIn(root, ["./data.json", "assets/*.html"])).toEqual(["assets/t.html", "data.json"]);
    expect(await assetsIn(root, ["assets/**/*.html"])).toEqual(["assets/deep/u.html", "assets/t.html"]);
    expect(await assetsIn(root, ["**/?.txt", "*.json"])).toEqual(["assets/deep/v.txt", "data.json"]);
    expect(await assetsIn(root, ["assets/**"])).toEqual([
      "assets/deep/u.html",
      "assets/deep/v.txt",
      "assets/t.html",
    ]);
  });

  test.each(["cjs", "esm"] as const)(
    "assets are found by __dirname, by import.meta and by the working folder: %s",
    async (format) => {
      const root = userProject(join(scratch, `found-${format}`), {
        ...files,
        "src/run.mjs":
          'import { readFileSync } from "node:fs";\nimport { path } from "./path.cjs";\n' +
          'const read = (file) => readFileSync(file, "utf8");\n' +
          'const all = [read(path), read(new URL("assets/t.html", import.meta.url)), read("assets/t.html")];\n' +
          'if (all.join() !== "<p>t</p>,<p>t</p>,<p>t</p>") throw new Error(all.join());\n' +
          "export default () => 1;\n",
        "src/path.cjs":
          'const { join } = require("node:path");\nexports.path = join(__dirname, "assets/t.html");\n',
      });
      const components = {
        run: defineFunction({ name: "run", entry: "./src/run.mjs", trigger: { type: "http" } }),
      };
      await packaged(root, { format, assets: ["assets"] }, components);
      const error: unknown = await packaged(root, { format }, components).catch((e: unknown) => e);
      expect(String(error)).toContain("ENOENT: no such file or directory, open");
    },
  );

  test("assets are refused that do not exist, are settings of a machine, or are in the package already", async () => {
    const root = project("module.exports = () => 1;\n", {
      ...files,
      ".env": "A=1",
      "config/local.settings.json": "{}",
      "host.json": "{}",
    });
    expect(await messagesOf(root, { assets: ["none/**", "config", ".env"] })).toEqual([
      'assets[0]: no file matches "none/**"',
      "assets[1]: config/local.settings.json contains settings of your machine",
      "assets[2]: .env contains settings of your machine",
    ]);
    expect(await messagesOf(root, { assets: ["host.json"] })).toEqual([
      "assets: host.json is a file that the library adds to the package",
    ]);
    for (const each of ["../up", "/etc", ".", "a/../../b"])
      expect(await messagesOf(root, { assets: [each] })).toEqual([
        `assets[0]: allows only folders, files or patterns below root, got ${JSON.stringify(each)}`,
      ]);
  });

  test("assets that are read by a path in the sources give a warning where the package lacks them", async () => {
    const code =
      'const { join } = require("node:path");\nmodule.exports = () => join(__dirname, "../assets/t.html");\n';
    const { warnings } = await packaged(project(code, files));
    expect(warnings).toEqual([expect.stringMatching(/^src\/run\.js uses its own path/)]);
    expect((await packaged(project(code, files), { assets: ["assets"] })).warnings).toEqual([]);
  });
});

describe("loaders and formats", () => {
  test("a file extension has the chosen loader, and without one the problem names the option", async () => {
    const root = project('import text from "../t.html";\nexport default () => text;\n', {
      "t.html": "<p>t</p>",
    });
    expect((await problemsOf(root, {}))[0]).toMatchObject({
      message: 'src/run.js:1: No loader is configured for ".html" files: t.html',
      fix: 'set how it is loaded, loader: { ".html": "text" }, or list the file in assets and read it at run time',
    });
    const { answer } = await packaged(root, { loader: { ".html": "text" } });
    expect(answer()).toBe("<p>t</p>");
    const { files } = await packaged(root, { loader: { ".html": "copy" }, load: false });
    expect(Object.keys(files).filter((name) => name.endsWith(".html"))).toHaveLength(1);
    expect(await messagesOf(project(""), { loader: { html: "txt" } as never })).toEqual([
      "loader.html: must be a file extension with its dot",
      expect.stringMatching(/^loader\.html: must be one of .*"text".*, got "txt"$/),
    ]);
  });

  test("top-level await needs esm, as the problem says, and registers the same functions", async () => {
    const code = 'const text = await Promise.resolve("late");\nexport default () => text;\n';
    const root = userProject(join(scratch, "awaits"), { "src/run.mjs": code });
    const components = {
      run: defineFunction({ name: "run", entry: "./src/run.mjs", trigger: { type: "http" } }),
    };
    const error = await packageCode(components, { root }).catch((thrown: unknown) => thrown);
    expect((error as BackendConfigError).problems[0]).toMatchObject({ fix: 'package with format: "esm"' });
    const { files } = await packaged(root, { format: "esm" }, components);
    expect(Object.keys(files)).toEqual([
      "functions.mjs",
      "functions.mjs.map",
      "host.json",
      "index.mjs",
      "package.json",
    ]);
    expect(JSON.parse(Buffer.from(files["package.json"] ?? []).toString())).toEqual({
      main: "index.mjs",
      type: "module",
    });
    const { functions, faults } = await loadPackage({ files, main: "index.mjs" }, {});
    expect([functions.map(({ name }) => name), faults]).toEqual([["run"], []]);
  });

  test("a component that does not load is named by itself in esm too", async () => {
    const root = userProject(join(scratch, "esm-fault"), {
      "src/run.mjs": "export default () => 1;\n",
      "src/bad.mjs": 'await null;\nthrow new Error("no");\nexport default () => 1;\n',
    });
    const components = {
      bad: defineFunction({ name: "bad", entry: "./src/bad.mjs", trigger: { type: "http" } }),
      run: defineFunction({ name: "run", entry: "./src/run.mjs", trigger: { type: "http" } }),
    };
    const error = await packageCode(components, { root, format: "esm" }).catch((thrown: unknown) => thrown);
    expect((error as BackendConfigError).problems).toMatchObject([
      { path: "components.bad", message: "does not load: Error: no (at src/bad.mjs:2:7)" },
    ]);
  });
});

describe("warnings of esbuild", () => {
  test("warnings of esbuild are shown and returned, except those about packages", async () => {
    const root = project(
      'const name = process.env["X"] ?? "node:fs";\nexports.lazy = () => require(name);\nexports.handler = (x) => typeof x === "nul";\n' +
        'require("quiet");\n',
    );
    install(root, "quiet", {}, { "index.js": "module.exports = (name) => require(name);\n" });
    const { warnings } = await packaged(root);
    expect(warnings).toEqual([
      expect.stringMatching(/^src\/run\.js:2: .*require/) as string,
      expect.stringMatching(/^src\/run\.js:3: .*typeof/) as string,
    ]);
    expect(jest.mocked(printNotes)).toHaveBeenCalledWith(
      `package: 2 warnings\n  ${warnings[0] ?? ""}\n  ${warnings[1] ?? ""}\n`,
    );
  });
});

describe("source maps", () => {
  test("source maps name the user's file and line in a trace, or are not shipped", async () => {
    const code = '// one\nmodule.exports = () => {\n  throw new Error("in a trace");\n};\n';
    const root = project(code);
    const { files } = await packaged(root);
    const text = (name: string): string => Buffer.from(files[name] ?? []).toString();
    expect(text("index.js")).toContain("process.setSourceMapsEnabled(true);");
    expect(text("functions.js")).toMatch(/\n\/\/# sourceMappingURL=functions\.js\.map\n$/);
    const { files: bare } = await packaged(root, { sourceMap: false });
    expect(Object.keys(bare)).toEqual(["functions.js", "host.json", "index.js", "package.json"]);
    for (const name of Object.keys(bare))
      expect(Buffer.from(bare[name] ?? []).toString()).not.toMatch(/sourceMappingURL|setSourceMapsEnabled/);
  });
});

test("an unknown option of packaging is an error that names the nearest one", async () => {
  const root = project("module.exports = () => 1;\n");
  const load = { settings: { A: 1 } };
  const said = { sourcemap: true, node: 18, format: "iife", hostJson: [], load, signal: true };
  expect(await messagesOf(root, said as never)).toEqual([
    'sourcemap: unknown option of this call. Did you mean "sourceMap"?',
    "node: must be one of 20, 22, 24, got 18",
    'format: must be one of "cjs", "esm", got "iife"',
    "hostJson: must be an object with plain data, got []",
    "load: must be false, or an object with settings, whose values are strings",
    "signal: must be the signal of an AbortController, got true",
  ]);
  const { warnings } = await packaged(root, { node: 24 });
  expect(warnings).toEqual([]);
});

test("packaging that is ended writes nothing, and says the reason", async () => {
  const root = project("module.exports = () => 1;\n");
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(packaged(root, { signal })).rejects.toThrow("enough");
  expect(existsSync(join(root, "dist"))).toBe(false);
});

test.each(["cjs", "esm"] as const)(
  "the package is the same in another folder, with all options: %s",
  async (format) => {
    const made = async (): Promise<string> => {
      const root = project('require("b");\nmodule.exports = () => 1;\n', {
        "assets/b.txt": "b",
        "assets/a.txt": "a",
      });
      install(root, "b", { dependencies: { a: "1" } }, { "z.js": "", "index.js": 'require("a");\n' });
      install(root, "a", {}, { "index.js": "module.exports = 1;\n" });
      const options = { external: ["b"], assets: ["assets"], hostJson: { functionTimeout: "00:05:00" } };
      return (await packaged(root, { format, ...options })).sha256;
    };
    expect(await made()).toBe(await made());
  },
);
