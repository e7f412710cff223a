import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOCK_FILE, LockFiles } from "../../lib/terraform/lock-files";
import { StackCommands } from "../../lib/terraform/stack-commands";
import { checkTerraform } from "../../lib/terraform/terraform-version";
import { program } from "../support/terraform-program";

let folder = "";
let written: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-files-"));
  written = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Terraform and OpenTofu look for providers in registries of their own. */
const REGISTRIES = { terraform: "registry.terraform.io", openTofu: "registry.opentofu.org" };

/** Something that both can install; it is never run. */
function writeMirror(version: string): string {
  for (const registry of Object.values(REGISTRIES)) {
    const provider = join(folder, "mirror", registry, "acme/parcel", version);
    for (const platform of ["linux_amd64", "linux_arm64", "darwin_arm64", "darwin_amd64"]) {
      mkdirSync(join(provider, platform), { recursive: true });
      writeFileSync(join(provider, platform, `terraform-provider-parcel_v${version}`), platform);
    }
  }
  const file = join(folder, "terraform.rc");
  const path = join(folder, "mirror");
  writeFileSync(
    file,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(path)}\n  }\n}\n`,
  );
  return file;
}

function writeStack(id: string, configuration: object): string {
  const stack = join(folder, "cdktf.out/stacks", id);
  mkdirSync(stack, { recursive: true });
  writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify(configuration));
  return stack;
}

function requiring(version: string): object {
  return { terraform: { required_providers: { parcel: { source: "acme/parcel", version } } } };
}

function lockFiles(options: { readonly readOnly?: boolean; readonly isOpenTofu?: boolean } = {}): LockFiles {
  const { readOnly = false, isOpenTofu = false } = options;
  return new LockFiles({ folder, readOnly, isOpenTofu, onWritten: (path) => written.push(path) });
}

function initialise(
  id: string,
  cliConfigFile: string,
  readOnly = false,
): ReturnType<StackCommands["initialise"]> {
  const locks = lockFiles({ readOnly, isOpenTofu: runsOpenTofu });
  const commands: StackCommands = new StackCommands({
    outdir: join(folder, "cdktf.out"),
    program,
    environment: () => ({ TF_CLI_CONFIG_FILE: cliConfigFile }),
    initialise: (stack) => locks.initialisation(commands.stackFolder(stack)),
  });
  return commands.initialise(id);
}

const COMMITTED = "terraform-locks/acme_parcel-1.0.0.terraform.lock.hcl";
const COMMITTED_OF_OPENTOFU = "terraform-locks/opentofu_acme_parcel-1.0.0.terraform.lock.hcl";

/** Whether the program of these tests is OpenTofu, and the file that it has then. */
let runsOpenTofu: boolean;
let committedPath: string;
beforeAll(async () => {
  runsOpenTofu = (await checkTerraform(program)).isOpenTofu;
  committedPath = runsOpenTofu ? COMMITTED_OF_OPENTOFU : COMMITTED;
});

describe("lock files", () => {
  test("what init has installed is locked beside cdktf.out, once for all stacks that require the same", async () => {
    const cliConfigFile = writeMirror("1.0.0");
    writeStack("dev-network", requiring("1.0.0"));
    const platform = writeStack("dev-platform", requiring("1.0.0"));
    expect(await initialise("dev-network", cliConfigFile)).toMatchObject({ status: 0 });
    expect(written).toEqual([committedPath]);
    const text = readFileSync(join(folder, committedPath), "utf8");
    const registry = runsOpenTofu ? REGISTRIES.openTofu : REGISTRIES.terraform;
    expect(text).toContain(`provider "${registry}/acme/parcel"`);
    expect(await initialise("dev-platform", cliConfigFile)).toMatchObject({ status: 0 });
    expect(written).toEqual([committedPath]);
    expect(readFileSync(join(platform, LOCK_FILE), "utf8")).toBe(text);
  });

  test("in CI the committed file is used, and what does not fit it is refused", async () => {
    const cliConfigFile = writeMirror("1.0.0");
    writeStack("dev", requiring("1.0.0"));
    await initialise("dev", cliConfigFile);
    const committed = readFileSync(join(folder, committedPath), "utf8");
    expect(await initialise("dev", cliConfigFile, true)).toMatchObject({ status: 0 });
    writeFileSync(join(folder, committedPath), committed.replace(/"h1:[^"]*"/, `"h1:${"A".repeat(43)}="`));
    const refused = await initialise("dev", cliConfigFile, true);
    expect(refused?.status).toBe(1);
    expect(refused?.stderr).toContain("lock file");
  });

  test("in CI a missing file is not made", () => {
    const stack = writeStack("dev", requiring("1.0.0"));
    expect(() => lockFiles({ readOnly: true }).initialisation(stack)).toThrow(
      `${COMMITTED} does not exist, and CI does not create it: run "npx cdktf-azure-backend lock-providers" on your own machine, and commit what it writes.`,
    );
    expect(readdirSync(folder)).toEqual(["cdktf.out"]);
  });

  test("a stack that needs no provider needs no lock file, in CI either", () => {
    const stack = writeStack("dev", { terraform: {} });
    expect(lockFiles({ readOnly: true }).initialisation(stack)).toEqual({ args: ["-lockfile=readonly"] });
  });

  test("a lock file of another version in the stack's folder is not taken", () => {
    const stack = writeStack("dev", requiring("1.0.0"));
    writeFileSync(join(stack, LOCK_FILE), "of another version");
    lockFiles().initialisation(stack);
    expect(existsSync(join(stack, LOCK_FILE))).toBe(false);
  });

  test.each([
    [requiring("1.0.0"), COMMITTED],
    [
      { terraform: { required_providers: { azurerm: { source: "hashicorp/azurerm", version: "4.81.0" } } } },
      "terraform-locks/azurerm-4.81.0.terraform.lock.hcl",
    ],
    [
      {
        terraform: {
          required_providers: { b: { version: "~> 2.1" }, azurerm: { source: "azurerm", version: "4.81.0" } },
        },
      },
      "terraform-locks/azurerm-4.81.0_b-_2.1.terraform.lock.hcl",
    ],
    [
      { ...requiring("1.0.0"), module: { m: { source: "./module" } } },
      "terraform-locks/acme_parcel-1.0.0_modules-55ef25a5.terraform.lock.hcl",
    ],
  ])("the file is named for what is required: %j", (configuration, path) => {
    expect(lockFiles().pathOf(writeStack("dev", configuration))).toBe(path);
  });

  test("OpenTofu, whose providers come from another registry, has files of its own", () => {
    expect(lockFiles({ isOpenTofu: true }).pathOf(writeStack("dev", requiring("1.0.0")))).toBe(
      COMMITTED_OF_OPENTOFU,
    );
  });
});
