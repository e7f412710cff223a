import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { run } from "../../lib/terraform/command";
import { alone } from "../../lib/terraform/folder-lock";
import { type Synthesis, synthesise } from "../../lib/terraform/synthesis";

const root = join(__dirname, "../..");

/** An app that writes many stacks, without an engine: each file has the word that it is given. */
const APP = `const { mkdirSync, writeFileSync } = require("node:fs");
const out = process.env.CDKTF_OUTDIR;
const stacks = {};
for (let index = 0; index < 60; index++) {
  const id = "stack-" + index;
  stacks[id] = { dependencies: [] };
  mkdirSync(out + "/stacks/" + id, { recursive: true });
  writeFileSync(out + "/stacks/" + id + "/cdk.tf.json", process.argv[2]);
}
writeFileSync(out + "/manifest.json", JSON.stringify({ stacks, word: process.argv[2] }));
`;

let folder = "";
let outdir = "";
let lock = "";
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "at once "));
  outdir = join(folder, "cdktf.out");
  lock = join(folder, ".cdktf.out.lock");
  writeFileSync(join(folder, "app.cjs"), APP);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function synth(word: string): Promise<Synthesis> {
  return synthesise({ folder, app: `node app.cjs ${word}`, relativeModules: [] }, { outdir });
}

/** The words that are in the files of the folder. */
function wordsIn(): readonly string[] {
  const { word } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
    readonly word: string;
  };
  const files = readdirSync(join(outdir, "stacks")).map((id) => join(outdir, "stacks", id, "cdk.tf.json"));
  return [...new Set([word, ...files.map((file) => readFileSync(file, "utf8"))])];
}

test("what two processes write into one folder at once is one of the two, whole, each time", async () => {
  // Each looks at the folder while it is alone with it.
  const script = join(folder, "again.ts");
  writeFileSync(
    script,
    `import { alone } from ${JSON.stringify(join(root, "lib/terraform/folder-lock"))};
     import { synthesise } from ${JSON.stringify(join(root, "lib/terraform/synthesis"))};
     import { readFileSync, readdirSync } from "node:fs";
     const [word = "", folder = ""] = process.argv.slice(2);
     const outdir = folder + "/cdktf.out";
     const text = (file: string): string => readFileSync(outdir + "/" + file, "utf8");
     const words = (): number => new Set([
       JSON.parse(text("manifest.json")).word,
       ...readdirSync(outdir + "/stacks").map((id) => text("stacks/" + id + "/cdk.tf.json")),
     ]).size;
     void (async () => {
       for (let round = 0; round < 12; round++) {
         await synthesise({ folder, app: "node app.cjs " + word, relativeModules: [] }, { outdir });
         console.log(await alone(outdir, words));
       }
     })();`,
  );
  const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
  const both = await Promise.all(
    ["one", "other"].map((word) => run(process.execPath, [tsx, script, word, folder], { cwd: root })),
  );
  for (const { status, stdout, stderr } of both)
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "1\n".repeat(12), stderr: "" });
  expect(readdirSync(folder).sort()).toEqual(["again.ts", "app.cjs", "cdktf.out"]);
}, 120_000);

test("a synth waits for the process that writes into the folder", async () => {
  writeFileSync(lock, String(process.pid));
  const waiting = synth("late");
  // The app has written everything beside the folder.
  const isWritten = (): boolean =>
    readdirSync(folder).some((name) => existsSync(join(folder, name, "manifest.json")));
  while (!isWritten()) await new Promise(setImmediate);
  // Long enough for one that does not wait.
  await Promise.race([waiting, pause(500)]);
  expect(existsSync(outdir)).toBe(false);
  rmSync(lock);
  expect((await waiting).stacks).toHaveLength(60);
  expect(wordsIn()).toEqual(["late"]);
  expect(existsSync(lock)).toBe(false);
});

test("whoever waits for a folder can be interrupted, and leaves the lock to its process", async () => {
  writeFileSync(lock, String(process.pid));
  const work = jest.fn();
  const interrupt = new AbortController();
  const waiting = alone(outdir, work, interrupt.signal);
  interrupt.abort();
  await expect(waiting).rejects.toThrow("aborted");
  expect(work).not.toHaveBeenCalled();
  expect(existsSync(lock)).toBe(true);
});

test("whoever waits for a folder in vain is told for which process", async () => {
  writeFileSync(lock, String(process.pid));
  const now = jest.spyOn(performance, "now").mockReturnValueOnce(0).mockReturnValue(20_001);
  try {
    await expect(alone(outdir, () => undefined)).rejects.toThrow(
      `Process ${process.pid} has been writing into ${outdir} for 20 seconds: check that process; if it has ended or is another program, remove ${lock}.`,
    );
  } finally {
    now.mockRestore();
  }
});

test("the lock of a process that was killed counts for nothing", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(lock, String(pid));
  await synth("next");
  expect(wordsIn()).toEqual(["next"]);
  expect(existsSync(lock)).toBe(false);
});
