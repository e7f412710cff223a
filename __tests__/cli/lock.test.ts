import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../lib/cli/check/finding";
import { AppProject } from "../support/app-project";
import { bundledLibrary } from "../support/bundled-library";
import { callTool } from "../support/tool";

let project: AppProject;
beforeEach(() => {
  project = new AppProject();
  project.recordApp();
});
afterEach(() => {
  project.remove();
});

const call = (...args: readonly string[]) => callTool(args, { cwd: project.folder });
const file = (): string => join(project.folder, "resources.lock");
const text = (): string => readFileSync(file(), "utf8");
const lines = (): readonly string[] =>
  text()
    .split("\n")
    .filter((line) => line.startsWith("dev ") || line.startsWith("prod "));

/** What check says of guarded addresses; other notes are left out. */
async function guarded(
  ...args: readonly string[]
): Promise<{ status: number; findings: readonly Finding[] }> {
  const { status, stdout, stderr } = await call("check", "--format", "json", ...args);
  if (stdout === "") throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
  return {
    status,
    findings: findings.filter(({ path }) => /^azurerm_|resources\.lock$|-platform$/.test(path)),
  };
}

/** An app with a construct of the user's own in the platform stack of each environment. */
function writeOwn(environments: readonly string[], construct: string, options = "{}"): void {
  project.write(
    "main.ts",
    `import { App } from "cdktf";
import { StorageQueue } from "@cdktf/provider-azurerm/lib/storage-queue";
import { defineBackend, defineFunction } from ${JSON.stringify(bundledLibrary())};

const hello = defineFunction({ name: "hello", entry: "src/hello.ts", trigger: { type: "timer", schedule: "0 0 5 * * *" } });
const app = new App();
for (const environment of ${JSON.stringify(environments)}) {
  const backend = defineBackend({ hello }, { app, project: "shop", location: "westeurope", environment, ...${options} });
  const stack = backend.stacks.platform;
  ${construct}
}
app.synth();
`,
  );
}

describe("the file", () => {
  test("is written once with a line for each resource that keeps data, and is the same for any order of environments", async () => {
    project.writeApp(["dev", "prod"]);
    expect(await call("lock")).toMatchObject({ status: 0 });
    const written = text();
    expect(written).toContain(
      "\ndev shop-dev-platform azurerm_storage_queue.storage_queue_tasks tasks " +
        "/subscriptions/{subscription}/resourceGroups/rg-shop-dev-platform/providers/Microsoft.Storage/storageAccounts/",
    );
    expect([...lines()].sort()).toEqual(lines());
    expect(lines().filter((line) => line.startsWith("prod ")).length).toBeGreaterThan(8);
    expect((await call("lock")).stdout).toContain("resources.lock is up to date");
    project.writeApp(["prod", "dev"]);
    expect(await call("lock", "--check")).toMatchObject({
      status: 0,
      stdout: "resources.lock is up to date\n",
    });
    await call("lock", "--out", "other/copy.lock");
    expect(readFileSync(join(project.folder, "other/copy.lock"), "utf8")).toBe(written);
    expect(await guarded()).toEqual({ status: 0, findings: [] });
    expect(await guarded("--lock-file", "other/copy.lock")).toEqual({ status: 0, findings: [] });
  });

  test("keeps the lines of environments that are not asked for, or that the app does not define", async () => {
    project.writeApp(["dev", "prod"]);
    await call("lock", "--environment", "dev");
    expect(lines().every((line) => line.startsWith("dev "))).toBe(true);
    project.writeApp(["prod"]);
    await call("lock");
    project.writeApp(["dev", "prod"]);
    expect(await call("lock", "--check")).toMatchObject({ status: 0 });
    project.writeApp(["prod"]);
    const { status, findings } = await guarded();
    expect({ status, findings }).toMatchObject({
      status: 0,
      findings: [
        {
          level: "note",
          message: expect.stringContaining("does not define the environment dev here") as string,
        },
      ],
    });
    expect(await guarded("--environment", "prod")).toEqual({ status: 0, findings: [] });
  });

  test("is as good with the line ends of Windows", async () => {
    project.writeApp(["dev"]);
    await call("lock");
    writeFileSync(file(), text().replaceAll("\n", "\r\n"));
    expect(await call("lock", "--check")).toMatchObject({ status: 0 });
    expect(await guarded()).toEqual({ status: 0, findings: [] });
  });

  test("is not there: check has nothing to compare, and lock --check says so", async () => {
    project.writeApp(["dev"]);
    expect(await guarded()).toEqual({ status: 0, findings: [] });
    expect(await call("lock", "--check")).toMatchObject({
      status: 2,
      stdout: expect.stringContaining("resources.lock is not up to date") as string,
    });
    expect(existsSync(file())).toBe(false);
    expect(await call("check", "--lock-file", "none.lock")).toMatchObject({ status: 64 });
  });

  test("is broken: every line is said at once, and nothing is written", async () => {
    project.writeApp(["dev"]);
    await call("lock");
    const [first = "", ...others] = lines();
    const broken = `version: 1\n<<<<<<< ours\n${first}\n=======\n${first} more\n>>>>>>> theirs\nacknowledged: a b until never:\n${others.join("\n")}\n`;
    writeFileSync(file(), broken);
    const { status, findings } = await guarded();
    expect(status).toBe(1);
    expect(findings.map(({ message }) => message)).toEqual([
      "line 2 is a conflict of git",
      "line 4 is a conflict of git",
      "line 5 has 6 fields, and not <environment> <stack> <address> <name> <id>",
      "line 6 is a conflict of git",
      'line 7 "b" is no address of Terraform',
      'line 7 "never" is no day',
      "line 7 has no reason",
    ]);
    expect(await call("lock")).toMatchObject({ status: 1 });
    expect(text()).toBe(broken);
  });
});

test("a change that drops what is guarded fails check and lock, with the way through, and writes nothing", async () => {
  project.writeApp(["dev"]);
  await call("lock");
  const kept = text();
  project.writeApp(["dev"], "{ storage: { queues: { tasks: false } } }");
  expect(await guarded()).toMatchObject({
    status: 1,
    findings: [{ level: "problem", path: "azurerm_storage_queue.storage_queue_tasks" }],
  });
  const { status, stdout } = await call("lock");
  expect(status).toBe(1);
  expect(stdout).toContain("resources.lock is not changed:");
  expect(stdout).toContain(
    "acknowledged: shop-dev-platform azurerm_storage_queue.storage_queue_tasks until <YYYY-MM-DD>: <reason>",
  );
  expect(text()).toBe(kept);
});

describe("an acknowledgement", () => {
  const DROPPED = "{ storage: { queues: { tasks: false } } }";
  const TASKS = "acknowledged: shop-dev-platform azurerm_storage_queue.storage_queue_tasks until";
  const acknowledge = (line: string): void => {
    writeFileSync(file(), text().replace("version: 1\n", `version: 1\n${line}\n`));
  };
  beforeEach(async () => {
    project.writeApp(["dev"]);
    await call("lock");
    project.writeApp(["dev"], DROPPED);
  });

  test("lets a change through until its day, and the line of what it is about stays until it is settled", async () => {
    acknowledge(`${TASKS} 2026-01-01: Nothing is in it: all went to Service Bus.`);
    const before = text();
    expect(await guarded()).toMatchObject({
      status: 0,
      findings: [
        {
          level: "note",
          message: expect.stringContaining("Acknowledged until 2026-01-01: Nothing is in it: all") as string,
        },
      ],
    });
    expect(await call("lock", "--check")).toMatchObject({ status: 0 });
    expect(await call("lock")).toMatchObject({ status: 0 });
    expect(text()).toBe(before);
    expect(await call("lock", "--settle")).toMatchObject({ status: 0 });
    expect(text()).not.toContain("tasks");
    expect(await guarded()).toEqual({ status: 0, findings: [] });
  });
});

describe("a resource of the user's own with prevent_destroy", () => {
  const queue = (id: string, more = ""): string =>
    `const own = new StorageQueue(stack, "${id}", { name: "audit", storageAccountId: backend.storage.id, lifecycle: { preventDestroy: true } });${more}`;

  test("is guarded; under another address it needs a moved block, which is then enough", async () => {
    writeOwn(["dev"], queue("audit_queue"));
    await call("lock");
    expect(text()).toContain(
      "dev shop-dev-platform azurerm_storage_queue.audit_queue audit {storage_account_id}/queueServices/default/queues/audit",
    );
    expect(await guarded()).toEqual({ status: 0, findings: [] });
    writeOwn(["dev"], queue("audits", 'own.moveFromId("azurerm_storage_queue.audit_queue");'));
    expect(await guarded()).toMatchObject({
      status: 0,
      findings: [{ level: "note", message: expect.stringContaining("a moved block keeps") as string }],
    });
    expect(await call("lock")).toMatchObject({ status: 0 });
    expect(await call("lock", "--check")).toMatchObject({ status: 0 });
    writeOwn(["dev"], "");
    expect(await guarded()).toMatchObject({
      status: 1,
      findings: [{ path: "azurerm_storage_queue.audits" }],
    });
  });
});

test.each([
  [["--platform", "linux_amd64"], "--platform"],
  [["--upgrade", "--stack", "platform"], "--stack, --upgrade"],
])("lock with %j names lock-providers", async (args, given) => {
  const { status, stderr } = await call("lock", ...args);
  expect(status).toBe(64);
  expect(stderr).toContain(
    `lock has no option ${given}: call lock-providers, which writes the lock files of Terraform's providers.`,
  );
});

test("lock --check --settle is called wrongly", async () => {
  expect(await call("lock", "--check", "--settle")).toMatchObject({ status: 64 });
});
