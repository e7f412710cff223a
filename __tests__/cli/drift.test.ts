import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AppProject } from "../support/app-project";
import { fakeTerraform } from "../support/fake-terraform";
import { refreshPlan } from "../support/refresh-plan";
import { callTool } from "../support/tool";

const SECRET = "AccountKey=c2VjcmV0LW9mLXRoaXMtdGVzdA==";
const STATE = JSON.stringify({
  lineage: "a",
  serial: 1,
  resources: [
    {
      mode: "managed",
      type: "azurerm_storage_account",
      name: "storage",
      instances: [{ attributes: { public_network_access_enabled: false, tags: {} } }],
    },
  ],
});
/** JavaScript of a command that fails. */
const FAILS = `console.error("Error: state blob denied\\n${SECRET}"); process.exit(1);`;
const NOTHING = refreshPlan([]);
const ADDRESS = "azurerm_storage_account.storage";
const OPENED = refreshPlan(
  [
    {
      address: ADDRESS,
      before: { public_network_access_enabled: false, tags: {}, sku_name: null },
      after: { public_network_access_enabled: true, tags: { owner: "a" }, sku_name: "x" },
    },
  ],
  [],
  { output_changes: { storage_id: { actions: ["update"] } } },
);

let project: AppProject;
beforeAll(() => {
  project = new AppProject();
  project.recordApp();
  project.writeApp(["dev"]);
});
afterAll(() => {
  project.remove();
});

/** What Terraform says of a stack, by its role; of the others, that nothing has changed. */
interface Said {
  readonly state?: Readonly<Record<string, string>>;
  readonly show?: Readonly<Record<string, string>>;
  /** JavaScript by role, before a plan is made. */
  readonly plan?: Readonly<Record<string, string>>;
  readonly init?: Readonly<Record<string, string>>;
}

function terraform({ state = {}, show = {}, plan = {}, init = {} }: Said): string {
  const role = `const role = process.cwd().split("-").pop();`;
  const calls = JSON.stringify(join(project.folder, "calls"));
  const does = (code: Readonly<Record<string, string>>): string =>
    `${role} eval(${JSON.stringify(code)}[role] ?? "");`;
  return fakeTerraform(project.folder, "1.11.4", {
    init: Object.keys(init).length === 0 ? { says: "" } : does(init),
    state: { says: STATE, byRole: state },
    plan: `require("node:fs").appendFileSync(${calls}, process.argv.slice(2).join(" ") + "\\n");
      require("node:fs").writeFileSync("plan.bin", ""); ${does(plan)}`,
    show: { says: NOTHING, byRole: show },
  });
}

async function drift(said: Said, ...args: readonly string[]) {
  const { status, stdout, stderr } = await callTool(["drift", "--terraform", terraform(said), ...args], {
    cwd: project.folder,
  });
  expect(stdout + stderr).not.toContain("c2VjcmV0");
  for (const stack of readdirSync(join(project.folder, "cdktf.out/stacks")))
    expect(existsSync(join(project.folder, "cdktf.out/stacks", stack, "plan.bin"))).toBe(false);
  return { status, stdout, stderr };
}

test("what is deployed and untouched has no drift, and no state is locked", async () => {
  const { status, stdout } = await drift({});
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: `3 stacks: no drift, 0 differences ignored

Stacks
  shop-dev-network: no drift; 0 ignored
  shop-dev-platform: no drift; 0 ignored
  shop-dev-workloads: no drift; 0 ignored
`,
  });
  const calls = readFileSync(join(project.folder, "calls"), "utf8").trim().split("\n");
  expect(new Set(calls)).toEqual(
    new Set(["plan -input=false -no-color -out=plan.bin -lock=false -refresh-only"]),
  );
}, 60_000);

test("a stack without a state or with an empty one is not deployed, which is no drift", async () => {
  const empty = '{"lineage":"a","serial":1,"resources":[]}';
  const { status, stdout } = await drift({ state: { platform: "", workloads: empty } }, "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    command: "drift",
    stacks: [
      { stack: "shop-dev-network", status: "no drift" },
      { stack: "shop-dev-platform", status: "not deployed" },
      { stack: "shop-dev-workloads", status: "not deployed" },
    ],
  });
}, 60_000);

test("drift ends with exit code 2, and has the option, the fix and what was ignored", async () => {
  const { status, stdout } = await drift({ show: { platform: OPENED } });
  expect({ status, stdout }).toEqual({
    status: 2,
    stdout: `3 stacks: 1 resource, 1 of them dangerous, 1 difference ignored

Dangerous (1)
  shop-dev-platform: ${ADDRESS}
    changed outside of Terraform; exposure: the public endpoint answers
      public_network_access_enabled  false -> true
      tags.owner  not set -> "a"
    set by  transform.storage.publicNetworkAccessEnabled, transform.storage.tags
    fix     deploy shop-dev-platform to put public_network_access_enabled, tags back, or accept the change in the app

Stacks
  shop-dev-network: no drift; 0 ignored
  shop-dev-platform: 1 resource, 1 dangerous; 1 ignored; outputs that would change: storage_id
  shop-dev-workloads: no drift; 0 ignored

Ignored (1)
  new-attribute (1): an earlier version of the provider wrote the state, and did not know the attribute
    shop-dev-platform: ${ADDRESS}.sku_name
`,
  });
}, 60_000);

test("the report is written to a file in the format that is printed, as annotations for example", async () => {
  const { status, stdout } = await drift(
    { show: { platform: OPENED }, plan: { workloads: FAILS } },
    ...["--format", "github", "--out", "reports/drift"],
  );
  expect(status).toBe(1);
  const [first, second, ...others] = stdout.trimEnd().split("\n");
  expect(first).toMatch(
    /^::error title=shop-dev-platform%3A azurerm_storage_account\.storage::changed outside of Terraform; exposure: .*%0Afix: /,
  );
  expect(second).toMatch(
    /^::error title=shop-dev-workloads was not checked::plan of shop-dev-workloads ended with 1/,
  );
  expect(others).toEqual([]);
  expect(readFileSync(join(project.folder, "reports/drift"), "utf8")).toBe(stdout);
}, 60_000);

/** Each stack fails in another way. */
test.each<readonly [what: string, said: Said, reasons: Readonly<Record<string, string>>]>([
  [
    "Terraform fails, or the state is not JSON",
    { init: { network: FAILS }, show: { platform: OPENED }, state: { workloads: `${SECRET} {` } },
    { network: "init of shop-dev-network ended with 1", workloads: "a state or a plan that is not JSON" },
  ],
  [
    "the plan is not JSON, or of another format",
    { show: { network: `${SECRET} {`, platform: OPENED, workloads: '{"format_version":"2.0"}' } },
    { network: "a state or a plan that is not JSON", workloads: "The plan has the format 2.0" },
  ],
])(
  "a stack that cannot be checked is reported after the others: %s",
  async (_what, said, reasons) => {
    const { status, stdout } = await drift(said);
    expect(status).toBe(1);
    expect(stdout).toContain("1 resource, 1 of them dangerous, 1 difference ignored, 2 stacks not checked");
    expect(stdout).toContain(ADDRESS);
    for (const [role, reason] of Object.entries(reasons)) {
      expect(stdout).toContain(`  shop-dev-${role}: not checked: `);
      expect(stdout.slice(stdout.indexOf(`\nNot checked: shop-dev-${role}\n`))).toContain(reason);
    }
  },
  60_000,
);

test.each([
  [["--environment", "staging"], 'The app has no environment "staging", only dev'],
  [["--stack", "netwrk"], 'The app has no stack "netwrk"'],
  [["--format", "xml"], "Allowed choices are text, markdown, json, github"],
])(
  "%j is a wrong call",
  async (args, message) => {
    const { status, stdout, stderr } = await drift({}, ...args);
    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toContain(message);
  },
  60_000,
);
