"use strict";
/*
 * Runs an app for tests that are about what comes after it: `node run-recorded-app.cjs main.ts`. The first run of an app is recorded
 * for the whole run of the tests, with what it writes and says; the next ones with the same files and variables repeat that. Starting
 * an app takes twenty times as long.
 */
const { createHash } = require("node:crypto");
const {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require("node:fs");
const { createRequire } = require("node:module");
const { join, resolve } = require("node:path");

const { env } = process;
const outdir = env.CDKTF_OUTDIR;
const heard = env.CDKTF_AZURE_BACKEND_HEARD;
const [, , app] = process.argv;
const recordings = join(env.CDKTF_AZURE_BACKEND_PACKAGE_FOLDER, "recorded");
const recording = join(recordings, keyOf());

if (existsSync(recording)) repeat();
else record();

/** All that an app's run follows from: its files, and what it is told by variables. */
function keyOf() {
  const own = ["CDKTF_OUTDIR", "CDKTF_AZURE_BACKEND_HEARD", "CDKTF_AZURE_BACKEND_PACKAGE_FOLDER"];
  const told = Object.entries(env)
    .filter(([name]) => /^(?:ARM|AZURE|BACKEND|CDKTF|TERRAFORM)_/.test(name) && !own.includes(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const files = ["cdktf.json", app, ...readdirSync("src").map((name) => join("src", name))];
  const texts = files.map((file) => [file, readFileSync(file, "utf8")]);
  return createHash("sha256")
    .update(JSON.stringify([told, texts]))
    .digest("hex");
}

function repeat() {
  cpSync(join(recording, "out"), outdir, { recursive: true });
  appendFileSync(heard, readFileSync(join(recording, "heard.jsonl")));
  for (const [stream, text] of JSON.parse(readFileSync(join(recording, "said.json"), "utf8")))
    process[stream].write(text);
}

function record() {
  const said = [];
  for (const stream of ["stdout", "stderr"]) {
    const write = process[stream].write.bind(process[stream]);
    process[stream].write = (text, ...rest) => {
      said.push([stream, String(text)]);
      return write(text, ...rest);
    };
  }
  process.on("exit", (code) => {
    if (code === 0) keep(said);
  });
  // As the tool starts it: with the packages before what compiles.
  process.argv.splice(1, 2, resolve(app));
  require("../../lib/terraform/app-preload.cjs");
  const load = createRequire(resolve(app));
  load("tsx/cjs");
  load(resolve(app));
}

/** Whole or not at all: two tests may record the same at once. */
function keep(said) {
  const own = `${recording}-${process.pid}`;
  mkdirSync(recordings, { recursive: true });
  cpSync(outdir, join(own, "out"), { recursive: true });
  writeFileSync(join(own, "heard.jsonl"), readFileSync(heard));
  writeFileSync(join(own, "said.json"), JSON.stringify(said));
  try {
    renameSync(own, recording);
  } catch (error) {
    if (!existsSync(recording)) throw error;
    rmSync(own, { recursive: true });
  }
}
