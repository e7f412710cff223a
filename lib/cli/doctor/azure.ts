import type { BackendPlan } from "../../decide/backend-plan";
import type { AzureConnection } from "../../release/connection";
import { firstLineOf } from "../../settings/message-of";
import { type Examined, ok, problem, warning } from "./examined";
import { examineNames } from "./global-names";
import { loginProblem } from "./login";
import { type Manager, managerAt } from "./manager";
import { type Deployment, examineRights } from "./rights";

/**
 * What only Azure knows: the login, the subscription, what it is registered for, what the login may do, and whether names are
 * free. Nothing is changed.
 *
 * @param host - of Azure Resource Manager, `management.azure.com`
 */
export async function examineAzure(
  connection: AzureConnection,
  host: string,
  subscriptionId: string,
  deployments: readonly Deployment[],
): Promise<readonly Examined[]> {
  const plans = deployments.map(({ plan }) => plan);
  const token = await connection.token(`https://${host}/.default`).catch((error: unknown) => ({ error }));
  if (typeof token !== "string") return [loginProblem(token.error)];
  const login = ok("Login", "present");
  const manager = managerAt(connection, host, token);
  try {
    const subscription = await examineSubscription(manager, subscriptionId);
    if (subscription.state === "problem") return [login, subscription];
    return [
      login,
      subscription,
      await examineRegistrations(manager, subscriptionId, plans),
      ...(await examineRights(manager, subscriptionId, deployments)),
      ...(await examineNames(manager, subscriptionId, plans)),
    ];
  } catch (error) {
    return [
      login,
      problem(
        "Azure",
        firstLineOf(error),
        `check that ${host} is reachable, through the proxy of HTTPS_PROXY if it is set`,
      ),
    ];
  }
}

/** learn.microsoft.com/azure/cost-management-billing/manage/subscription-states */
async function examineSubscription(manager: Manager, id: string): Promise<Examined> {
  const what = "Subscription";
  const { status, body } = await manager.send("GET", `/subscriptions/${id}?api-version=2022-12-01`);
  if (status !== 200)
    return problem(
      what,
      `this login has no access to ${id}: Azure returned ${status}`,
      "use an id that az account list shows, or log in to its tenant: az login --tenant <tenant>",
    );
  const { displayName = id, state = "" } = JSON.parse(body) as {
    readonly displayName?: string;
    readonly state?: string;
  };
  if (state === "Enabled") return ok(what, `${displayName}, ${state}`);
  const fix = "see learn.microsoft.com/azure/cost-management-billing/manage/subscription-states";
  return state === "Warned" || state === "PastDue"
    ? warning(what, `${displayName} is ${state}`, fix)
    : problem(what, `${displayName} is ${state}: deployments are not possible`, fix);
}

/** Terraform registers what is missing, where its login may. */
async function examineRegistrations(
  manager: Manager,
  id: string,
  plans: readonly BackendPlan[],
): Promise<Examined> {
  const what = "Resource providers";
  const wanted = [
    ...new Set(plans.flatMap(({ resourceProviders }) => Object.values(resourceProviders).flat())),
  ].sort();
  const states = await Promise.all(wanted.map((name) => registrationOf(manager, id, name)));
  const refused = states.find(({ status }) => status !== 200);
  if (refused !== undefined)
    return warning(
      what,
      `unknown: Azure returned ${refused.status}`,
      "log in with an account that has the role Reader on the subscription",
    );
  const missing = wanted.filter((_name, index) => states[index]?.state !== "Registered");
  return missing.length === 0
    ? ok(what, `all ${wanted.length} are registered`)
    : warning(
        what,
        `not registered: ${missing.join(", ")}`,
        "Terraform registers them if its login has permission; otherwise a Contributor of the subscription must run " +
          missing.map((name) => `az provider register --namespace ${name}`).join(" && "),
      );
}

async function registrationOf(
  manager: Manager,
  id: string,
  name: string,
): Promise<{ readonly status: number; readonly state?: string | undefined }> {
  const { status, body } = await manager.send(
    "GET",
    `/subscriptions/${id}/providers/${name}?api-version=2022-12-01`,
  );
  if (status !== 200) return { status };
  return { status, state: (JSON.parse(body) as { readonly registrationState?: string }).registrationState };
}
