import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { recordedSchemas } from "./ejected";

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
    this.log = join(folder, "tofu-calls.jsonl");
    const schemas = join(folder, "tofu-schemas.json");
    writeFileSync(schemas, JSON.stringify(ofItsRegistry()));
    // Without the PATH, which may have nothing but this folder.
    writeFileSync(this.program, `#!${process.execPath}\n${source({ log: this.log, schemas })}`);
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
    return lines.map((line) => JSON.parse(line) as OpenTofuCall);
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

function source(files: { readonly log: string; readonly schemas: string }): string {
  return `
const fs = require("node:fs");
const path = require("node:path");
const files = ${JSON.stringify(files)};
const args = process.argv.slice(2);
const call = { args, folder: path.basename(process.cwd()), encryption: process.env.TF_ENCRYPTION };
fs.appendFileSync(files.log, JSON.stringify(call) + "\\n");
const LOCKED = 'provider "registry.opentofu.org/hashicorp/azurerm" {\\n  version = "4.81.0"\\n}\\n';
const FILLED = '{"version":4,"serial":2,"lineage":"l","outputs":{"name":{"value":"one","type":"string"}},"resources":[]}';
const lock = () => fs.readFileSync("cdk.tf.json", "utf8").includes("required_providers") && fs.writeFileSync(".terraform.lock.hcl", LOCKED);
const out = args.find((each) => each.startsWith("-out="));
const answers = {
  version: () => "OpenTofu v1.11.14\\non linux_amd64",
  init: () => { if (fs.existsSync("cdk.tf.json")) lock(); return "OpenTofu has been successfully initialized!"; },
  "providers lock": () => { lock(); return "Success!"; },
  "providers schema": () => fs.readFileSync(files.schemas, "utf8"),
  "state pull": () => fs.existsSync("pushed.json") ? FILLED : "",
  "state push": () => { fs.copyFileSync(args[2], "pushed.json"); return ""; },
  plan: () => { if (out) fs.writeFileSync(out.slice(5), "plan"); return "No changes. Your infrastructure matches the configuration."; },
  show: () => JSON.stringify({ format_version: "1.2", terraform_version: "1.11.14", resource_changes: [] }),
  apply: () => "Apply complete! Resources: 0 added, 0 changed, 0 destroyed.",
  destroy: () => "Destroy complete! Resources: 0 destroyed.",
  output: () => "{}",
  validate: () => "Success! The configuration is valid.",
  fmt: () => "",
};
const answer = answers[args.slice(0, 2).join(" ")] ?? answers[args[0]];
if (answer === undefined) { console.error("Error: OpenTofu has no command " + args[0]); process.exit(1); }
console.log(answer());
`;
}
