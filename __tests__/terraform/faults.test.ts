import { copyFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Response } from "../../lib/stand-in/exchange";
import { type Deployment, deployment, stage } from "./support/stage";

const NETWORK = "feedback-prod-network";
const PLATFORM = "feedback-prod-platform";
const WORKLOADS = "feedback-prod-workloads";
const COSMOS = "Microsoft.DocumentDB/databaseAccounts";
const SECRET = "Microsoft.KeyVault/vaults/secrets";

function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Response {
  return { status, headers, body: { error: { code, message: `${code} on purpose` } } };
}

stage("when something goes wrong", () => {
  let on: Deployment;

  beforeAll(async () => {
    // The tests destroy stacks in the middle.
    const options = { environment: "prod", safeguards: { locks: false, preventDestroy: false } };
    on = await deployment({
      environment: "prod",
      variables: { TEST_BACKEND_OPTIONS: JSON.stringify(options) },
    });
    await on.rehearsal.synth();
  });
  afterEach(() => {
    on.standIn.clearFaults();
  });
  afterAll(() => {
    on.report("faults");
    return on.end();
  });

  test("a login that fails shows Microsoft's message, and no resource is made", async () => {
    const description = "AADSTS7000215: Invalid client secret provided.";
    const body = { error: "invalid_client", error_description: description };
    on.standIn.fault({ path: "/oauth2/", times: 100, response: { status: 401, body } });
    const { status, stderr } = await on.workspace.apply(NETWORK);
    expect(status).toBe(1);
    expect(stderr).toContain(description);
    expect(on.standIn.resources).toEqual([]);
  });

  test("a right that is missing for one resource fails that one alone, and the next run completes", async () => {
    on.standIn.fault({
      method: "PUT",
      path: "privatelink.queue.core.windows.net",
      times: 100,
      response: refusal(403, "AuthorizationFailed"),
    });
    const { status, stderr } = await on.workspace.apply(NETWORK);
    expect(status).toBe(1);
    expect(stderr).toContain("AuthorizationFailed on purpose");
    expect(stderr).toContain("azurerm_private_dns_zone.private_dns_zone_queue_core_windows_net");
    expect(on.standIn.resource("Microsoft.Network/virtualNetworks").name).toBe("vnet-feedback-prod");

    on.standIn.clearFaults();
    const again = await on.workspace.apply(NETWORK);
    expect(again.stdout).toContain("Resources: 2 added, 0 changed, 0 destroyed");
    expect((await on.workspace.plan(NETWORK)).changes).toEqual([]);
  });

  test("a deployment waits for an Azure that is busy, out of order or slow", async () => {
    const planned = (await on.workspace.plan(PLATFORM)).changes.length;
    const happened = on.standIn.faultsHappened;
    const busy = refusal(429, "TooManyRequests", { "Retry-After": "1" });
    on.standIn.fault({ method: "PUT", path: COSMOS, response: busy });
    on.standIn.fault({
      method: "PUT",
      path: "/privateEndpoints/",
      response: refusal(500, "InternalServerError"),
    });
    on.standIn.fault({ method: "PUT", path: /workspaces\/[^/]+$/, pending: 3 });
    const { stdout } = await on.workspace.apply(PLATFORM);
    expect(planned).toBeGreaterThan(30);
    expect(stdout).toContain(`Resources: ${planned} added, 0 changed, 0 destroyed`);
    expect(on.standIn.faultsHappened).toBe(happened + 3);
    expect((await on.workspace.plan(PLATFORM)).changes).toEqual([]);
  });

  test("a conflict with another client's change fails that resource alone, and the next run completes", async () => {
    on.standIn.fault({ method: "PUT", path: /serverfarms\/[^/]+$/i, response: refusal(409, "Conflict") });
    const { status, stderr } = await on.workspace.apply(WORKLOADS);
    expect(status).toBe(1);
    expect(stderr).toContain("Conflict on purpose");
    expect(stderr).toContain("azurerm_service_plan.service_plan");
  });

  test("an interrupted run stops making its resources, and the next one completes", async () => {
    const cut = new AbortController();
    on.standIn.fault({
      method: "PUT",
      path: /sites\/[^/]+$/i,
      happens: () => {
        cut.abort("SIGINT");
      },
    });
    const { status, stderr } = await on.workspace.apply(WORKLOADS, cut.signal);
    expect(status).toBe(1);
    expect(stderr).toMatch(/execution halted|context canceled/);
    await resume(WORKLOADS);
    expect((await on.workspace.plan(WORKLOADS)).changes).toEqual([]);
  });

  test("a state that is missing stops its readers, and works again once it is back", async () => {
    const state = on.workspace.stateFile(NETWORK);
    renameSync(state, `${state}.away`);
    await expect(on.workspace.plan(PLATFORM)).rejects.toThrow("Unable to find remote state");
    renameSync(`${state}.away`, state);
    expect((await on.workspace.plan(PLATFORM)).changes).toEqual([]);
  });

  test("an output that an earlier release put out and a later one does not is read with its old value", async () => {
    const state = on.workspace.stateFile(NETWORK);
    const whole = readFileSync(state, "utf8");
    const { outputs, ...rest } = JSON.parse(whole) as { readonly outputs: Readonly<Record<string, unknown>> };
    const { networking_private_endpoints_subnet_id: gone, ...left } = outputs;
    expect(gone).toBeDefined();
    writeFileSync(state, JSON.stringify({ ...rest, outputs: left }));
    expect((await on.workspace.plan(PLATFORM)).changes).toEqual([]);
    writeFileSync(state, whole);
  });

  test("a state that is lost makes no resource twice and changes none", async () => {
    const state = on.workspace.stateFile(PLATFORM);
    const before = JSON.stringify(on.standIn.resources);
    renameSync(state, `${state}.away`);
    const { status, stderr } = await on.workspace.apply(PLATFORM);
    expect(status).toBe(1);
    expect(stderr).toContain(
      "already exists - to be managed via Terraform this resource needs to be imported",
    );
    expect(JSON.stringify(on.standIn.resources)).toBe(before);
    copyFileSync(`${state}.away`, state);
    expect((await on.workspace.plan(PLATFORM)).changes).toEqual([]);
  });

  test("a machine that dies in the middle of the second stack leaves resources that can be imported", async () => {
    for (const stack of [WORKLOADS, PLATFORM]) {
      const destroyed = await on.workspace.terraform(stack, ["destroy", "-auto-approve", "-no-color"]);
      expect(destroyed.stderr).toBe("");
    }
    const cut = new AbortController();
    on.standIn.fault({
      method: "PUT",
      path: new RegExp(`${COSMOS}/[^/]+$`, "i"),
      // Others are under way by then, or done.
      happens: () => {
        setTimeout(() => {
          cut.abort("SIGKILL");
        }, 15_000);
      },
    });
    expect((await on.workspace.apply(PLATFORM, cut.signal)).status).not.toBe(0);
    const secret = on.standIn.resources.find(({ type }) => type === SECRET);

    const imported = await resume(PLATFORM);
    expect(imported).toContain("azurerm_cosmosdb_account.cosmos");
    expect((await on.workspace.plan(PLATFORM)).changes).toEqual([]);
    // What was made before the cut is what it was: nothing drew its secret again.
    if (secret !== undefined) expect(on.standIn.resource(SECRET).body).toEqual(secret.body);
  });

  /** What the documentation says: import what the message names, and apply again. Returns what was imported. */
  async function resume(stack: string): Promise<readonly string[]> {
    const imported: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { status, stderr } = await on.workspace.apply(stack);
      if (status === 0) return imported;
      const left = [
        ...stderr.matchAll(/a resource with the ID "([^"]+)" already exists[^]*?with ([\w.-]+),/g),
      ];
      if (left.length === 0) throw new Error(stderr);
      for (const [, id = "", address = ""] of left) {
        const done = await on.workspace.terraform(stack, ["import", "-no-color", address, id]);
        if (done.status !== 0) throw new Error(done.stderr);
        imported.push(address);
      }
    }
    throw new Error(`${stack} was not complete after ${imported.join(", ")}`);
  }
});
