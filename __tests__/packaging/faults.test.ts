import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Components, defineFunction, defineQueueProcessor } from "../../lib";
import { packageCode } from "../../lib/packaging";
import { BackendConfigError, type Problem } from "../../lib/settings/problems";
import { type RegisteredFunction, startPackage } from "../../lib/stand-in/functions-host";
import { userProject } from "../support/user-project";

const scratch = mkdtempSync(join(tmpdir(), "packaging-faults-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

const GOOD = 'export default (): string => "good";\n';
const components = (entry: string): Components => ({
  good: defineFunction({ name: "good", entry: "./src/good.ts", trigger: { type: "http" } }),
  bad: defineQueueProcessor({ name: "bad", entry }),
});

async function problemsOf(said: Components, root: string): Promise<readonly Problem[]> {
  const error: unknown = await packageCode(said, { root }).catch((thrown: unknown) => thrown);
  if (error instanceof BackendConfigError) return error.problems;
  throw new Error("it was packaged", { cause: error });
}

describe("code that does not load when it is packaged", () => {
  /** What a file of the component says, the reason that is told, and the line that it comes from. */
  test.each([
    [
      "a throw",
      "src/a.ts",
      "const a = 1;\nthrow new RangeError(`no ${a}`);\nexport default () => a;\n",
      "RangeError: no 1",
      "src/a.ts:2:7",
    ],
    [
      "a throw of no error",
      "src/b.ts",
      'throw "just text";\nexport default () => 1;\n',
      "just text",
      undefined,
    ],
    [
      "a file that is not in the package",
      "src/c.js",
      'const { readFileSync } = require("node:fs");\nconst { join } = require("node:path");\n' +
        'const text = readFileSync(join(__dirname, "../assets/t.html"), "utf8");\nmodule.exports = () => text;\n',
      /^Error: ENOENT: no such file or directory, open '.*assets\/t.html'$/,
      "src/c.js:3:14",
    ],
    [
      "a setting that is not declared",
      "src/d.ts",
      'if (process.env["NOT_DECLARED"] === undefined) throw new Error("NOT_DECLARED is missing");\nexport default () => 1;\n',
      "Error: NOT_DECLARED is missing",
      "src/d.ts:1:54",
    ],
    [
      "an end of the process",
      "src/e.ts",
      "process.exit(3);\nexport default () => 1;\n",
      "Error: process.exit(3) was called, which would end the worker of every function",
      "src/e.ts:1:9",
    ],
    [
      "a default that is no function",
      "src/f.ts",
      "export default 42;\n",
      "TypeError: ./src/f.ts exports number as default, which is not a function",
      undefined,
    ],
    [
      "a handler that is no function",
      "src/g.ts",
      "export const handler = { run: () => 1 };\n",
      "TypeError: ./src/g.ts exports object as handler, which is not a function",
      undefined,
    ],
    [
      "module.exports that is no function",
      "src/h.js",
      "module.exports = { run: () => 1 };\n",
      "TypeError: ./src/h.js exports object as module.exports, which is not a function",
      undefined,
    ],
  ])(
    "code that does not load is refused when it is packaged, and no file is written: %s",
    async (_what, file, text, reason, line) => {
      process.env["NOT_DECLARED"] = "what this machine has is not what the app has";
      const root = userProject(join(scratch, file), { "src/good.ts": GOOD, [file]: text });
      const problems = await problemsOf(components(`./${file}`), root);
      expect(problems).toHaveLength(1);
      const { path = "", message = "" } = problems[0] ?? {};
      expect(path).toBe("components.bad");
      const [, told = "", at] = /^does not load: (.*?)(?: \(at (.*)\))?$/.exec(message) ?? [];
      if (typeof reason === "string") expect(told).toBe(reason);
      else expect(told).toMatch(reason);
      expect(at).toBe(line);
      expect(message).not.toContain(tmpdir());
      expect(existsSync(join(root, "dist"))).toBe(false);
    },
  );

  test("each component is refused with its own reason, and shared code with each of them", async () => {
    const root = userProject(join(scratch, "shared"), {
      "src/good.ts": GOOD,
      "src/shared.ts": 'throw new Error("shared");\nexport const shared = 1;\n',
      "src/one.ts": 'import { shared } from "./shared";\nexport default () => shared;\n',
      "src/two.ts": 'import { shared } from "./shared";\nexport default () => shared + 1;\n',
    });
    const two = defineFunction({ name: "two", entry: "./src/two.ts", trigger: { type: "http" } });
    const problems = await problemsOf({ ...components("./src/one.ts"), two }, root);
    expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
      "components.bad does not load: Error: shared (at src/shared.ts:1:7)",
      "components.two does not load: Error: shared (at src/shared.ts:1:7)",
    ]);
  });

  test("a process that ends by an unhandled rejection is refused", async () => {
    const root = userProject(join(scratch, "unhandled"), {
      "src/good.ts": GOOD,
      "src/late.ts": 'void Promise.reject(new Error("late"));\nexport default () => 1;\n',
    });
    const problems = await problemsOf(components("./src/late.ts"), root);
    expect(problems).toMatchObject([
      { path: "components", message: "does not load: Error: late (at src/late.ts:1:21)" },
    ]);
  });
});

describe("code that needs another value than a placeholder", () => {
  const files = {
    "src/good.ts": GOOD,
    "src/parsed.ts":
      'const options = JSON.parse(process.env["OPTIONS"] ?? "") as { text: string };\nexport default () => options.text;\n',
  };

  test("code that needs another value than a placeholder is given one, or is not loaded", async () => {
    const root = userProject(join(scratch, "parsed"), files);
    expect(await problemsOf(components("./src/parsed.ts"), root)).toHaveLength(1);
    const given = { settings: { OPTIONS: '{ "text": "given" }' } };
    await packageCode(components("./src/parsed.ts"), { root, load: given });
    await packageCode(components("./src/parsed.ts"), { root, load: false });
  });
});

describe("a component that does not load on Azure", () => {
  const files = {
    "src/good.ts": GOOD,
    "src/shared.ts":
      'if (process.env["THERE"] !== "yes") throw new Error("THERE is missing");\nexport const there = "there";\n',
    "src/bad.ts": 'import { there } from "./shared";\nexport default () => there;\n',
    "src/worse.ts": 'import { there } from "./shared";\nexport default () => there;\n',
  };
  const worse = defineFunction({
    name: "worse",
    entry: "./src/worse.ts",
    trigger: { type: "timer", schedule: "0 0 4 * * *" },
  });
  let registered: (settings: Readonly<Record<string, string>>) => readonly RegisteredFunction[];

  beforeAll(async () => {
    const root = userProject(join(scratch, "azure"), files);
    const { file } = await packageCode({ ...components("./src/bad.ts"), worse }, { root, load: false });
    registered = (settings) => startPackage(readFileSync(file), settings);
  });

  test("every function is registered where a component does not load, and its own answer which component and why", async () => {
    const functions = registered({});
    expect(functions.map(({ name }) => name)).toEqual(["good", "bad", "worse"]);
    const answers = await Promise.allSettled(functions.map(called));
    const reason = (name: string, file: string): object => ({
      status: "rejected",
      reason: expect.objectContaining({
        message: `component "${name}" (${file}) did not load: THERE is missing`,
      }) as Error,
    });
    expect(answers).toEqual([
      { status: "fulfilled", value: "good" },
      reason("bad", "./src/bad.ts"),
      reason("worse", "./src/worse.ts"),
    ]);
  });

  test("every function answers where all components load", async () => {
    const functions = registered({ THERE: "yes" });
    expect(await Promise.all(functions.map(called))).toEqual(["good", "there", "there"]);
  });
});

/** A throw becomes a rejection. */
async function called({ run }: RegisteredFunction): Promise<unknown> {
  await Promise.resolve();
  return run();
}
