import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { OLDEST_TERRAFORM } from "../../lib/provider/version";
import { checkTerraform } from "../../lib/terraform/terraform-version";
import { AppProject } from "../support/app-project";
import { fakeTerraform } from "../support/fake-terraform";
import { callTool } from "../support/tool";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

let project: AppProject;
beforeAll(() => {
  project = new AppProject();
  project.recordApp();
  project.writeApp(["dev"]);
});
afterAll(() => {
  project.remove();
});

/** The commands that run Terraform, each before it has started or written anything. */
const commands: readonly (readonly string[])[] = [
  ["plan"],
  ["rehearse"],
  ["plan", "--stand-in"],
  ["deploy"],
  ["destroy", "--environment", "dev"],
  ["drift"],
  ["lock-providers"],
  ["acceptance", "--subscription", SUBSCRIPTION],
];

/** What a command says that Terraform refuses, without the name of the file. */
async function refused(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const before = readdirSync(project.folder);
  const { status, stdout, stderr } = await callTool(args, {
    cwd: project.folder,
    variables: { ...process.env, ...variables },
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(readdirSync(project.folder)).toEqual(before);
  return stderr.replaceAll(`${project.folder}/`, "");
}

const FIX = `To fix it, install Terraform ${OLDEST_TERRAFORM} or later and put it on the PATH, or set its path with --terraform.\n`;

describe.each(commands.map((args) => [args.join(" "), args] as const))("the command %s", (_name, args) => {
  test("a machine without Terraform is told so, before anything is started or written", async () => {
    expect(await refused(args, { TERRAFORM_BINARY_NAME: "no-such-terraform" })).toBe(
      `Terraform: the program no-such-terraform was not found. ${FIX}`,
    );
  });

  test("a Terraform that is too old is refused with its version", async () => {
    const program = fakeTerraform(project.folder, "1.4.6");
    expect(await refused([...args, "--terraform", program], {})).toBe(
      `Terraform: 1.4.6 (${basename(program)}), which does not match >= ${OLDEST_TERRAFORM}. ${FIX}`,
    );
  });
});

test("the doctor finds both, and which program it is", async () => {
  // Without a project there is no app to run.
  const cwd = mkdtempSync(join(realpathSync(tmpdir()), "no-project-"));
  const found = async (program: string): Promise<string> => {
    const { status, stdout } = await callTool(["doctor", "--terraform", program], { cwd, columns: 2000 });
    expect(status).toBe(1);
    return stdout;
  };
  try {
    expect(await found("no-such-terraform")).toMatch(
      /^problem Terraform: the program no-such-terraform was not found\n {8}fix: install Terraform 1\.7 or later and put it on the PATH, or set its path with --terraform$/m,
    );
    // A path is relative to the working folder, whatever folder Terraform runs in.
    fakeTerraform(cwd, "1.4.6");
    expect(await found("./fake-terraform")).toContain(
      `problem Terraform: 1.4.6 (${join(cwd, "fake-terraform")}), which does not match >= ${OLDEST_TERRAFORM}\n`,
    );
  } finally {
    rmSync(cwd, { recursive: true });
  }
});

describe("a program's version", () => {
  test("OpenTofu is told from Terraform by what it says first", async () => {
    const file = join(project.folder, "fake-tofu");
    writeFileSync(file, "#!/usr/bin/env node\nconsole.log('OpenTofu v1.11.0\\non linux_amd64');\n", {
      mode: 0o755,
    });
    expect(await checkTerraform(file)).toEqual({ version: "1.11.0", isOpenTofu: true });
  });

  test("an OpenTofu that does not read the blocks of the stacks is refused", async () => {
    const file = join(project.folder, "old-tofu");
    writeFileSync(file, "#!/usr/bin/env node\nconsole.log('OpenTofu v1.9.4');\n", { mode: 0o755 });
    await expect(checkTerraform(file)).rejects.toThrow(
      `Terraform: OpenTofu 1.9.4 (${file}) does not read lifecycle in removed blocks. To fix it, install OpenTofu 1.10 or later.`,
    );
  });

  test.each(["1.7.0", "1.14.0-rc1", "2.0.0"])("version %s is taken", async (version) => {
    expect(await checkTerraform(fakeTerraform(project.folder, version))).toEqual({
      version,
      isOpenTofu: false,
    });
  });

  test.each([
    ["one that fails", "process.exit(3);"],
    ["one that says something else", "console.log('v1.9.8');"],
    ["one without a number", "console.log('Terraform vnext');"],
  ])("%s is refused", async (_what, code) => {
    const file = join(project.folder, "odd-terraform");
    writeFileSync(file, `#!/usr/bin/env node\n${code}\n`, { mode: 0o755 });
    await expect(checkTerraform(file)).rejects.toThrow(
      `Terraform: ${file} does not print its version. ${FIX.trim()}`,
    );
  });
});
