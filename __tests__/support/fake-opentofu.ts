import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordedSchemas } from "./ejected";

/** What stands after each word that is written down: ASCII has it for that. */
const SEPARATOR = "\u001F";

/** One call of the program. */
export interface OpenTofuCall {
  readonly args: readonly string[];
  /** The last part of the folder that it ran in. */
  readonly folder: string;
  readonly encryption: string | undefined;
}

/**
 * A program that is called `tofu` and answers as OpenTofu 1.11 does where nothing changes: version, lock file, state, plan, schemas.
 * It writes down how it is called.
 */
export class FakeOpenTofu {
  readonly program: string;
  private readonly log: string;

  /** @param folder - gets a folder `bin` with nothing but this program */
  constructor(private readonly folder: string) {
    const bin = join(folder, "bin");
    mkdirSync(bin, { recursive: true });
    this.program = join(bin, "tofu");
    this.log = join(folder, "tofu-calls");
    const schemas = join(folder, "tofu-schemas.json");
    writeFileSync(schemas, JSON.stringify(ofItsRegistry()));
    writeFileSync(this.program, source({ log: this.log, schemas }));
    chmodSync(this.program, 0o755);
  }

  /** The folder of the program, for a PATH. */
  get path(): string {
    return join(this.folder, "bin");
  }

  /** What it was called with since this was last asked. */
  takeCalls(): readonly OpenTofuCall[] {
    if (!existsSync(this.log)) return [];
    const lines = readFileSync(this.log, "utf8").trim().split("\n");
    rmSync(this.log);
    return lines.map((line) => {
      const [calledIn = "", encryption, ...args] = line.split(SEPARATOR).slice(0, -1);
      return { args, folder: calledIn, encryption: encryption === "unset" ? undefined : encryption };
    });
  }
}

/** OpenTofu names providers by its own registry. */
function ofItsRegistry(): object {
  const renamed = Object.entries(recordedSchemas.provider_schemas).map(([source, schema]) => [
    source.replace(/^registry\.terraform\.io\//, "registry.opentofu.org/"),
    schema,
  ]);
  return { provider_schemas: Object.fromEntries(renamed) as object };
}

function source({ log, schemas }: { readonly log: string; readonly schemas: string }): string {
  return `#!/bin/sh
# A shell starts twenty times as fast as Node, and a command calls this ten times.
# The PATH may have nothing but this folder: version needs no other program.
{ printf '%s\\037' "\${PWD##*/}" "\${TF_ENCRYPTION-unset}" "$@"; echo; } >> ${inShell(log)}
lock() {
  if grep -q required_providers cdk.tf.json; then
    printf 'provider "registry.opentofu.org/hashicorp/azurerm" {\\n  version = "4.81.0"\\n}\\n' > .terraform.lock.hcl
  fi
}
case "$1 $2" in
  "version "*) echo "OpenTofu v1.11.14"; echo "on linux_amd64" ;;
  "init "*) if [ -e cdk.tf.json ]; then lock; fi; echo "OpenTofu has been successfully initialized!" ;;
  "providers lock") lock; echo "Success!" ;;
  "providers schema") cat ${inShell(schemas)} ;;
  "state pull") if [ -e pushed.json ]; then echo '${FILLED}'; else echo; fi ;;
  "state push") cp "$3" pushed.json; echo ;;
  "plan "*)
    for each; do case "$each" in -out=*) printf plan > "\${each#-out=}" ;; esac; done
    echo "No changes. Your infrastructure matches the configuration." ;;
  "show "*) echo '{"format_version":"1.2","terraform_version":"1.11.14","resource_changes":[]}' ;;
  "apply "*) echo "Apply complete! Resources: 0 added, 0 changed, 0 destroyed." ;;
  "destroy "*) echo "Destroy complete! Resources: 0 destroyed." ;;
  "output "*) echo "{}" ;;
  "validate "*) echo "Success! The configuration is valid." ;;
  "fmt "*) echo ;;
  *) echo "Error: OpenTofu has no command $1" >&2; exit 1 ;;
esac
`;
}

const FILLED =
  '{"version":4,"serial":2,"lineage":"l","outputs":{"name":{"value":"one","type":"string"}},"resources":[]}';

function inShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
