import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredPlans } from "../../lib/pipeline/stored-plans";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import type { Outcome } from "../../lib/terraform/command";
import { AppProject } from "../support/app-project";
import { assign } from "../support/given-roles";
import { runTool } from "../support/tool";
import { providers, stage } from "./support/stage";
import { makeStateAccount } from "./support/state-account";

const STACKS = ["network", "platform", "workloads"].map((role) => `shop-dev-${role}`);
const HOST = "sttfstate.blob.core.windows.net";

stage("plans that are stored beside the state, and applied as they were reviewed", () => {
  let standIn: StandIn;
  let project: AppProject;

  beforeAll(async () => {
    standIn = await StandIn.start();
    project = new AppProject();
    writeApp("{}");
    await makeStateAccount(standIn, "sttfstate", "tfstate");
    const account = standIn.resource("Microsoft.Storage/storageAccounts", "sttfstate").id;
    const plans = `${account}/blobServices/default/containers/tfstate-plans`;
    standIn.make(plans, { properties: {} });
    assign(standIn, plans, identity.objectId, "ba92f5b4-2d11-453d-a403-e96b0029c9fe");
  });
  afterAll(async () => {
    project.remove();
    await standIn.stop();
  });

  function writeApp(tags: string): void {
    const state = '{ type: "azurerm", storageAccountName: "sttfstate", containerName: "tfstate" }';
    project.writeApp(["dev", "prod"], `{ state: ${state}, tags: ${tags} }`);
  }

  function tool(args: readonly string[]): Promise<Outcome> {
    return runTool(args, {
      cwd: project.folder,
      environment: {
        ...standIn.environment,
        NODE_EXTRA_CA_CERTS: standIn.environment["SSL_CERT_FILE"] ?? "",
        TF_CLI_CONFIG_FILE: providers.current,
      },
    });
  }

  const plan = (key: string, ...more: readonly string[]): Promise<Outcome> =>
    tool(["plan", "--environment", "dev", "--out", "plans", "--store", key, ...more]);
  const deploy = (): Promise<Outcome> => tool(["deploy", "--stored", "plans/stored-plans.json"]);
  const stored = (): StoredPlans =>
    JSON.parse(readFileSync(join(project.folder, "plans", "stored-plans.json"), "utf8")) as StoredPlans;

  /** Resources of the backend; the account of the states is somebody else's. */
  function made(): readonly string[] {
    return standIn.resources.map(({ id }) => id).filter((id) => /rg-shop-/i.test(id));
  }

  function blobs(method: string): readonly string[] {
    return standIn.exchanges
      .filter(
        (each) => each.method === method && each.host === HOST && each.path.startsWith("/tfstate-plans/"),
      )
      .map(({ path }) => path);
  }

  test("a new environment is planned with expected values, stored and reviewed, and nothing is made", async () => {
    const { status, stdout, stderr } = await plan("first");
    expect(stderr).not.toContain("Error");
    expect(status).toBe(2);
    expect(stdout).toContain("stored as first: plans/stored-plans.json");
    expect(Object.keys(stored().stacks)).toEqual(STACKS);
    expect(stored().stacks["shop-dev-workloads"]?.expects).toEqual(["shop-dev-platform"]);
    expect(new Set(blobs("PUT")).size).toBe(7);
    expect(blobs("GET")).toEqual([]);
    const reviewed = await tool(["review", "--plans", "plans", "--stored", "plans/stored-plans.json"]);
    expect(reviewed.stderr).not.toContain("Error");
    expect(stored().verdict).toBeDefined();
    expect(made()).toEqual([]);
  });

  test("what is stored is applied in order; what was expected has come true", async () => {
    const { status, stdout, stderr } = await deploy();
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    expect(
      [...stdout.matchAll(/^(\S+): [1-9]\d* added, 0 changed, 0 destroyed$/gm)].map(([, id]) => id),
    ).toEqual(STACKS);
    expect(stderr).toMatch(/plans stored as first: verdict of the review: \w+ \(/);
    expect(blobs("DELETE")).toHaveLength(6);
  });

  test("a second run of the same plans has nothing to do", async () => {
    const before = made();
    const { status, stdout } = await deploy();
    expect(status).toBe(0);
    expect(stdout).toContain(STACKS.map((id) => `${id}: already applied by an earlier run`).join("\n"));
    expect(made()).toEqual(before);
  });

  test("another configuration than the one that was planned is refused", async () => {
    writeApp("{ team: 'shop' }");
    expect((await plan("second")).status).toBe(2);
    writeApp("{ team: 'others' }");
    const writes = standIn.exchanges.filter(({ method }) => method === "PATCH").length;
    const { status, stderr } = await deploy();
    expect(status).toBe(1);
    for (const id of STACKS) expect(stderr).toContain(`${id}: its configuration has changed.`);
    expect(stderr).toContain(
      "planned now, it would update azurerm_resource_group.resource_group with another tags",
    );
    expect(standIn.exchanges.filter(({ method }) => method === "PATCH")).toHaveLength(writes);
    writeApp("{ team: 'shop' }");
  });

  test("a stack that somebody changed in Azure since the review is not applied with what nobody has reviewed", async () => {
    // Of the platform, which is planned again once the network is applied.
    const group = standIn.resource("Microsoft.Storage/storageAccounts", storageAccount());
    const properties = { ...(group.body["properties"] as object), minimumTlsVersion: "TLS1_0" };
    standIn.make(group.id, { ...group.body, properties });
    const { status, stderr } = await deploy();
    expect(status).toBe(1);
    expect(stderr).toContain("the plan of shop-dev-platform differs from the saved plan. It");
    expect(stderr).toMatch(/- would also change min_tls_version of azurerm_storage_account\.\w+/);
    expect(stderr).toContain(
      "Stopped at shop-dev-platform. Completed: shop-dev-network. Not started: shop-dev-workloads.",
    );
  });

  test("what is planned, reviewed and stored again is applied", async () => {
    const again = await plan("third");
    expect(again.stderr).not.toContain("Error");
    const { status, stdout, stderr } = await deploy();
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    expect(stdout).toContain("shop-dev-network: no changes");
    expect((await tool(["plan", "--environment", "dev"])).status).toBe(0);
  });

  test("a state that has moved since the review is refused, and other content of the blobs too", async () => {
    writeApp("{ team: 'third' }");
    await plan("fourth");
    const [tfplan = ""] = blobs("PUT").filter(
      (path) => path.includes("/fourth/") && path.endsWith(".tfplan"),
    );
    const text = readFileSync(join(project.folder, "plans", "shop-dev-network.tfplan"));
    standIn.putBlob(`https://${HOST}${tfplan}`, Buffer.concat([text, Buffer.from(" ")]));
    expect((await deploy()).stderr).toContain(
      "- not the ones that were reviewed, by their SHA-256: shop-dev-network-",
    );
    standIn.putBlob(`https://${HOST}${tfplan}`, text);
    await tool(["deploy", "--environment", "dev", "--stack", "network"]);
    const { status, stderr } = await deploy();
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /shop-dev-network: its state has changed \(serial \d+ when it was planned, \d+ now\)\./,
    );
  });

  test("a key that has other plans is not written over", async () => {
    const { status, stderr } = await plan("fourth");
    expect(status).toBe(1);
    expect(stderr).toContain("The key fourth has other plans of dev already");
  });

  function storageAccount(): string {
    const ids = made().filter((id) => /storageAccounts\/[^/]+$/i.test(id));
    return ids[0]?.split("/").at(-1) ?? "";
  }
});
