import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../../lib/terraform/command";

const PRELOAD = join(__dirname, "../../lib/terraform/app-preload.cjs");
let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "preload-"))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function runApp(): Promise<{
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}> {
  return run(process.execPath, ["--require", PRELOAD, "infra/main.js"], { cwd: folder });
}

const packageJson = (name: string): string => JSON.stringify({ name, exports: { ".": "./index.js" } });

test("the app's packages are loaded before the app, those that its own file would load", async () => {
  write({
    "node_modules/cdktf/package.json": packageJson("cdktf"),
    "node_modules/cdktf/index.js": 'console.log("not the one that the app loads")',
    "infra/node_modules/cdktf/package.json": packageJson("cdktf"),
    "infra/node_modules/cdktf/index.js": 'console.log("engine")',
    "node_modules/cdktf-azure-backend/package.json": packageJson("cdktf-azure-backend"),
    "node_modules/cdktf-azure-backend/index.js": 'console.log("library")',
    "infra/main.js": 'console.log("app"); require("cdktf"); require("cdktf-azure-backend");',
  });
  expect((await runApp()).stdout.trim().split("\n")).toEqual(["engine", "library", "app"]);
});

test("a package that cannot be loaded is reported by the app alone", async () => {
  write({
    "node_modules/cdktf/package.json": packageJson("cdktf"),
    "node_modules/cdktf/index.js": 'throw new Error("broken")',
    "infra/main.js":
      'console.log("app"); try { require("cdktf"); } catch (error) { console.log(error.message); }',
  });
  expect(await runApp()).toMatchObject({ status: 0, stdout: "app\nbroken\n", stderr: "" });
});

test("an app without these packages is run as it is, and a project of the same name does not load itself", async () => {
  write({
    "package.json": packageJson("cdktf-azure-backend"),
    "index.js": 'console.log("itself")',
    "infra/main.js": 'console.log("app")',
  });
  expect(await runApp()).toMatchObject({ status: 0, stdout: "app\n", stderr: "" });
});
