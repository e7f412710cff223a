import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineFunction } from "../../lib";
import { archive } from "../../lib/packaging/archive";
import { type RegisteredFunction, startPackage } from "../../lib/stand-in/functions-host";
import { install, packaged, project, scratch } from "../support/packaged";
import { userProject } from "../support/user-project";

jest.unmock("../../lib/components/missing-entries");

const namesOf = (functions: readonly RegisteredFunction[]): readonly string[] =>
  functions.map(({ name }) => name);

describe("the start of a package", () => {
  test("the stand-in starts a package of modules with top-level await", async () => {
    const root = userProject(join(scratch, "awaited"), {
      "src/run.mjs": "const one = await Promise.resolve(1);\nexport default () => one;\n",
    });
    const run = defineFunction({ name: "run", entry: "./src/run.mjs", trigger: { type: "http" } });
    const { file } = await packaged(root, { format: "esm" }, { run });
    const [only, ...others] = startPackage(readFileSync(file));
    expect([only?.name, others]).toEqual(["run", []]);
    expect(Object.values(only?.bindings ?? {})).toContainEqual(
      expect.objectContaining({ type: "httpTrigger", route: "run" }),
    );
    expect(() => only?.run()).toThrow("started in a process of its own are not run");
  });

  test("the stand-in starts a package with packages and files beside its code", async () => {
    const root = project(
      'const { readFileSync } = require("node:fs");\nif (require("native") + readFileSync("assets/one.txt", "utf8") !== "11")\n' +
        '  throw new Error("not there");\nmodule.exports = () => 1;\n',
      { "assets/one.txt": "1" },
    );
    install(root, "native", {}, { "index.js": 'module.exports = "1";\n' });
    const { file } = await packaged(root, { external: ["native"], assets: ["assets"] });
    expect(namesOf(startPackage(readFileSync(file)))).toEqual(["run"]);
  });
});

describe.each([
  ["here", {}],
  ["in a process of its own", { "node_modules/a/index.js": "" }],
])("a package that is started %s", (_where, beside) => {
  const started = (code: string, settings = {}): readonly string[] =>
    namesOf(
      startPackage(
        archive({
          "index.js": `const core = require("@azure/functions-core");\n${code}\n`,
          "package.json": JSON.stringify({ main: "index.js" }),
          ...beside,
        }).bytes,
        settings,
      ),
    );

  test("a started package reads the app's settings, and no variable of this process", () => {
    process.env["OF_THIS_PROCESS"] = "1";
    const code =
      "core.registerFunction({ name: `${process.env.NAME} ${process.env.OF_THIS_PROCESS}`, bindings: {} }, () => 1);";
    expect(started(code, { NAME: "a" })).toEqual(["a undefined"]);
    delete process.env["OF_THIS_PROCESS"];
  });

  test("a started package reports its exceptions", () => {
    expect(() => started('throw new Error("no");')).toThrow(/^no$/);
  });
});

test("a package that ends its process fails the start with its last output", () => {
  const { bytes } = archive({
    "index.js": 'console.error("bye"); process.exit(3);',
    "package.json": JSON.stringify({ main: "index.js" }),
    "node_modules/a/index.js": "",
  });
  expect(() => startPackage(bytes)).toThrow("its code ended the process: bye");
});
