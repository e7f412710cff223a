import { pipelineRoles, planBackend } from "../../lib";
import { managerAt } from "../../lib/cli/doctor/manager";
import { expiringEnvironments } from "../../lib/cli/pull-requests/expiring-environments";
import { locksIn } from "../../lib/cli/pull-requests/group-locks";
import { freeNames } from "../../lib/cli/pull-requests/kept-names";
import type { HttpRequest } from "../../lib/http/exchange";
import { isAllowed } from "../../lib/rights/permission";
import { requestActions } from "../../lib/rights/request-actions";
import { HOST, connectionTo, subscriptionId } from "../support/doctor-online";
import { Manager } from "../support/manager";
import { feedbackApi } from "../support/sample";

const roles = pipelineRoles();
const VAULT = "Microsoft.KeyVault";
const APIM = "Microsoft.ApiManagement";

/** Every action of Azure that destroying and looking for what is over have asked for. */
async function asked(): Promise<readonly string[]> {
  const plan = planBackend(
    { feedbackApi },
    {
      project: "shop",
      location: "westeurope",
      environment: "pr-12",
      expires: "2026-12-07",
      notes: "silent",
      optional: { apim: { publisherName: "Acme", publisherEmail: "api@acme.example" } },
    },
  );
  const manager = new Manager();
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${plan.resourceGroups.platform}`;
  manager.put(group, { location: "westeurope" });
  for (const [type, name = ""] of [
    [`${VAULT}/vaults`, plan.names.keyVault],
    [`${APIM}/service`, plan.names.apiManagement],
  ] as const) {
    const id = `${group}/providers/${type}/${name}`;
    manager.put(id, {
      location: "westeurope",
      sku: { name: "Developer", capacity: 1 },
      properties: {
        tenantId: "t",
        sku: { family: "A", name: "standard" },
        publisherEmail: "api@acme.example",
        publisherName: "Acme",
      },
    });
    manager.send("DELETE", id);
  }
  const requests: HttpRequest[] = [];
  const connection = connectionTo(manager, (request) => {
    requests.push(request);
    return undefined;
  });
  const azure = managerAt(connection, HOST, "token");
  const kept = await freeNames(plan, subscriptionId, azure, connection.clock);
  expect(kept.map(({ result }) => result)).toEqual(["purged", "purged"]);
  await expiringEnvironments(azure, subscriptionId, ["shop"], "2026-11-30");
  await locksIn(azure, subscriptionId);
  return requests.flatMap(({ method, url }) => {
    const needed = requestActions({ method, path: new URL(url).pathname, body: undefined });
    return needed === undefined ? [] : [needed.own.action];
  });
}

test("destroying a pull request and listing what is over take rights that its role has, and the applier lacks one", async () => {
  const actions = [...new Set(await asked())].sort();
  expect(actions).toMatchSnapshot();
  const missing = (role: { readonly actions: readonly string[] }): readonly string[] =>
    actions.filter((action) => !isAllowed([role], action));
  expect(missing(roles.pullRequestApplier)).toEqual([]);
  expect(missing(roles.applier).map((action) => action.toLowerCase())).toEqual([
    "microsoft.keyvault/locations/deletedvaults/purge/action",
  ]);
  // Each action that is taken away is missed.
  for (const action of actions) {
    const left = roles.pullRequestApplier.actions.filter(
      (each) => each.toLowerCase() !== action.toLowerCase(),
    );
    expect(missing({ actions: left })).toEqual([action]);
  }
});
