import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apiVersionOf } from "../../../lib/azure/api-versions";
import type { ProviderSettings } from "../../../lib";
import { type Deployment, deployment } from "./stage";
import { warningsIn } from "./warnings";

const root = join(__dirname, "../../..");

/** What is deployed with one provider and planned with another; nothing else differs. */
interface Upgraded {
  readonly name: string;
  readonly environment: string;
  /** The file of the app, where it is not that of the tests. */
  readonly file?: string;
  readonly variablesOf: (provider: ProviderSettings) => Readonly<Record<string, string>>;
  /** What a plan changes because the later version has resources of its own: each at least once. */
  readonly carriedOver?: readonly RegExp[];
}

/** A copy of the examples: production takes its components from another one. */
const examples = mkdtempSync(join(tmpdir(), "upgraded-examples-"));
const production = join(examples, "production");

/** Two versions of the provider, each with Terraform's CLI configuration. */
export interface Rungs {
  readonly from: { readonly version: string; readonly cliConfig: string };
  readonly to: { readonly version: string; readonly cliConfig: string };
  /** Whether templates are deployed with the API version that secrets had before, too. */
  readonly withOldTemplates?: true;
  /** Whether the later version has resources for what the earlier one made by templates. */
  readonly carriesOver?: true;
}

const upgraded: readonly Upgraded[] = [
  ...["dev", "prod"].map((environment) => ({
    name: `${environment} of the sample`,
    environment,
    variablesOf: (provider: ProviderSettings) => ({
      TEST_BACKEND_OPTIONS: JSON.stringify({
        provider,
        // The only runtime that both providers know.
        functionApp: { runtime: "node:22" },
      }),
      BACKEND_ENVIRONMENT: environment,
    }),
  })),
  {
    name: "the example production",
    environment: "prod",
    file: join(production, "main.ts"),
    carriedOver: [
      /^forget azurerm_resource_group_template_deployment\.service_bus_default_rule_/,
      /^forget azurerm_resource_group_template_deployment\.function_app_(\w+_)?redis_access$/,
      /^create azurerm_role_assignment\.apim_monitoring_metrics_publisher$/,
      /^update azurerm_api_management_logger\.apim_logger$/,
      /^update azurerm_application_insights\.app_insights$/,
    ],
    variablesOf: (provider) => ({
      TEST_PROVIDER: JSON.stringify(provider),
      // The example imports the library by its name, which the repository's paths know.
      TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
    }),
  },
];

/** The example with the version of a variable, and with the runtime that both providers know. */
function copyProduction(): void {
  cpSync(join(root, "examples"), examples, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(examples, "node_modules"), "junction");
  const main = readFileSync(join(production, "main.ts"), "utf8");
  const changed = main.replace(
    "functionApp: { publicNetworkAccess: false }",
    'functionApp: { publicNetworkAccess: false, runtime: "node:22" },\n' +
      '  provider: JSON.parse(process.env["TEST_PROVIDER"] ?? "{}")',
  );
  if (changed === main) throw new Error("the example production does not say functionApp as expected");
  writeFileSync(join(production, "main.ts"), changed);
}

/** Deploys each with one provider, plans it with the next without changes or warnings, and destroys it. */
export function upgradesOf(rungs: Rungs): void {
  beforeAll(copyProduction);
  afterAll(() => {
    rmSync(examples, { recursive: true, force: true });
  });

  test.each(upgraded)(
    "$name has no unexpected changes with the new provider, and no warning",
    async (each) => {
      const { environment, file } = each;
      const on = await deployment({ environment, ...(file === undefined ? {} : { file }) });
      try {
        await deployedAndPlanned(on, each, rungs);
      } finally {
        await on.end();
      }
    },
  );
}

const FORGOTTEN = "Warning: Some objects will no longer be managed by Terraform";

async function deployedAndPlanned(
  on: Deployment,
  { name, variablesOf, carriedOver = [] }: Upgraded,
  { from, to, withOldTemplates, carriesOver }: Rungs,
): Promise<void> {
  on.workspace.findProviderBy(from.cliConfig);
  await on.rehearsal.synth(variablesOf({ version: from.version }));
  const written = on.rehearsal.stacks.map((stack) => on.workspace.synthesised(stack));
  if (withOldTemplates)
    expect(on.rehearsal.stacks.filter((stack) => useOldTemplates(on, stack))).not.toEqual([]);
  await on.rehearsal.deploy();
  const drawn = on.standIn.drawn.length;

  on.workspace.findProviderBy(to.cliConfig);
  const carried = carriesOver === true ? carriedOver : [];
  const deployedWith = carriesOver === true ? { deployedWith: from.version } : {};
  await on.rehearsal.synth(variablesOf({ version: to.version, ...deployedWith }));
  // Otherwise this would compare a provider with itself.
  for (const [index, stack] of on.rehearsal.stacks.entries())
    expect(on.workspace.synthesised(stack)).not.toBe(written[index]);
  const plans = Object.entries(await on.rehearsal.plan());
  const changes = plans.flatMap(([, plan]) =>
    plan.changes.map(({ action, address }) => `${action} ${address}`),
  );
  expect(changes.filter((each) => !carried.some((pattern) => pattern.test(each)))).toEqual([]);
  for (const pattern of carried) expect(changes).toContainEqual(expect.stringMatching(pattern));
  for (const [stack, { text }] of plans) {
    // Terraform says so of everything that it takes out of the state.
    const warnings = warningsIn(text).filter((each) => carried.length === 0 || !each.startsWith(FORGOTTEN));
    expect([stack, warnings]).toEqual([stack, []]);
  }
  if (carried.length > 0) await expectCarriedOver(on, variablesOf({ version: to.version }));
  expect(on.standIn.drawn).toHaveLength(drawn);
  await on.rehearsal.destroy();
  on.report(`${name}, azurerm ${from.version} to ${to.version}`);
}

/** Once it is applied, nothing was deleted in Azure, and nothing more changes without `deployedWith`. */
async function expectCarriedOver(on: Deployment, variables: Readonly<Record<string, string>>): Promise<void> {
  const seen = on.standIn.exchanges.length;
  await on.rehearsal.deploy();
  expect(on.standIn.exchanges.slice(seen).filter(({ method }) => method === "DELETE")).toEqual([]);
  await on.rehearsal.synth(variables);
  const plans = Object.values(await on.rehearsal.plan());
  expect(plans.flatMap(({ changes }) => changes)).toEqual([]);
}

/** Says the API version that secrets had before 2026-02-01; false where the stack makes none. */
function useOldTemplates(on: Deployment, stack: string): boolean {
  const written = on.workspace.synthesised(stack);
  const current = `\\"apiVersion\\":\\"${apiVersionOf("Microsoft.KeyVault")}\\"`;
  if (!written.includes(current)) return false;
  const file = join(on.workspace.stackFolder(stack), "cdk.tf.json");
  writeFileSync(file, written.replaceAll(current, String.raw`\"apiVersion\":\"2023-07-01\"`));
  return true;
}
