import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppProject } from "../support/app-project";
import { fakeTerraform } from "../support/fake-terraform";
import { callTool } from "../support/tool";

let project: AppProject;
beforeAll(() => {
  project = new AppProject();
  project.recordApp();
  project.writeApp(["dev", "prod"]);
});
afterAll(() => {
  project.remove();
});

function call(...args: readonly string[]): ReturnType<typeof callTool> {
  return callTool(args, { cwd: project.folder });
}

/** A program that writes down how it is called, and fails but for what `commands` say. */
function terraform(commands: Readonly<Record<string, string>> = {}): string {
  const calls = JSON.stringify(join(project.folder, "calls"));
  const note = `require("node:fs").appendFileSync(${calls}, process.argv.slice(2).join(" ") + "\\n");`;
  const failing = Object.fromEntries(
    ["init", "plan", "apply", "state"].map((name) => [name, "process.exit(1);"]),
  );
  return fakeTerraform(
    project.folder,
    "1.11.4",
    Object.fromEntries(
      Object.entries({ ...failing, ...commands }).map(([name, code]) => [name, note + code]),
    ),
  );
}

describe("commands on deployed environments", () => {
  test.each([
    [["destroy"], "destroy does not ask for confirmation, so --environment is required"],
    [
      ["destroy", "--environment", "d*"],
      "destroy does not ask for confirmation, so --environment is required",
    ],
    [["deploy"], "The app has the environments dev, prod: select one with --environment."],
    [["deploy", "--environment", "staging"], 'The app has no environment "staging", only dev, prod'],
    [
      ["plan", "--stand-in", "--environment", "dev,prod"],
      "plan --stand-in plans all stacks of one environment",
    ],
    [["plan", "--stand-in", "--stack", "network"], "plan --stand-in plans all stacks of one environment"],
    [["plan", "--stand-in", "--read-only"], "remove --read-only"],
    [
      ["lock-providers", "--platform", "linux"],
      'a Terraform platform such as linux_amd64 or darwin_arm64, got "linux"',
    ],
    [["lock-providers", "--mirror", "nowhere"], 'an existing folder or an https address, got "nowhere"'],
  ])("%j is called wrongly", async (args, message) => {
    const { status, stdout, stderr } = await call(...args);
    expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("prod is not destroyed while its safeguards are on, and Terraform is not asked", async () => {
    const { status, stderr } = await call("destroy", "--environment", "prod", "--terraform", terraform());
    expect(status).toBe(1);
    expect(stderr).toContain("shop-prod-platform has safeguards, and nothing was destroyed.");
    expect(existsSync(join(project.folder, "calls"))).toBe(false);
  });

  test("a folder without saved plans is refused before the app runs", async () => {
    const { status, stderr } = await call("deploy", "--environment", "dev", "--plan", "nowhere");
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "There are no saved plans in nowhere: create them with plan --out nowhere.\n",
    });
  });

  test("in CI nothing is deployed with providers that nobody has locked", async () => {
    for (const command of ["plan", "deploy"]) {
      const { status, stderr } = await callTool(
        [command, "--environment", "dev", "--terraform", terraform()],
        {
          cwd: project.folder,
          variables: { ...process.env, CI: "true" },
        },
      );
      expect(status).toBe(1);
      expect(stderr).toContain('and CI does not create it: run "npx cdktf-azure-backend lock-providers"');
    }
    expect(existsSync(join(project.folder, "terraform-locks"))).toBe(false);
  });

  test("lock asks Terraform once for each set of providers, and keeps what it writes", async () => {
    const writing = 'require("node:fs").writeFileSync(".terraform.lock.hcl", "locked");';
    const mirror = join(project.folder, "mirror");
    mkdirSync(mirror);
    const { status, stdout } = await call(
      ...[
        "lock-providers",
        "--platform",
        "linux_amd64,darwin_arm64",
        "--mirror",
        "mirror",
        "--terraform",
        terraform({ providers: writing }),
        "--json",
      ],
    );
    expect(status).toBe(0);
    const path = "terraform-locks/azurerm-4.81.0.terraform.lock.hcl";
    expect(JSON.parse(stdout)).toMatchObject({
      command: "lock-providers",
      files: [{ file: path, written: true }],
    });
    const asked = `providers lock -platform=linux_amd64 -platform=darwin_arm64 -fs-mirror=${mirror}`;
    expect(readFileSync(join(project.folder, "calls"), "utf8")).toBe(`${asked}\n`);
    expect(readFileSync(join(project.folder, path), "utf8")).toBe("locked");
  });
});

describe("commands on stacks whose state a platform keeps", () => {
  beforeAll(() => {
    project.writeApp(["dev"], '{ state: { type: "none" } }');
  });

  test.each(["plan", "deploy", "destroy", "drift"])(
    "%s has no state to read, and Terraform is not asked",
    async (command) => {
      const { status, stderr } = await call(command, "--environment", "dev", "--terraform", terraform());
      expect(status).toBe(64);
      expect(stderr).toContain(
        'The state of shop-dev-network, shop-dev-platform, shop-dev-workloads is of type "none": the platform that runs Terraform keeps it',
      );
    },
  );
});
