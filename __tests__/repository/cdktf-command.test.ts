import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

const script = join(__dirname, "../../scripts/cdktf.mjs");

describe("npm run cdktf", () => {
  test("npm run cdktf runs the CLI where it can, and refuses where it cannot", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--version"], {
      encoding: "utf8",
    });
    const supported = Number(process.versions.node.split(".")[0]) < 24;
    expect(status).toBe(supported ? 0 : 1);
    if (supported) expect(stdout).toContain("0.21.0");
    else expect(stderr).toContain("npm run synth");
  }, 30_000);

  test("npm run cdktf names the alternative on Node 24", () => {
    const refusal = refuse("24.1.0", ["deploy", "feedback-prod-*"]);
    expect(refusal.status).toBe(1);
    expect(refusal.message).toContain("cdktf-cli 0.21 does not run on Node 24.1.0");
    expect(refusal.message).toContain(
      `npx --package node@22 --call "npm run cdktf -- deploy 'feedback-prod-*'"`,
    );
    expect(refusal.message).toContain("npm run synth");
  });
});

/** Runs the script's check as another version of Node would. */
function refuse(version: string, args: readonly string[]): { status: number; message: string } {
  const [check] = readFileSync(script, "utf8")
    .replace(/^import .*$/gm, "")
    .split("const require =");
  let message = "";
  let status = 0;
  const stop = new Error("exit");
  const process = {
    versions: { node: version },
    argv: ["node", script, ...args],
    exit: (code: number) => {
      status = code;
      throw stop;
    },
  };
  try {
    runInNewContext(check ?? "", { process, console: { error: (text: string) => (message = text) }, Number });
  } catch (error) {
    if (error !== stop) throw error;
  }
  return { status, message };
}
