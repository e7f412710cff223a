import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as ts from "typescript";
import { BackendConfigError, planBackend } from "../../lib";
import { keptOutputs } from "../../scripts/command-outputs";
import { generatedFiles } from "../../scripts/generate";
import {
  anchorsOf,
  examplesOf,
  libraryText,
  linksOf,
  markdownIn,
  textOf,
  userDocuments,
} from "../support/documents";
import { output, root } from "../support/packed";
import { processUploadFunction } from "../support/sample";
import { strictSettings } from "../support/strict-project";

/** Every TypeScript example of the documentation, `README.md #1` and so on. */
const examples = userDocuments.flatMap((document) =>
  examplesOf(document).map((code, index) => [`${document} #${index + 1}`, code] as const),
);

describe("examples", () => {
  test("the documentation has at least four examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
  });

  test("every example compiles in a user's strict project, as CommonJS and as an ES module", async () => {
    const folder = mkdtempSync(join(tmpdir(), "examples-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    const files = examples.flatMap(([, code], index) =>
      ["cts", "mts"].map((extension) => [`example-${index + 1}.${extension}`, code] as const),
    );
    for (const [file, code] of files) writeFileSync(join(folder, file), code);
    const compilerOptions = {
      ...strictSettings,
      types: ["node", "jest"],
      paths: {
        "cdktf-azure-backend": [join(root, "lib/index.ts")],
        "cdktf-azure-backend/*": [join(root, "lib/*/index.ts")],
      },
      resolveJsonModule: true,
      esModuleInterop: true,
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: files.map(([file]) => file) }),
    );
    const tsc = join(root, "node_modules/typescript-7/lib/tsc.js");
    const { stdout } = await output(process.execPath, [tsc, "-p", "."], { cwd: folder });
    rmSync(folder, { recursive: true });
    expect(stdout).toBe("");
  }, 60_000);

  test.each(examples)("the example %s runs, and writes and prints what it says", (_name, code) => {
    runInFolder(code, (folder, printed) => {
      expect(existsSync(join(folder, "cdktf.out")) || !/^(backend|app)\.synth\(\)/m.test(code)).toBe(true);
      expect(printed.length > 0 || !/^console\.log\(/m.test(code)).toBe(true);
    });
  });

  test("the README's first example writes three stacks for dev and three for prod", () => {
    runInFolder(examples[0]?.[1] ?? "", (folder) => {
      expect(readdirSync(join(folder, "cdktf.out/stacks")).sort()).toEqual(
        ["dev", "prod"].flatMap((environment) =>
          ["network", "platform", "workloads"].map((role) => `feedback-${environment}-${role}`),
        ),
      );
    });
  });
});

/** Runs an example in a folder of its own with a cdktf.json, and hands over what it has left and printed there. */
function runInFolder(code: string, check: (folder: string, printed: readonly string[]) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "example-"));
  const before = process.cwd();
  const log = jest.spyOn(console, "log").mockImplementation(() => undefined);
  // Azure Functions' own library says that there is no host here.
  const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
  try {
    writeFileSync(join(folder, "cdktf.json"), "{}");
    process.chdir(folder);
    run(code);
    check(folder, (log.mock.calls as string[][]).flat());
  } finally {
    process.chdir(before);
    log.mockRestore();
    warn.mockRestore();
    rmSync(folder, { recursive: true });
  }
}

/** Runs an example in this process; its `test` blocks run at once. */
function run(code: string): void {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  const load = (name: string): unknown =>
    jest.requireActual(name.replace(/^cdktf-azure-backend(?=\/|$)/, "../../lib"));
  const runNow = (_name: string, body: () => void): void => {
    body();
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- the example is the input of this test
  const example = new Function("require", "exports", "test", outputText) as (
    require: typeof load,
    exports: object,
    test: typeof runNow,
  ) => void;
  example(load, {}, runNow);
}

describe("what commands print", () => {
  const kept = new Map(Object.values(keptOutputs()).map((text) => [text.split("\n", 1)[0]?.slice(2), text]));
  /** Commands with their output in the documentation, where the same command's output is kept. */
  const shown = userDocuments.flatMap((document) =>
    [...textOf(document).matchAll(/^```sh\n(.*)\n```\n\n```text\n([\s\S]*?)^```$/gm)].flatMap(
      ([, command = "", text = ""]) => {
        const whole = kept.get(command);
        return whole === undefined ? [] : [[document, command, text, whole] as const];
      },
    ),
  );

  test("the start page shows outputs", () => {
    expect(shown.map(([document]) => document)).toContain("docs/start.md");
  });

  test.each(shown)("%s shows what %s prints", (_document, _command, text, whole) => {
    const words = (part: string): string => part.replace(/\s+/g, " ").trim();
    const lines = text.split(/\n|…/).map(words);
    expect(lines.filter((line) => !words(whole).includes(line))).toEqual([]);
  });

  test("every reason that a page quotes from a decision is one of the library", () => {
    const quoted = userDocuments.flatMap((document) =>
      [...textOf(document).matchAll(/\((?:derived|adjusted): ([^()]+)\)/g)].map(([, reason = ""]) => reason),
    );
    const said = libraryText();
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter((reason) => !said.includes(reason))).toEqual([]);
  });
});

describe("what examples print", () => {
  /** Examples that are followed by their output. */
  const shown = userDocuments.flatMap((document) =>
    [...textOf(document).matchAll(/^```ts\n((?:(?!^```)[\s\S])*)^```\n\n```text\n([\s\S]*?)^```$/gm)].map(
      ([, code = "", text = ""]) => [document, code, text.trimEnd()] as const,
    ),
  );

  test("at least one page shows an output", () => {
    expect(shown.length).toBeGreaterThan(0);
  });

  test.each(shown)("%s shows what its example prints", (_document, code, text) => {
    runInFolder(code, (_folder, printed) => {
      expect(printed.join("\n").split("\n")).toEqual(expect.arrayContaining(text.split("\n")));
    });
  });
});

describe("generated files", () => {
  const generated = generatedFiles();

  test.each(Object.keys(generated))("the file %s is what `npm run generate` writes", (file) => {
    expect(readFileSync(join(root, file), "utf8")).toBe(generated[file]);
  });
});

describe("the README", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [, refused = ""] = /^```text\n([\s\S]*?)\n```$/m.exec(readme) ?? [];

  test("the README shows the message of an error", () => {
    const cosmos = { mode: "Serverless", regions: ["westeurope", "northeurope"] } as const;
    const call = () =>
      planBackend({ processUploadFunction }, { project: "gallery", location: "westeurope", cosmos });
    expect(call).toThrow(BackendConfigError);
    expect(call).toThrow(refused);
  });

  test("the page on decisions shows the message of an error with two problems", () => {
    const page = textOf("docs/concepts/decisions.md");
    const [, shown = ""] = /^```text\n(shop \(dev\): 2 problems\n[\s\S]*?)\n```$/m.exec(page) ?? [];
    const call = () =>
      planBackend(
        { processUploadFunction },
        {
          project: "shop",
          location: "westeurope",
          networking: { vnet: true },
          functionApp: { plan: "Y1" },
          cosmos: { mode: "Serverless", regions: ["westeurope", "northeurope"] },
        },
      );
    expect(call).toThrow(BackendConfigError);
    expect(call).toThrow(shown);
  });

  test("every script that the README names is in package.json", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run (\w+)/g)];
    expect(named).not.toHaveLength(0);
    for (const [, script = ""] of named) expect(scripts).toHaveProperty([script]);
  });
});

describe("links", () => {
  const documents = [
    ...userDocuments,
    ...markdownIn("specification"),
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "SECURITY.md",
    "SKILL.md",
  ];

  test.each(documents)("every link of %s leads to a file and a heading that exist", (document) => {
    const broken = linksOf(document).filter(
      ({ file, anchor }) =>
        !existsSync(join(root, file)) ||
        (anchor !== undefined && file.endsWith(".md") && !anchorsOf(file).has(anchor)),
    );
    expect(broken).toEqual([]);
  });

  test("the documents have more than a hundred links", () => {
    expect(documents.flatMap(linksOf).length).toBeGreaterThan(100);
  });

  test("every page of the documentation can be reached from the README or another page", () => {
    const linked = new Set(userDocuments.flatMap(linksOf).map(({ file }) => file));
    expect(userDocuments.filter((document) => document !== "README.md" && !linked.has(document))).toEqual([]);
  });
});
