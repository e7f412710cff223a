import { AppProject } from "../support/app-project";
import { callTool } from "../support/tool";

let project: AppProject;
beforeEach(() => {
  project = new AppProject();
});
afterEach(() => {
  project.remove();
});

const stack = (key: string): string =>
  JSON.stringify({
    resource: {
      azurerm_storage_account: { storage: { shared_access_key_enabled: true, primary_access_key: key } },
    },
  });

async function scanned(...args: readonly string[]) {
  return callTool(["scan", ...args], { cwd: project.folder });
}

test("the stacks that the library writes, dev and prod, have no secret", async () => {
  project.recordApp();
  project.writeApp(["dev", "prod"]);
  await callTool(["synth"], { cwd: project.folder });
  const { status, stdout } = await scanned("--fail-on", "unknown");
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^\d+ files: 0 usable, 0 unknown, 0 closed\n$/) as string,
  });
}, 60_000);

test("a usable secret ends with exit code 3, with the file, the place and the fix", async () => {
  project.write("cdktf.out/stacks/shop-dev-platform/cdk.tf.json", stack("c2VjcmV0"));
  project.write("state/shop-dev-platform.tfstate", "{}");
  project.write("cdktf.out/stacks/shop-dev-platform/.terraform/providers/x.json", stack("b3RoZXI="));
  const { status, stdout } = await scanned();
  expect(status).toBe(3);
  expect(stdout).toBe(`2 files: 1 usable, 0 unknown, 0 closed

Usable: anyone who reads the file can
  cdktf.out/stacks/shop-dev-platform/cdk.tf.json: azurerm_storage_account.storage.primary_access_key
    opens  read, change and delete everything in the storage account
    fix    set shared_access_key_enabled to false
`);
});

test("what nothing is known of fails where that is asked for", async () => {
  const outputs = { key: { value: "a1b2", type: "string", sensitive: true } };
  project.write("own.tfstate", JSON.stringify({ version: 4, lineage: "l", resources: [], outputs }));
  expect((await scanned("own.tfstate")).status).toBe(0);
  const { status, stdout } = await scanned("own.tfstate", "--fail-on", "unknown", "--json");
  expect(status).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    command: "scan",
    files: 1,
    counts: { usable: 0, unknown: 1, closed: 0 },
    found: [{ verdict: "unknown", file: "own.tfstate", address: "output.key", attribute: "value" }],
    notes: [],
  });
});

test.each([
  [["nosuch.json"], "nosuch.json does not exist: scan a file or a folder."],
  [["src"], "src has no state, plan, stack or other text of Terraform."],
  [
    [],
    "The project has nothing in cdktf.out, state, plans: run synth or plan first, or name a file or a folder.",
  ],
  [["--fail-on", "closed"], "usable, unknown"],
])("%j is called wrongly", async (args, message) => {
  const { status, stdout, stderr } = await scanned(...args);
  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain(message);
});
