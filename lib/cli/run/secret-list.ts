import type { BackendPlan } from "../../decide/backend-plan";
import { terraformCloud } from "../../pipeline/terraform-login";
import { selectEnvironments } from "../../terraform/select-stacks";
import type { Result } from "../command";
import { missingForLogin } from "../doctor/login";
import { type Connect, asTerraform, signedIn, subscriptionOf } from "../pull-requests/connect";
import { type ReferenceStates, referenceStates, sitesOf } from "../secrets/app-references";
import { type DeclaredSecret, declaredSecrets, vaultOf } from "../secrets/declared-secrets";
import { type KeptSecret, keptSecrets } from "../secrets/kept-secrets";
import { type ListedSecret, type ListedSecrets, secretLines } from "../secrets/listed-secrets";
import { type Surroundings, step } from "../surroundings";
import { definedBackends } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: readonly string[];
  readonly online: boolean;
}

/** Lists what secrets there are; never a value. */
export async function secretList(
  given: Given,
  surroundings: Surroundings,
  _argument?: string,
  connect: Connect = asTerraform,
): Promise<Result> {
  const plans = selectEnvironments(await definedBackends(given, surroundings), given.environment).map(
    ({ plan }) => plan,
  );
  const missing = given.online ? missingForLogin() : undefined;
  if (missing !== undefined)
    throw new Error(`secret list --online asks Azure: ${missing.found}\nfix: ${missing.fix ?? ""}`);
  const environments: ListedSecrets[] = [];
  for (const plan of plans)
    environments.push(
      given.online ? await askedFor(plan, surroundings, connect) : listed(plan, surroundings),
    );
  return {
    ended: "done",
    text: environments.map((each) => secretLines(each).join("\n")).join("\n\n"),
    json: { environments },
  };
}

function listed(plan: BackendPlan, { variables }: Surroundings): ListedSecrets {
  const { project, environment } = plan;
  const vault = vaultOf(plan, terraformCloud(variables));
  return {
    project,
    environment,
    vault: vault?.name ?? "a construct of another stack",
    secrets: declaredSecrets(plan),
  };
}

async function askedFor(
  plan: BackendPlan,
  surroundings: Surroundings,
  connect: Connect,
): Promise<ListedSecrets> {
  const { variables } = surroundings;
  const declared = listed(plan, surroundings);
  const vault = vaultOf(plan, terraformCloud(variables));
  const subscriptionId = subscriptionOf(plan, variables);
  if (vault === undefined) return { ...declared, unknown: "only its own stack knows the key vault" };
  if (subscriptionId === undefined)
    return { ...declared, unknown: "the app sets no subscription: set ARM_SUBSCRIPTION_ID" };
  return step(surroundings, `ask for the secrets of ${plan.project} (${plan.environment})`, async () => {
    const manager = await signedIn(connect(variables, plan.tenantId), variables);
    const place = { ...vault, subscriptionId: vault.subscriptionId ?? subscriptionId };
    const { status, secrets: kept } = await keptSecrets(manager, place);
    if (status !== 200) return { ...declared, unknown: whyUnknown(status, vault.name) };
    const apps = await Promise.all(
      sitesOf(plan, subscriptionId).map(
        async (site) => [site.name, await referenceStates(manager, site)] as const,
      ),
    );
    return {
      ...declared,
      secrets: declared.secrets.map((each) => ({ ...each, ...found(each, kept, apps) })),
    };
  });
}

function whyUnknown(status: number, vault: string): string {
  if (status === 404) return `the key vault ${vault} is not deployed`;
  return `Azure answered ${status}: the login needs the role Reader on ${vault}`;
}

function found(
  { name, readers }: DeclaredSecret,
  kept: Readonly<Record<string, KeptSecret>>,
  apps: readonly (readonly [site: string, states: ReferenceStates | undefined])[],
): Pick<ListedSecret, "state" | "references" | "updated" | "expires"> {
  const { enabled, ...days } = kept[name] ?? { enabled: undefined };
  const settings = readers.map(({ setting }) => setting);
  const references = Object.fromEntries(
    apps.flatMap(([site, states = {}]) => {
      const open = settings.flatMap((setting) => {
        const status = states[setting];
        return status === undefined || status === "Resolved" ? [] : [[setting, status] as const];
      });
      return open.length === 0 ? [] : [[site, Object.fromEntries(open)]];
    }),
  );
  const state = enabled === undefined ? "not set" : enabled ? "set" : "disabled";
  return { state, ...days, ...(Object.keys(references).length === 0 ? {} : { references }) };
}
