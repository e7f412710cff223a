import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROVIDER_VERSION } from "../provider/version";
import { run } from "./command";
import { TERRAFORM_FIX } from "./terraform-version";
import type { StackFile } from "./without-backend";
import type { Workspace } from "./workspace";

/** A provider that Terraform has found, for further runs that look nowhere else. */
export interface FoundProvider {
  /** A CLI configuration that names the folder it is in, for TF_CLI_CONFIG_FILE. */
  readonly cliConfigFile: string;
  readonly folder: string;
  readonly version: string;
  /** Forgets it; what it was installed from stays. */
  remove(): void;
}

/** Why there is none, and what would help. */
export interface MissingProvider {
  readonly found: string;
  readonly fix: string;
  /** Both in one sentence. */
  readonly reason: string;
}

/**
 * Lets `terraform init` find the provider as it would for anybody: the registry, or what the user's own CLI
 * configuration and TF_PLUGIN_CACHE_DIR say. What was found serves every further run, so that it is fetched once.
 *
 * @param version - the exact version
 * @param terraform - the program of Terraform or OpenTofu: each looks in a registry of its own
 */
export async function findProvider(
  version: string,
  terraform: string,
  signal?: AbortSignal,
): Promise<FoundProvider | MissingProvider> {
  const folder = mkdtempSync(join(tmpdir(), "azurerm-provider-"));
  writeFileSync(
    join(folder, "main.tf.json"),
    JSON.stringify({
      terraform: { required_providers: { azurerm: { source: "azurerm", version } } },
    }),
  );
  const { status, stderr } = await run(terraform, ["init", "-backend=false", "-no-color", "-input=false"], {
    cwd: folder,
    environment: { CHECKPOINT_DISABLE: "1" },
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => ({ status: -1, stderr: String(error) }));
  if (status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return missing(version, status, stderr);
  }
  const cliConfigFile = join(folder, "terraform.rc");
  const mirror = join(folder, ".terraform", "providers");
  writeFileSync(
    cliConfigFile,
    `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
  );
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  return { cliConfigFile, folder, version, remove };
}

/**
 * Finds the version that synthesised stacks require, and has the workspace use it.
 *
 * @throws Error with what would help, where it cannot be had
 */
export async function providerOf(workspace: Workspace, signal?: AbortSignal): Promise<FoundProvider> {
  const found = await findProvider(requiredVersion(workspace.outdir), workspace.terraformProgram, signal);
  if ("reason" in found) throw new Error(found.reason);
  workspace.findProviderBy(found.cliConfigFile);
  return found;
}

/** The version of azurerm that the stacks of a folder require. */
export function requiredVersion(outdir: string): string {
  const versions = readdirSync(join(outdir, "stacks")).map((id) => {
    const { terraform } = JSON.parse(
      readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8"),
    ) as StackFile;
    return terraform.required_providers?.["azurerm"]?.version;
  });
  const [version = PROVIDER_VERSION, ...others] = [...new Set(versions)].filter((each) => each !== undefined);
  if (others.length > 0)
    throw new Error(
      `the stacks require several versions of azurerm: ${[version, ...others].join(", ")}. Deploy each version from its own app`,
    );
  return version;
}

function missing(version: string, status: number, stderr: string): MissingProvider {
  const { found, fix } = status < 0 ? NO_TERRAFORM : notInstalled(version, stderr);
  return { found, fix, reason: `${found}: ${fix}` };
}

const NO_TERRAFORM = { found: "Terraform was not found", fix: `${TERRAFORM_FIX}.` };

function notInstalled(version: string, stderr: string): Pick<MissingProvider, "found" | "fix"> {
  const said = stderr
    .slice(Math.max(0, stderr.indexOf("Error:")))
    .replaceAll(/[│╷╵\n]+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return {
    found: `hashicorp/azurerm ${version} could not be installed`,
    fix:
      "allow access to the registry, or set a mirror in the file of TF_CLI_CONFIG_FILE " +
      "(provider_installation { filesystem_mirror { path = … } } or network_mirror). Its message: " +
      said.slice(0, 300),
  };
}
