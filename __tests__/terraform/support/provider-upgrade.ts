import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiVersionOf } from "../../../lib/azure/api-versions";
import type { ProviderSettings } from "../../../lib";
import type { StandIn } from "../../../lib/stand-in/stand-in";
import { ModuleProject } from "../../support/module-project";
import { type Deployment, deployment } from "./stage";
import { makeShared } from "./shared-resources";
import { warningsIn } from "./warnings";

const root = join(__dirname, "../../..");

type Variables = Readonly<Record<string, string>>;

/** What is deployed with one provider and planned with another; nothing else differs. */
interface Upgraded {
  readonly name: string;
  readonly environment: string;
  /** Whether it has stacks of several environments. */
  readonly everyStack?: true;
  /** The example, where the app is not that of the tests. */
  readonly example?: string;
  readonly variablesOf: (provider: ProviderSettings, examples: string) => Variables;
  /** Whether Azure draws secrets for it. @default true */
  readonly drawsSecrets?: boolean;
  /** What is there already. */
  readonly before?: (standIn: StandIn) => void;
  /** What a plan changes because the later version has resources of its own: each at least once. */
  readonly carriedOver?: readonly RegExp[];
}

/** Two versions of the provider, each with Terraform's CLI configuration. */
export interface Rungs {
  readonly from: { readonly version: string; readonly cliConfig: string };
  readonly to: { readonly version: string; readonly cliConfig: string };
  /** Whether templates are deployed with the API version that secrets had before, too. */
  readonly withOldTemplates?: true;
  /** Whether the later version has resources for what the earlier one made by templates. */
  readonly carriesOver?: true;
}

/** The only runtime that all of the providers know. */
const RUNTIME = "node:22";

const serviceBusRules = /^forget azurerm_resource_group_template_deployment\.service_bus_default_rule_/;
const apiManagement = [
  /^create azurerm_role_assignment\.apim_monitoring_metrics_publisher$/,
  /^update azurerm_api_management_logger\.apim_logger$/,
  /^update azurerm_application_insights\.app_insights$/,
];
const redisAccess = /^forget azurerm_resource_group_template_deployment\.function_app_(\w+_)?redis_access$/;

const upgraded: readonly Upgraded[] = [
  ...["dev", "prod"].map((environment) => ({
    name: `${environment} of the sample`,
    environment,
    variablesOf: (provider: ProviderSettings) => ({
      TEST_BACKEND_OPTIONS: JSON.stringify({ provider, functionApp: { runtime: RUNTIME } }),
      BACKEND_ENVIRONMENT: environment,
    }),
  })),
  example("production", "prod", { carriedOver: [serviceBusRules, redisAccess, ...apiManagement] }),
  example("minimal", "dev"),
  example("custom-configuration", "dev", { carriedOver: apiManagement }),
  example("opt-out", "prod", { before: makeShared, drawsSecrets: false }),
  example("multi-region", "east", { everyStack: true }),
  example("terraform-module", "dev"),
];

function example(name: string, environment: string, more: Partial<Upgraded> = {}): Upgraded {
  return {
    name: `the example ${name}`,
    environment,
    example: name,
    variablesOf: (provider, examples) => ({
      TEST_PROVIDER: JSON.stringify(provider),
      TSX_TSCONFIG_PATH: join(examples, "tsconfig.json"),
      ...(more.everyStack === undefined ? { BACKEND_ENVIRONMENT: environment } : {}),
    }),
    ...more,
  };
}

/**
 * A copy of the examples, with the bindings that one of them needs. They import the library by its name: here it is
 * one that adds the provider of a variable, and the runtime.
 */
async function copiedExamples(): Promise<ModuleProject> {
  const project = new ModuleProject();
  expect(await project.get()).toMatchObject({ status: 0 });
  const examples = examplesOf(project);
  writeFileSync(
    join(examples, "library.ts"),
    `import { defineBackend as define } from "${root}/lib";
export * from "${root}/lib";
export const defineBackend = (components: any, options: any = {}): any =>
  define(components, {
    ...options,
    provider: JSON.parse(process.env["TEST_PROVIDER"] ?? "{}"),
    functionApp: { ...options.functionApp, runtime: "${RUNTIME}" },
  });
`,
  );
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")) as {
    readonly compilerOptions: object;
  };
  const paths = { "cdktf-azure-backend": ["./library.ts"], "cdktf-azure-backend/*": [`${root}/lib/*`] };
  writeFileSync(
    join(examples, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, paths } }),
  );
  return project;
}

function examplesOf(project: ModuleProject): string {
  return join(project.folder, "examples");
}

/** Deploys each with one provider, plans it with the next without changes or warnings, and destroys it. */
export function upgradesOf(rungs: Rungs): void {
  let project: ModuleProject;
  beforeAll(async () => {
    project = await copiedExamples();
  });
  afterAll(() => {
    project.remove();
  });

  test.each(upgraded)(
    "$name has no unexpected changes with the new provider, and no warning",
    async (each) => {
      const { environment, example, everyStack = false, before } = each;
      const examples = examplesOf(project);
      const file = example === undefined ? {} : { file: join(examples, example, "main.ts") };
      const on = await deployment({ environment, everyStack, ...file });
      const variables = (provider: ProviderSettings) => each.variablesOf(provider, examples);
      try {
        before?.(on.standIn);
        await deployedAndPlanned(on, each, variables, rungs);
      } finally {
        await on.end();
      }
    },
  );
}

const FORGOTTEN = "Warning: Some objects will no longer be managed by Terraform";

async function deployedAndPlanned(
  on: Deployment,
  { name, carriedOver = [], drawsSecrets = true }: Upgraded,
  variablesOf: (provider: ProviderSettings) => Variables,
  { from, to, withOldTemplates, carriesOver }: Rungs,
): Promise<void> {
  on.workspace.findProviderBy(from.cliConfig);
  await on.rehearsal.synth(variablesOf({ version: from.version }));
  const written = on.rehearsal.stacks.map((stack) => on.workspace.synthesised(stack));
  if (withOldTemplates && drawsSecrets)
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
async function expectCarriedOver(on: Deployment, variables: Variables): Promise<void> {
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
