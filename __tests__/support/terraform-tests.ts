import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type Backend, type BackendOptions, defineBackend } from "../../lib";
import { type StackRole, stackRoles } from "../../lib/services/contract/service";
import { feedbackApi, processUploadFunction } from "./sample";
import type { JsonObject } from "./synth";

interface TestFile {
  readonly mock_provider: { readonly azurerm: readonly [Mocked, ...Mocked[]] };
  readonly override_data?: readonly {
    readonly target: string;
    readonly values: { readonly outputs: JsonObject };
  }[];
  readonly run: Readonly<Record<string, { readonly command: string; readonly assert: readonly Assert[] }>>;
}
interface Assert {
  readonly condition: string;
  readonly error_message: string;
}
interface Mocked {
  readonly alias?: string;
  readonly mock_resource?: Readonly<Record<string, { readonly defaults: JsonObject }>>;
  readonly mock_data?: Readonly<Record<string, { readonly defaults: JsonObject }>>;
}
export interface Written {
  readonly text: string;
  readonly file: TestFile;
  readonly stack: string;
}

export const given = { project: "feedback", location: "eastus2" } as const;
export const components = { feedbackApi, processUploadFunction };
export const keysAreOff = {
  condition: "${!azurerm_cosmosdb_account.cosmos.local_authentication_enabled}",
  errorMessage: "keys are on",
};
const ask = (backend: Backend): void => {
  backend.addTerraformTests();
};

/** Everything that is written for one backend; what is done with it is up to the test. */
export function written(
  options: BackendOptions | ((app: App) => BackendOptions),
  prepare: (backend: Backend) => void = ask,
): Readonly<Record<StackRole, Written>> {
  const outdir = mkdtempSync(join(tmpdir(), "terraform-tests-"));
  try {
    const app = new App({ outdir });
    const said = typeof options === "function" ? options(app) : options;
    const backend = defineBackend(components, { ...given, ...said, app });
    prepare(backend);
    app.synth();
    const files = stackRoles.map((role) => {
      const folder = join(outdir, "stacks", backend.plan.stackIds[role]);
      const text = readFileSync(join(folder, "tests/backend.tftest.json"), "utf8");
      const stack = readFileSync(join(folder, "cdk.tf.json"), "utf8");
      return [role, { text, file: JSON.parse(text) as TestFile, stack }];
    });
    return Object.fromEntries(files) as Record<StackRole, Written>;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export function outputsOf({ file }: Written): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(
    (file.override_data ?? []).map(({ target, values }) => [
      target.replace("data.terraform_remote_state.", ""),
      values.outputs,
    ]),
  );
}
