import { readFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../package.json";
import { commands } from "../../lib/cli/commands";
import { exitCodes } from "../../lib/cli/exit-codes";
import { callTool } from "../support/tool";

describe("the help", () => {
  test("the help lists every command with its summary, and every exit code", async () => {
    const { status, stdout, stderr } = await callTool(["--help"], { columns: 200 });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const ofOneWord = commands.filter(({ name }) => !name.includes(" "));
    for (const { name, summary } of ofOneWord)
      expect(stdout).toMatch(new RegExp(`^  ${name}\\b.* ${summary}$`, "m"));
    expect(stdout).toMatch(/^ {2}secret\b.* Sets secrets of the key vault, and lists them\.$/m);
    for (const { code, meaning } of Object.values(exitCodes))
      expect(stdout).toContain(`${code} `.padEnd(4) + meaning);
  });

  test("the help of a group lists its commands", async () => {
    const { status, stdout } = await callTool(["secret", "--help"], { columns: 200 });
    expect(status).toBe(0);
    for (const { name, summary } of commands.filter((each) => each.name.startsWith("secret ")))
      expect(stdout).toMatch(new RegExp(`^  ${name.replace("secret ", "")}\\b.* ${summary}$`, "m"));
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    "the help of %s shows its options, and examples that it takes",
    async (name, { options, examples }) => {
      const { status, stdout } = await callTool([...name.split(" "), "--help"], { columns: 200 });
      expect(status).toBe(0);
      for (const flag of [...Object.keys(options), "json"]) expect(stdout).toContain(`--${flag}`);
      expect(examples.length).toBeGreaterThan(0);
      for (const [line, does] of examples) {
        expect(stdout).toContain(`# ${does}\n  $ npx cdktf-azure-backend ${line}\n`.trimEnd());
        expect(`${line} `.startsWith(`${name} `)).toBe(true);
        const flags = [...line.matchAll(/ --([a-z-]+)/g)].map(([, flag]) => flag);
        expect([...Object.keys(options), "json"]).toEqual(expect.arrayContaining(flags));
      }
    },
  );

  test("the help fits a terminal of 80 columns", async () => {
    const helps = await Promise.all(
      [[], ...commands.map(({ name }) => name.split(" "))].map(async (args) => callTool([...args, "--help"])),
    );
    const lines = helps
      .flatMap(({ stdout }) => stdout.split("\n"))
      .filter((line) => !line.startsWith("  $ "));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test("the README's table has every command with its summary", () => {
    const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
    const rows = [...readme.matchAll(/^\| `([a-z -]+)` +\| (.*?) +\|$/gm)].map(([, name, summary]) => [
      name,
      summary,
    ]);
    expect(rows).toEqual(commands.map(({ name, summary }) => [name, summary]));
  });

  test("the version is that of the package", async () => {
    expect(await callTool(["--version"])).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });
});

describe("a wrong call", () => {
  test.each<[string, readonly string[], string]>([
    ["a mistyped command", ["synht"], "(Did you mean synth?)"],
    ["a mistyped option", ["synth", "--enviroment", "dev"], "(Did you mean --environment?)"],
    ["an option without its value", ["synth", "--out"], "argument missing"],
    ["a value that is not expected", ["synth", "dev"], "too many arguments"],
    [
      "an empty value between commas",
      ["synth", "--environment", "dev,,prod"],
      "A value in the comma-separated list is empty.",
    ],
    [
      "an amount that is none",
      ["cost", "--fail-above", "a lot"],
      '--fail-above must be an amount in US dollars, such as 500; got "a lot".',
    ],
    [
      "a port too few",
      ["local", "--ports", "11000,11001"],
      '--ports must be three numbers, for blobs, queues and tables, such as 11000,11001,11002; got "11000,11001".',
    ],
    ["a check without a file", ["grants", "--check"], "set it with --out"],
  ])("%s is refused with exit code 64 and what is meant", async (_what, args, message) => {
    const { status, stdout, stderr } = await callTool(args);
    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("a call without a command shows the help", async () => {
    const { status, stdout, stderr } = await callTool([]);
    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toContain("Usage: cdktf-azure-backend");
  });
});
