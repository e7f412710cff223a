import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { OLDEST_TERRAFORM } from "../../lib/provider/version";
import { terraformProgram } from "../../lib/terraform/program";
import { checkTerraform } from "../../lib/terraform/terraform-version";
import type { Outcome } from "../../lib/terraform/command";
import { AppProject } from "../support/app-project";
import { FakeOpenTofu, type OpenTofuCall } from "../support/fake-opentofu";
import { callTool } from "../support/tool";

let project: AppProject;
let tofu: FakeOpenTofu;
beforeAll(() => {
  project = new AppProject();
  const asks = "process.stderr.write(`the engine asks ${process.env.TERRAFORM_BINARY_NAME}\\n`);";
  project.recordApp();
  project.writeApp(["dev"], "{}", `${asks} app.synth();`);
  tofu = new FakeOpenTofu(project.folder);
});
afterAll(() => {
  project.remove();
});

const LOCK_FILE = "opentofu_azurerm-4.81.0.terraform.lock.hcl";
const LOCK_FILE_OF_TERRAFORM = "azurerm-4.81.0.terraform.lock.hcl";
const ENCRYPTION = "its keys need a login";

interface Ran extends Outcome {
  readonly calls: readonly OpenTofuCall[];
}

/** Runs a command on a machine whose states are encrypted. */
async function ran(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const before = process.env["TF_ENCRYPTION"];
  process.env["TF_ENCRYPTION"] = ENCRYPTION;
  try {
    const outcome = await callTool(args, {
      cwd: project.folder,
      variables: { ...process.env, ...variables },
    });
    return { ...outcome, calls: tofu.takeCalls() };
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, "TF_ENCRYPTION");
    else process.env["TF_ENCRYPTION"] = before;
  }
}

/** Each command that runs Terraform, what it asks of the program, and whether it works on the project's own states. */
const commands: readonly (readonly [args: readonly string[], asks: readonly string[], onStates: boolean])[] =
  [
    [["plan", "--verbose"], ["version", "init", "state", "plan", "show"], true],
    [["deploy", "--verbose"], ["version", "init", "state", "plan", "show"], true],
    [["destroy", "--environment", "dev"], ["version", "init", "state"], true],
    [["lock-providers"], ["version", "providers"], true],
    [["plan", "--stand-in"], ["version", "init", "plan", "show"], false],
    [["rehearse", "--verbose"], ["version", "init", "apply", "validate", "plan", "show", "destroy"], false],
    [["eject"], ["version", "init", "providers", "fmt", "validate"], false],
    [["doctor", "--provider"], ["version", "init"], true],
  ];

describe("the program of TERRAFORM_BINARY_NAME", () => {
  test.each(commands)("%j runs it to the end, and no other", async (args, asks, onStates) => {
    const { status, stderr, calls } = await ran(args, { TERRAFORM_BINARY_NAME: tofu.program });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) as string });
    expect([...new Set(calls.map((call) => call.args[0]))]).toEqual(expect.arrayContaining([...asks]));
    const inStacks = calls.filter(({ folder }) => folder.startsWith("shop-dev-"));
    const encryption = onStates ? ENCRYPTION : "";
    expect(inStacks.filter((call) => call.encryption !== encryption)).toEqual([]);
  });

  test("the option --terraform comes before it, and the engine asks the same program", async () => {
    const { status, stderr, calls } = await ran(["deploy", "--terraform", tofu.program], {
      TERRAFORM_BINARY_NAME: "no-such-program",
    });
    expect({ status, called: calls.length > 0 }).toEqual({ status: 0, called: true });
    expect(stderr).toContain(`the engine asks ${tofu.program}\n`);
  });

  test.each([
    [undefined, {}, "terraform"],
    [undefined, { TERRAFORM_BINARY_NAME: "" }, "terraform"],
    [undefined, { TERRAFORM_BINARY_NAME: "tofu" }, "tofu"],
    ["terraform-1.9", { TERRAFORM_BINARY_NAME: "tofu" }, "terraform-1.9"],
    ["bin/tofu", {}, "/project/bin/tofu"],
    ["/opt/tofu", {}, "/opt/tofu"],
  ])("named %j with %j is %s", (named, variables, program) => {
    expect(terraformProgram(named, variables, "/project")).toBe(program);
  });
});

describe("lock files", () => {
  test("those of OpenTofu are beside Terraform's, and each is left alone by the other", async () => {
    project.write(`terraform-locks/${LOCK_FILE_OF_TERRAFORM}`, "# of Terraform\n");
    await ran(["lock-providers", "--upgrade", "--terraform", tofu.program]);
    const text = (name: string): string =>
      readFileSync(join(project.folder, "terraform-locks", name), "utf8");
    expect(text(LOCK_FILE)).toContain('provider "registry.opentofu.org/hashicorp/azurerm"');
    expect(text(LOCK_FILE_OF_TERRAFORM)).toBe("# of Terraform\n");
  });

  test("JSON is ejected with that of the program, too", async () => {
    project.write(`terraform-locks/${LOCK_FILE}`, "# of OpenTofu\n");
    project.write(`terraform-locks/${LOCK_FILE_OF_TERRAFORM}`, "# of Terraform\n");
    const lockedBy = async (out: string, program: string): Promise<readonly string[]> => {
      const args = ["eject", "--syntax", "json", "--out", out, "--terraform", program];
      expect((await ran(args)).status).toBe(0);
      const folder = join(project.folder, out);
      return readdirSync(folder).map((id) => readFileSync(join(folder, id, ".terraform.lock.hcl"), "utf8"));
    };
    expect(new Set(await lockedBy("of-tofu", tofu.program))).toEqual(new Set(["# of OpenTofu\n"]));
    expect(new Set(await lockedBy("of-none", "no-such-program"))).toEqual(new Set(["# of Terraform\n"]));
  });
});

test("the doctor names OpenTofu with its version", async () => {
  const { stdout } = await callTool(["doctor", "--terraform", tofu.program], {
    cwd: project.folder,
    columns: 2000,
  });
  expect(stdout).toContain(`ok      OpenTofu: 1.11.14 (${tofu.program})\n`);
});

describe("a machine with OpenTofu alone", () => {
  const before = process.env["PATH"];
  beforeEach(() => {
    tofu.takeCalls();
    process.env["PATH"] = tofu.path;
  });
  afterEach(() => {
    process.env["PATH"] = before;
  });

  test("is told how to use it, and nothing is run with it", async () => {
    await expect(checkTerraform("terraform")).rejects.toThrow(
      "Terraform: the program terraform was not found, but OpenTofu 1.11.14 was. To fix it, use it with --terraform tofu or " +
        `TERRAFORM_BINARY_NAME=tofu, or install Terraform ${OLDEST_TERRAFORM} or later and put it on the PATH, or set its path with --terraform.`,
    );
    expect(tofu.takeCalls().map(({ args }) => args)).toEqual([["version"]]);
  });

  test("a program that was named is not replaced by it", async () => {
    await expect(checkTerraform("terraform-1.9")).rejects.toThrow(
      "Terraform: the program terraform-1.9 was not found. To fix it, install Terraform",
    );
    expect(tofu.takeCalls()).toEqual([]);
  });
});
