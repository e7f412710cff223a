/** The program that cdktf.json names. */
export const mainFile = `import { App } from "cdktf";
import { defineBackends } from "./backend";

const app = new App();
defineBackends(app);
app.synth();
`;

/** Both environments with every default: what they are is decided by their names. */
export const backendFile = `import type { App } from "cdktf";
import {
  type Backend,
  type BackendOptions,
  defineBackend,
} from "cdktf-azure-backend";
import * as components from "./components";

/** Project and location are in cdktf.json. */
export const environments = ["dev", "prod"] as const;

/**
 * Defines every environment.
 *
 * @param options - hold in all of them
 */
export function defineBackends(
  app: App,
  options: BackendOptions = {},
): readonly Backend[] {
  return environments.map((environment) =>
    defineBackend(components, {
      // No queues, tables and secrets beside those that the components use.
      samples: false,
      ...options,
      app,
      environment,
    }),
  );
}
`;

/** Synthesises every environment once, as \`synth\` does, and looks at what is written. */
export function backendTest(own: string): string {
  return `import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { Backend } from "cdktf-azure-backend";
import { defineBackends, environments } from "../backend";

type Environment = (typeof environments)[number];
type Arguments = Readonly<Record<string, unknown>>;

const outdir = mkdtempSync(join(tmpdir(), "stacks-"));
let backends: readonly Backend[];

beforeAll(() => {
  // Validations of the engine start Terraform, which tests do without.
  const app = new App({ outdir, skipValidation: true });
  backends = defineBackends(app, { notes: "silent" });
  app.synth();
});

afterAll(() => {
  rmSync(outdir, { recursive: true });
});

/** What Terraform makes of one type in one stack, by its name there. */
function resourcesOf(
  environment: Environment,
  role: "network" | "platform" | "workloads",
  type: string,
): Readonly<Record<string, Arguments>> {
  const backend = backends[environments.indexOf(environment)];
  if (backend === undefined) throw new Error(\`There is no \${environment}.\`);
  const file = join(
    outdir,
    "stacks",
    backend.plan.stackIds[role],
    "cdk.tf.json",
  );
  const { resource } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly resource: Readonly<
      Record<string, Readonly<Record<string, Arguments>>>
    >;
  };
  return resource[type] ?? {};
}

test("each environment is three stacks", () => {
  const ids = backends.flatMap(({ plan }) => Object.values(plan.stackIds));
  expect(ids).toHaveLength(3 * environments.length);
  expect(readdirSync(join(outdir, "stacks"))).toEqual([...ids].sort());
});

test.each(environments)(
  "no storage account of %s takes a key",
  (environment) => {
    const accounts = Object.values(
      resourcesOf(environment, "platform", "azurerm_storage_account"),
    );
    expect(accounts.length).toBeGreaterThan(0);
    for (const account of accounts)
      expect(account["shared_access_key_enabled"]).toBe(false);
  },
);

${own}`;
}
