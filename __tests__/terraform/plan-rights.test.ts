import { type BackendOptions, leastRights, planBackend } from "../../lib";
import { azureAction } from "../../lib/rights/azure-action";
import { feedbackApi, processUploadFunction } from "../support/sample";
import { type Deployment, deployment, stage } from "./support/stage";

/** Everything that the provider reads with POST, but Azure Cache for Redis, which takes long to make. */
const OPTIONS: BackendOptions = {
  environment: "dev",
  functionApp: { plan: "EP1", slots: ["staging"] },
  optional: { serviceBus: true },
  eventGrid: { topics: { orders: true } },
};

stage("a plan of what is deployed", () => {
  let on: Deployment;

  beforeAll(async () => {
    on = await deployment({
      environment: "dev",
      variables: { TEST_BACKEND_OPTIONS: JSON.stringify(OPTIONS) },
    });
    await on.rehearsal.synth();
    await on.rehearsal.deploy();
  });
  afterAll(() => on.end());

  test("a plan needs no other right than reading and those of the documented role", async () => {
    const before = on.standIn.exchanges.length;
    const plans = await on.rehearsal.plan();
    expect(Object.values(plans).flatMap(({ changes }) => changes)).toEqual([]);
    const asked = on.standIn.exchanges
      .slice(before)
      .filter(({ method, path }) => !["GET", "HEAD"].includes(method) && path.startsWith("/subscriptions/"))
      .flatMap((exchange) => azureAction(exchange)?.action.toLowerCase() ?? []);
    const plan = planBackend(
      { feedbackApi, processUploadFunction },
      { project: "feedback", location: "eastus2", ...OPTIONS },
    );
    // The keys of storage accounts are kept out of state by not giving this one.
    const allowed = [...leastRights(plan).plan.actions, "Microsoft.Storage/storageAccounts/listKeys/action"];
    expect([...new Set(asked)].sort()).toEqual(allowed.map((action) => action.toLowerCase()).sort());
  });
});
