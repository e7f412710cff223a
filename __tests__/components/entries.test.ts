import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Component, defineEventHandler, defineFunction, defineQueueProcessor } from "../../lib";
import { problem, problemsOf } from "../support/problems";
import { feedbackApi } from "../support/sample";

jest.unmock("../../lib/components/missing-entries");

const home = process.cwd();
let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "entries-")));
  mkdirSync(join(folder, "src"));
  mkdirSync(join(folder, "inner"));
  writeFileSync(join(folder, "src/mail.ts"), "");
  writeFileSync(join(folder, "cdktf.json"), "{}");
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const withEntry = (entry: string): Readonly<Record<string, Component>> => ({
  mail: defineQueueProcessor({ name: "mail", entry }),
  tidy: defineFunction({ name: "tidy", entry, trigger: { type: "timer", schedule: "0 0 4 * * *" } }),
  moved: defineEventHandler({ name: "moved", entry, source: { blobs: "photos" } }),
  feedbackApi,
});

describe("the source file of a component", () => {
  test.each(["./src/absent.ts", "src/absent.ts", "./src", "../src/mail.ts", "/src/mail.ts"])(
    "an entry without a file is refused: %s",
    (entry) => {
      expect(problemsOf({}, withEntry(entry))).toEqual(
        ["mail", "tidy", "moved"].map((key) =>
          problem(
            `components.${key}.entry`,
            `the file "${entry}" does not exist in the folder of the project`,
            "set the source file of the handler, relative to the folder of cdktf.json or to the option root",
            "your components",
          ),
        ),
      );
    },
  );

  test.each(["./src/mail.ts", "src/mail.ts", "src/../src/mail.ts"])(
    "an entry with a file is accepted: %s",
    (entry) => {
      expect(problemsOf({}, withEntry(entry))).toEqual([]);
    },
  );

  test("an entry may be in a package, by its whole path", () => {
    expect(problemsOf({}, withEntry(__filename))).toEqual([]);
  });

  test("an entry is resolved from the folder of the nearest cdktf.json, in any working folder", () => {
    process.chdir("inner");
    expect(problemsOf({}, withEntry("./src/mail.ts"))).toEqual([]);
    expect(problemsOf({}, withEntry("./mail.ts"))[0]?.message).toBe(
      'the file "./mail.ts" does not exist in the folder of the project, ..',
    );
  });

  test("an entry is resolved from the working folder where there is no cdktf.json", () => {
    rmSync("cdktf.json");
    expect(problemsOf({}, withEntry("./src/mail.ts"))).toEqual([]);
  });

  test("an entry is resolved from the chosen root", () => {
    expect(problemsOf({ root: "src" }, withEntry("./mail.ts"))).toEqual([]);
    expect(problemsOf({ root: join(folder, "src") }, withEntry("./mail.ts"))).toEqual([]);
    expect(problemsOf({ root: "inner" }, withEntry("./mail.ts"))).toHaveLength(3);
    expect(problemsOf({ root: 5 }, withEntry("./src/mail.ts")).map(({ path }) => path)).toContain("root");
  });
});
