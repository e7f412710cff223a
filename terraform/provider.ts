import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import bindings from "@cdktf/provider-azurerm/package.json";
import { run } from "./command";

/** A provider that Terraform has found, for further runs that look nowhere else. */
export interface FoundProvider {
  /** A CLI configuration that names the folder it is in, for TF_CLI_CONFIG_FILE. */
  readonly cliConfigFile: string;
  readonly folder: string;
  /** Forgets it; what it was installed from stays. */
  remove(): void;
}

/** Why there is none, and what would help, in one sentence. */
export interface MissingProvider {
  readonly reason: string;
}

/** The version that the bindings were made for. */
export const PROVIDER_VERSION: string = bindings.cdktf.provider.version;

/**
 * Lets `terraform init` find the provider as it would for anybody: the registry, or what the user's own CLI
 * configuration and TF_PLUGIN_CACHE_DIR say. What was found serves every further run, so that it is fetched once.
 */
export async function findProvider(): Promise<FoundProvider | MissingProvider> {
  const folder = mkdtempSync(join(tmpdir(), "azurerm-provider-"));
  writeFileSync(
    join(folder, "main.tf.json"),
    JSON.stringify({
      terraform: { required_providers: { azurerm: { source: "azurerm", version: PROVIDER_VERSION } } },
    }),
  );
  const { status, stderr } = await run("terraform", ["init", "-backend=false", "-no-color", "-input=false"], {
    cwd: folder,
    environment: { CHECKPOINT_DISABLE: "1" },
  }).catch((error: unknown) => ({ status: -1, stderr: String(error) }));
  if (status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return { reason: reasonOf(status, stderr) };
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
  return { cliConfigFile, folder, remove };
}

function reasonOf(status: number, stderr: string): string {
  if (status < 0)
    return "Terraform was not found: install Terraform 1.5 or later and put `terraform` on the PATH.";
  const said = stderr
    .slice(Math.max(0, stderr.indexOf("Error:")))
    .replaceAll(/[│╷╵\n]+/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return (
    `\`terraform init\` could not install hashicorp/azurerm ${PROVIDER_VERSION}: let it reach the registry, or name a ` +
    "mirror in the file that TF_CLI_CONFIG_FILE points to (provider_installation { filesystem_mirror { path = … } } or " +
    `network_mirror). It said: ${said.slice(0, 300)}`
  );
}
