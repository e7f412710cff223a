#!/usr/bin/env node
import { standardInput } from "./hidden-input";
import { runProgram } from "./program";

/** Of `engines` in package.json, which npm alone only warns of. */
const OLDEST_NODE = 20;

async function main(): Promise<void> {
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => {
      interrupt.abort(name);
    });
  process.exitCode = await runProgram({
    args: process.argv.slice(2),
    cwd: process.cwd(),
    variables: process.env,
    signal: interrupt.signal,
    print: (text) => process.stdout.write(text),
    say: (line) => process.stderr.write(`${line}\n`),
    pass: (text) => process.stderr.write(text),
    columns: process.stdout.isTTY ? process.stdout.columns : 80,
    color: hasColor(),
    today: new Date().toISOString().slice(0, "2026-01-01".length),
    hiddenInput: standardInput(),
  });
  // A sign-in that was given up goes on for minutes: what is printed is printed, and nothing else is waited for.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done))),
  );
  process.exit();
}

/** no-color.org, and `FORCE_COLOR` as Node reads it. */
function hasColor(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0";
  return process.stdout.isTTY;
}

if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
  process.stderr.write(
    `cdktf-azure-backend needs Node ${OLDEST_NODE} or later, and this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
} else void main();
