import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Result } from "../../../lib/cli/command";
import { afterDestroy, afterDestroyLines } from "../../../lib/cli/pull-requests/after-destroy";
import { destroy } from "../../../lib/cli/run/destroy";
import type { HttpRequest, HttpResponse } from "../../../lib/http/exchange";
import type { AzureConnection } from "../../../lib/release";
import type { StateVersion } from "../../../lib/terraform/states";
import type { AppProject } from "../../support/app-project";
import { connectionTo, subscriptionId } from "../../support/doctor-online";
import { fakeTerraform } from "../../support/fake-terraform";
import { Manager } from "../../support/manager";
import { planned } from "../../support/planned";
import { pullRequestProject, surroundingsIn } from "../../support/pull-request-app";

const GROUP = `/subscriptions/${subscriptionId}/resourceGroups/rg-shop-pr-12-platform`;
const EMPTY = JSON.stringify({ lineage: "a", serial: 1, resources: [] });
const FILLED = JSON.stringify({
  lineage: "a",
  serial: 1,
  resources: [{ mode: "managed", type: "azurerm_key_vault", instances: [] }],
});

const projects: AppProject[] = [];
afterAll(() => {
  for (const project of projects) project.remove();
});

function projectWith(options?: string): AppProject {
  const project = pullRequestProject(options);
  projects.push(project);
  return project;
}

const vaultName =
  planned({ project: "shop", location: "westeurope", environment: "pr-12" }).names.keyVault ?? "";
const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/${vaultName}`;
const DELETED = `/subscriptions/${subscriptionId}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/${vaultName}`;

/** Azure after a destroy that was interrupted before its vault was purged. */
function withDeletedVault(group = GROUP, properties = {}): Manager {
  const manager = new Manager();
  manager.put(group, { location: "westeurope" });
  const vault = VAULT.replace(GROUP, group);
  manager.put(vault, {
    location: "westeurope",
    properties: { tenantId: "t", sku: { family: "A", name: "standard" }, ...properties },
  });
  manager.send("DELETE", vault);
  return manager;
}

/** Of a project whose states are empty, unless they are given. */
function destroyed(
  project: AppProject,
  connection: AzureConnection,
  {
    state = EMPTY,
    environment = "pr-12",
    variables,
    stack = [],
  }: {
    readonly state?: string;
    readonly environment?: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly stack?: readonly string[];
  } = {},
): Promise<Result> {
  const terraform = fakeTerraform(project.folder, "1.11.4", {
    init: { says: "" },
    state: { says: state },
  });
  return destroy(
    { app: undefined, environment, stack, terraform, verbose: false },
    surroundingsIn(project.folder, variables),
    undefined,
    () => connection,
  );
}

describe("a name that Azure keeps", () => {
  test("a vault that an interrupted destroy has left is purged, and its name is free", async () => {
    const manager = withDeletedVault();
    // Another vault of this name is refused, as in Azure, until it is purged.
    const again = {
      location: "westeurope",
      properties: { tenantId: "t", sku: { family: "A", name: "standard" } },
    };
    expect(manager.refusal("PUT", VAULT, again)).toContain("409 ConflictError");
    const { ended, text, json } = await destroyed(projectWith(), connectionTo(manager));
    expect({ ended, json }).toMatchObject({
      ended: "done",
      json: { names: [{ what: `key vault ${vaultName}`, result: "purged" }], problems: [] },
    });
    expect(text).toContain(`key vault ${vaultName}: purged`);
    expect(manager.refusal("PUT", VAULT, again)).toBeUndefined();
  });

  test("a second destroy finds nothing, and is fine", async () => {
    const project = projectWith();
    const manager = withDeletedVault();
    await destroyed(project, connectionTo(manager));
    const { ended, text } = await destroyed(project, connectionTo(manager));
    expect(ended).toBe("done");
    expect(text).toBe(
      [
        "shop-pr-12-workloads: nothing to destroy",
        "shop-pr-12-platform: nothing to destroy",
        "shop-pr-12-network: nothing to destroy",
        `key vault ${vaultName}: free`,
        "state state/shop-pr-12-network.tfstate: removed",
        "state state/shop-pr-12-platform.tfstate: removed",
        "state state/shop-pr-12-workloads.tfstate: removed",
      ].join("\n"),
    );
  });

  test("a vault of somebody else's is left alone", async () => {
    const manager = withDeletedVault(GROUP.replace("rg-shop-pr-12", "rg-other"));
    const { ended, text } = await destroyed(projectWith(), connectionTo(manager));
    expect(ended).toBe("failed");
    expect(text).toContain(
      `still there: key vault ${vaultName}: the deleted one was ${VAULT.replace("rg-shop-pr-12", "rg-other")}`,
    );
    expect(manager.send("GET", DELETED).status).toBe(200);
  });

  test("a purge that is refused names the right, and the rest is done all the same", async () => {
    const project = projectWith();
    const refusing = connectionTo(withDeletedVault(), ({ url }) =>
      url.includes("/purge?")
        ? { status: 403, headers: {}, body: '{"error":{"code":"AuthorizationFailed"}}' }
        : undefined,
    );
    const { ended, json } = await destroyed(project, refusing);
    expect(ended).toBe("failed");
    expect(json["problems"]).toEqual([
      `key vault ${vaultName}: Azure answered 403 AuthorizationFailed and does not let this login purge it: ` +
        "the login needs Microsoft.KeyVault/locations/deletedVaults/purge/action",
    ]);
    expect(json["states"]).toHaveLength(3);
  });

  test("a purge that does not end is said after a while", async () => {
    const endless = connectionTo(withDeletedVault(), ({ url }) =>
      url.includes("/purge?") ? { status: 202, headers: {}, body: "" } : undefined,
    );
    const { json } = await destroyed(projectWith(), endless);
    expect(json["names"]).toMatchObject([
      { result: "taken", problem: expect.stringContaining("later") as string },
    ]);
  });

  test("without a login or a subscription, what was not checked is said", async () => {
    const manager = new Manager();
    const nobody = { ...connectionTo(manager), token: () => Promise.reject(new Error("nobody")) };
    const { ended, text } = await destroyed(projectWith(), nobody);
    expect(ended).toBe("failed");
    expect(text).toContain("still there: names: nobody: run az login");
    const unnamed = await destroyed(projectWith(), connectionTo(manager), { variables: {} });
    expect(unnamed.text).toContain("still there: names: not checked, since no subscription is set");
  });
});

describe("the states of a destroyed environment", () => {
  const AZURERM =
    '{ state: { type: "azurerm", storageAccountName: "sttfstateacme", containerName: "tfstate-pr" } }';
  const blobs = (answer: (request: HttpRequest) => HttpResponse) => {
    const deleted: string[] = [];
    const connection = connectionTo(new Manager(), (request) => {
      if (!request.url.startsWith("https://sttfstateacme.blob.core.windows.net/")) return undefined;
      deleted.push(`${request.method} ${new URL(request.url).pathname}`);
      return answer(request);
    });
    return { connection, deleted };
  };
  const VERSION = { "x-ms-version": "2023-11-03" };

  test("blobs of the state are deleted; one that is missing already is fine", async () => {
    const { connection, deleted } = blobs(({ url }) =>
      url.endsWith("/network.tfstate")
        ? { status: 404, headers: { ...VERSION, "x-ms-error-code": "BlobNotFound" }, body: "" }
        : { status: 202, headers: VERSION, body: "" },
    );
    const { ended, json } = await destroyed(projectWith(AZURERM), connection);
    expect(ended).toBe("done");
    const keys = ["network", "platform", "workloads"].map((role) => `shop/pr-12/${role}.tfstate`);
    expect(deleted).toEqual(keys.map((key) => `DELETE /tfstate-pr/${key}`));
    expect(json["states"]).toEqual(keys.map((key) => `sttfstateacme/tfstate-pr/${key}`));
  });

  test("a blob that may not be deleted is said, with the right", async () => {
    const { connection } = blobs(() => ({
      status: 403,
      headers: { ...VERSION, "x-ms-error-code": "AuthorizationPermissionMismatch" },
      body: "",
    }));
    const { ended, text } = await destroyed(projectWith(AZURERM), connection);
    expect(ended).toBe("failed");
    expect(text).toContain("containers/blobs/delete");
  });

  test("local files of the state are deleted, and those of others stay", async () => {
    const project = projectWith();
    const folder = join(project.folder, "state");
    mkdirSync(folder);
    for (const name of [
      "shop-pr-12-network.tfstate",
      "shop-pr-12-network.tfstate.backup",
      "shop-pr-1-network.tfstate",
    ])
      writeFileSync(join(folder, name), "{}");
    await destroyed(project, connectionTo(new Manager()));
    expect(readdirSync(folder)).toEqual(["shop-pr-1-network.tfstate"]);
  });

  test("a state that still has resources is never removed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "states-"));
    const plan = planned({ project: "shop", location: "westeurope", environment: "pr-12" });
    const file = join(folder, "state", "shop-pr-12-network.tfstate");
    mkdirSync(dirname(file));
    writeFileSync(file, FILLED);
    const version = (id: string) =>
      Promise.resolve(id === plan.stackIds.workloads ? (JSON.parse(FILLED) as StateVersion) : undefined);
    const deployment = { commands: { outdir: join(folder, "cdktf.out") }, states: { version } };
    const { problems, states } = await afterDestroy(
      plan,
      deployment as unknown as Parameters<typeof afterDestroy>[1],
      surroundingsIn(folder),
      () => connectionTo(new Manager()),
    );
    expect(states).toEqual([]);
    expect(problems).toEqual([
      "states: the state of shop-pr-12-workloads still has resources: it stays. Run the same command again.",
    ]);
    expect(existsSync(file)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test("of dev, and of single stacks, everything stays as it was", async () => {
    const project = projectWith();
    const connection = connectionTo(new Manager());
    expect((await destroyed(project, connection, { environment: "dev" })).json).not.toHaveProperty("names");
    expect((await destroyed(project, connection, { stack: ["workloads"] })).json).not.toHaveProperty("names");
    expect(connection.sent).toEqual([]);
  });
});

test.each<[string, object, string]>([
  [
    "HCP Terraform",
    { type: "cloud", organization: "acme" },
    "workspaces shop-pr-12-network, shop-pr-12-platform, shop-pr-12-workloads: empty, delete them in app.terraform.io",
  ],
  [
    "S3",
    { type: "s3", config: { bucket: "b" } },
    "states of shop-pr-12-network, shop-pr-12-platform, shop-pr-12-workloads: empty, delete them in the backend s3",
  ],
])("what stays in %s is said", (_where, state, line) => {
  const plan = planned({ project: "shop", environment: "pr-12", state: state as never });
  expect(afterDestroyLines(plan, { names: [], states: [], problems: [] })).toEqual([line]);
});
