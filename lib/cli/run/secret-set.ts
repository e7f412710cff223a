import { CLOUDS } from "../../release/clouds";
import { terraformCloud } from "../../pipeline/terraform-login";
import { secondsOf } from "../../services/key-vault/expiry";
import { oneEnvironment } from "../../terraform/select-stacks";
import type { BackendPlan } from "../../decide/backend-plan";
import { type Result, UsageError } from "../command";
import { missingForLogin } from "../doctor/login";
import { type Connect, asTerraform, signedIn, subscriptionOf } from "../pull-requests/connect";
import { type Refreshed, refreshReferences, sitesOf } from "../secrets/app-references";
import { type VaultPlace, vaultOf, whyNotSet } from "../secrets/declared-secrets";
import { secretValueIn } from "../secrets/secret-value";
import { setByDeployment } from "../secrets/set-by-deployment";
import { type NewValue, VaultFailure, VaultSecrets } from "../secrets/vault-secrets";
import { type Surroundings, step } from "../surroundings";
import { definedBackends } from "./run-app";

interface Given {
  readonly app: string | undefined;
  readonly environment: string | undefined;
  readonly expires: string | undefined;
  readonly via: "vault" | "resource-manager" | undefined;
  readonly "skip-refresh": boolean;
}

/** Puts a value into the vault of one environment. What is wrong is said before the value is asked for. */
export async function secretSet(
  given: Given,
  surroundings: Surroundings,
  secret = "",
  connect: Connect = asTerraform,
): Promise<Result> {
  const { environment: name, via = "vault", expires } = given;
  const ends = expires === undefined ? undefined : endOf(expires);
  const environments = name === undefined ? [] : [name];
  const synthesis = await definedBackends({ app: given.app, environment: environments }, surroundings);
  const plan = onlyPlan(oneEnvironment(synthesis, environments).map((each) => each.plan));
  const wrong = whyNotSet(plan, secret);
  if (wrong !== undefined) throw new UsageError(wrong);
  const target = targetOf(plan, surroundings, { via, refreshes: !given["skip-refresh"] });
  const missing = missingForLogin();
  if (missing !== undefined)
    throw new Error(`secret set asks Azure: ${missing.found}\nfix: ${missing.fix ?? ""}`);

  const writer = await writerFor(target, surroundings, connect, via);
  const value: NewValue = {
    value: secretValueIn(await typed(secret, target.vault, surroundings)),
    ...(ends === undefined ? {} : { expires: ends }),
  };
  await step(surroundings, `set ${secret} in ${target.vault.name}`, () => writer.write(secret, value));
  const apps = given["skip-refresh"] ? [] : await refreshed(target, surroundings, connect);
  const failed = apps.filter(({ state }) => state === "failed");
  return {
    ended: failed.length === 0 ? "done" : "failed",
    text: [`${secret} of ${plan.environment} has a new value.`, ...apps.map(appLine)].join("\n"),
    json: { environment: plan.environment, vault: target.vault.name, secret, via, apps },
  };
}

interface Target {
  readonly plan: BackendPlan;
  readonly vault: VaultPlace;
  /** Of the app; undefined where nothing needs it. */
  readonly subscriptionId: string | undefined;
}

function targetOf(
  plan: BackendPlan,
  { variables }: Surroundings,
  { via, refreshes }: { readonly via: string; readonly refreshes: boolean },
): Target {
  const vault = vaultOf(plan, terraformCloud(variables));
  if (vault === undefined)
    throw new UsageError(
      "The key vault is a construct of another stack, whose name only that stack knows: use az keyvault secret set.",
    );
  const subscriptionId = subscriptionOf(plan, variables);
  const own = vault.subscriptionId ?? subscriptionId;
  if ((refreshes && subscriptionId === undefined) || (via === "resource-manager" && own === undefined))
    throw new UsageError(
      "The app sets no subscription: set ARM_SUBSCRIPTION_ID (az account show --query id prints that of the login).",
    );
  return { plan, vault: { ...vault, subscriptionId: own }, subscriptionId };
}

interface Writer {
  readonly write: (secret: string, value: NewValue) => Promise<unknown>;
}

/** Signed in, and seen to reach what it writes to. */
async function writerFor(
  { plan, vault }: Target,
  surroundings: Surroundings,
  connect: Connect,
  via: "vault" | "resource-manager",
): Promise<Writer> {
  const { variables } = surroundings;
  const connection = connect(variables, plan.tenantId);
  if (via === "resource-manager") {
    const manager = await signedIn(connection, variables);
    const place = { ...vault, subscriptionId: vault.subscriptionId ?? "" };
    return { write: (secret, value) => setByDeployment(manager, connection.clock, place, secret, value) };
  }
  const secrets = new VaultSecrets(connection, vault, CLOUDS[terraformCloud(variables)].vaults);
  try {
    await step(surroundings, `reach ${vault.host}`, () => secrets.checkReachable());
  } catch (error) {
    if (!(error instanceof VaultFailure) || !error.isClosed) throw error;
    throw new VaultFailure(
      `${error.message}\nRun the command in the network of the vault, or add --via resource-manager.`,
      true,
      { cause: error },
    );
  }
  return { write: (secret, value) => secrets.set(secret, value) };
}

async function typed(
  secret: string,
  { name }: VaultPlace,
  { hiddenInput, signal }: Surroundings,
): Promise<Uint8Array> {
  return hiddenInput.isTerminal
    ? hiddenInput.ask(`Value of ${secret} in ${name} (it is not shown): `, signal)
    : hiddenInput.read();
}

async function refreshed(
  { plan, subscriptionId = "" }: Target,
  surroundings: Surroundings,
  connect: Connect,
): Promise<readonly Refreshed[]> {
  const { variables } = surroundings;
  const manager = await signedIn(connect(variables, plan.tenantId), variables);
  return step(surroundings, "have the app read it", () =>
    refreshReferences(manager, sitesOf(plan, subscriptionId)),
  );
}

function appLine({ site, state, message }: Refreshed): string {
  switch (state) {
    case "refreshed":
      return `${site} reads it now.`;
    case "not deployed":
      return `${site} is not deployed yet: it reads the value when it is.`;
    case "failed":
      return `${site} was not refreshed. ${message ?? ""}`;
  }
}

function endOf(expires: string): number {
  const seconds = secondsOf(expires);
  if (seconds !== undefined) return seconds;
  throw new UsageError(`--expires ${expires} is no date: write it like 2027-06-30, or 2027-06-30T12:00:00Z.`);
}

/** Several backends of one environment have a vault each. */
function onlyPlan(plans: readonly BackendPlan[]): BackendPlan {
  const [first, ...others] = plans;
  if (first !== undefined && others.length === 0) return first;
  throw new UsageError(
    `The environment has the projects ${plans.map(({ project }) => project).join(", ")}: set a file with one of them with --app.`,
  );
}
