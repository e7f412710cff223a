import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { portsOf } from "../../lib/local/emulators";
import { takenPorts } from "../../lib/local/ports";
import { AppProject } from "../support/app-project";
import { fakeTerraform } from "../support/fake-terraform";
import { freePorts } from "../support/free-ports";
import { interruptedTool } from "../support/interrupted-tool";
import { contentsOf } from "../support/packed";

let project: AppProject;
/** The system's folder for temporary files, which is empty but for the cache of tsx. */
let temporary = "";
/** A file that says how far the tool is. */
let mark = "";
beforeEach(() => {
  project = new AppProject();
  project.writeApp(["dev"]);
  temporary = mkdtempSync(join(realpathSync(tmpdir()), "temporary-"));
  // Without its cache tsx compiles the whole library for each test.
  const cache = `tsx-${String(userInfo().uid)}`;
  mkdirSync(join(tmpdir(), cache), { recursive: true });
  symlinkSync(join(tmpdir(), cache), join(temporary, cache));
  mark = join(project.folder, "mark");
});
afterEach(() => {
  project.remove();
  rmSync(temporary, { recursive: true });
});

/** What the tool has said and left when it was interrupted; that no file of it is left is looked at here. */
async function interrupted(args: readonly string[], until: string | RegExp): Promise<object> {
  const { status, stdout, stderr, started, left } = await interruptedTool(args, until, {
    cwd: project.folder,
    environment: { TMPDIR: temporary },
  });
  expect(readdirSync(temporary).filter((name) => !name.startsWith("tsx-"))).toEqual([]);
  expect(started).toBeGreaterThan(0);
  const steps = /^.*( \.\.\.|: .* \(\d+\.\d s\))\n/gm;
  return { status, stdout, said: stderr.replace(steps, ""), left };
}

/** JavaScript that says that it runs, and waits. */
const waits = (): string =>
  `require("node:fs").writeFileSync(${JSON.stringify(mark)}, ""); setTimeout(() => undefined, 120_000);`;

const ENDED = { status: 130, stdout: "", said: "Interrupted.\n", left: 0 };

test("an interrupted app leaves nothing behind", async () => {
  project.write("main.ts", waits());
  const before = readdirSync(project.folder);
  expect(await interrupted(["synth"], mark)).toEqual(ENDED);
  expect(readdirSync(project.folder)).toEqual([...before, "mark"].sort());
});

test("interrupted packaging leaves the output folder as it was", async () => {
  // Nothing ends this but a signal that cannot be caught.
  project.write(
    "src/hello.ts",
    `import { writeFileSync } from "node:fs";
     writeFileSync(${JSON.stringify(mark)}, "");
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     export default () => undefined;`,
  );
  // Where an installed package would be.
  const paths = { "cdktf-azure-backend/*": [join(__dirname, "../../lib/*")] };
  project.write("tsconfig.json", JSON.stringify({ compilerOptions: { paths } }));
  project.write("dist/functions/release.json", "{}");
  expect(await interrupted(["package"], mark)).toEqual(ENDED);
  expect(contentsOf(join(project.folder, "dist"))).toEqual({ "functions/release.json": "{}" });
});

test("an interrupted local start stops Azurite", async () => {
  const ports = await freePorts();
  const args = ["local", "--in-memory", "--ports", portsOf(ports).join(",")];
  const { said, ...others } = (await interrupted(args, /Ctrl-C stops Azurite\n/)) as {
    readonly said: string;
  };
  expect(others).toEqual({ status: 130, stdout: "", left: 0 });
  expect(said).toMatch(/Ctrl-C stops Azurite\nAzurite is stopping\nAzurite has stopped\n$/);
  expect(await takenPorts(portsOf(ports))).toEqual([]);
});

describe("interrupted while Terraform runs", () => {
  /** JavaScript that waits for the interrupt; as Terraform does, it stops what it is doing, then ends. */
  const waitsForInterrupt = (): string =>
    `process.once("SIGINT", () => setTimeout(() => {
      require("node:fs").writeFileSync(${JSON.stringify(join(project.folder, "ended"))}, "");
      process.exit(1);
    }, 300)); ${waits()}`;

  test.each(["init", "apply"])("a rehearsal ends after Terraform has ended its %s", async (command) => {
    const terraform = fakeTerraform(project.folder, "1.9.8", { [command]: waitsForInterrupt() });
    const before = readdirSync(project.folder);
    expect(await interrupted(["rehearse", "--terraform", terraform], mark)).toEqual(ENDED);
    expect(readdirSync(project.folder)).toEqual([...before, "ended", "mark"].sort());
  });

  test("drift ends with Terraform, reports nothing, and keeps no plan", async () => {
    const terraform = fakeTerraform(project.folder, "1.9.8", {
      state: { says: '{"lineage":"a","serial":1,"outputs":{"a":{}}}' },
      plan: `require("node:fs").writeFileSync("plan.bin", ""); ${waitsForInterrupt()}`,
    });
    expect(await interrupted(["drift", "--terraform", terraform], mark)).toEqual(ENDED);
    expect(existsSync(join(project.folder, "ended"))).toBe(true);
    expect(readdirSync(join(project.folder, "cdktf.out/stacks/shop-dev-network"))).toEqual(["cdk.tf.json"]);
  });

  test("a deployment ends after Terraform has kept the state, says where it stopped, and keeps no plan", async () => {
    const plan = { resource_changes: [{ address: "a.b", mode: "managed", change: { actions: ["create"] } }] };
    const terraform = fakeTerraform(project.folder, "1.9.8", {
      state: { says: '{"lineage":"a","serial":1}' },
      plan: `require("node:fs").writeFileSync("plan.bin", "");`,
      show: { says: JSON.stringify(plan) },
      apply: waitsForInterrupt(),
    });
    const { said, ...others } = (await interrupted(
      ["deploy", "--terraform", terraform],
      mark,
    )) as typeof ENDED;
    expect(others).toEqual({ status: 130, stdout: "", left: 0 });
    expect(said).toBe(
      "Stopped at shop-dev-network. Completed: none. Not started: shop-dev-platform, shop-dev-workloads. " +
        "The state contains all created resources: fix the cause, and run the command again.\nInterrupted.\n",
    );
    expect(existsSync(join(project.folder, "ended"))).toBe(true);
    expect(readdirSync(join(project.folder, "cdktf.out/stacks/shop-dev-network"))).toEqual(["cdk.tf.json"]);
  });
});
