import { request } from "node:https";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { connect as connectSecurely } from "node:tls";
import type { JsonObject } from "../../lib/stand-in/json";
import { identity } from "../../lib/stand-in/login";
import { StandIn } from "../../lib/stand-in/stand-in";
import { evaluate } from "../../lib/stand-in/template/expression";
import { GROUP, Manager, inGroup } from "../support/manager";

const VAULT = inGroup("Microsoft.KeyVault/vaults/kv-one");
const DEPLOYMENT = inGroup("Microsoft.Resources/deployments/secret");

const template = {
  parameters: { first: { type: "secureString", defaultValue: "[newGuid()]" } },
  resources: [
    {
      type: "Microsoft.KeyVault/vaults/secrets",
      apiVersion: "2023-07-01",
      name: "kv-one/jwt",
      properties: { value: "[concat('a-', parameters('first'))]" },
    },
  ],
  outputs: { where: { type: "string", value: "[resourceId('Microsoft.KeyVault/vaults', 'kv-one')]" } },
};

describe("resources", () => {
  test("resources are kept, listed, patched and deleted", () => {
    const manager = new Manager();
    manager.put(VAULT, { location: "eastus2", tags: { a: "1" }, properties: {} });
    expect(manager.get(VAULT.toLowerCase())).toMatchObject({
      id: VAULT,
      name: "kv-one",
      type: "Microsoft.KeyVault/vaults",
      properties: { vaultUri: "https://kv-one.vault.azure.net/", provisioningState: "Succeeded" },
    });
    manager.send("PATCH", VAULT, { tags: { b: "2", a: null } });
    expect(manager.get(VAULT)["tags"]).toEqual({ b: "2" });
    expect(manager.get(inGroup("Microsoft.KeyVault/vaults"))["value"]).toHaveLength(1);
    expect(manager.send("DELETE", VAULT).status).toBe(200);
    expect(manager.refusal("GET", VAULT)).toContain("404 ResourceNotFound");
    expect(manager.send("DELETE", VAULT).status).toBe(204);
  });

  test("resources need their group and their parent", () => {
    const manager = new Manager();
    const elsewhere = VAULT.replace("/rg/", "/other/");
    expect(manager.refusal("PUT", elsewhere, {})).toContain("404 ResourceGroupNotFound");
    expect(manager.refusal("PUT", `${VAULT}/secrets/a`, {})).toContain("404 ParentResourceNotFound");
  });

  test("resources of a group are listed without their children, which tells whether a group is empty", () => {
    const manager = new Manager();
    const listed = (): unknown => manager.get(`${GROUP}/resources`)["value"];
    expect(listed()).toEqual([]);
    manager.put(VAULT, {});
    manager.put(`${VAULT}/secrets/a`, { properties: { value: "x" } });
    expect(listed()).toEqual([{ id: VAULT, name: "kv-one", type: "Microsoft.KeyVault/vaults" }]);
  });

  test("resources of an unknown type are an error that names the type", () => {
    const manager = new Manager();
    expect(manager.refusal("PUT", inGroup("Microsoft.Foo/bars/a"), {})).toContain(
      "the stand-in knows no resources of type Microsoft.Foo/bars",
    );
    manager.put(VAULT, {});
    expect(manager.refusal("POST", `${VAULT}/listThings`)).toContain("knows no action listThings");
  });

  test("a deleted vault keeps its name until it is recovered or purged", () => {
    const manager = new Manager();
    manager.put(VAULT, { properties: {} });
    manager.send("DELETE", VAULT);
    expect(manager.refusal("PUT", VAULT, { properties: {} })).toContain("409 ConflictError");
    const deleted = `/subscriptions/${identity.subscriptionId}/providers/Microsoft.KeyVault/locations/eastus2/deletedVaults/kv-one`;
    expect(manager.send("GET", deleted).status).toBe(200);
    expect(manager.refusal("PUT", VAULT, { properties: { createMode: "recover" } })).toBeUndefined();
    expect(manager.send("GET", deleted).status).toBe(404);
    manager.send("DELETE", VAULT);
    const purged = manager.send("POST", `${deleted}/purge`);
    expect(purged.status).toBe(202);
    const operation = new URL(purged.headers?.["Location"] ?? "").pathname;
    expect(manager.send("GET", operation).body).toMatchObject({ status: "Succeeded" });
    expect(manager.refusal("PUT", VAULT, { properties: {} })).toBeUndefined();
  });

  test("resources that take time are followed by an operation", () => {
    const manager = new Manager();
    const response = manager.send("PUT", inGroup("Microsoft.Network/networkSecurityGroups/nsg"), {});
    const operation = new URL(response.headers?.["Azure-AsyncOperation"] ?? "");
    expect(response.status).toBe(201);
    expect(response.headers?.["Retry-After"]).toBe("0");
    expect(manager.send("GET", operation.pathname).body).toMatchObject({ status: "Succeeded" });
  });

  test("resources have keys that are recognised wherever they go", () => {
    const manager = new Manager();
    const storage = inGroup("Microsoft.Storage/storageAccounts/stone");
    manager.put(storage, {});
    const { keys } = manager.send("POST", `${storage}/listKeys`).body as { keys: { value: string }[] };
    expect(Buffer.from(keys[0]?.value ?? "", "base64").toString()).toBe("stand-in-key stone key1");
  });
});

describe("template deployments", () => {
  function deployed(properties: object = {}): Manager {
    const manager = new Manager();
    manager.put(VAULT, {});
    manager.put(DEPLOYMENT, { properties: { template, mode: "Incremental", ...properties } });
    return manager;
  }

  test("template deployments draw a secret that no response holds", () => {
    const manager = deployed();
    const [drawn] = manager.manager.drawn;
    const kept = manager.manager.store.get(`${VAULT}/secrets/jwt`);
    expect(kept?.body).toMatchObject({ properties: { value: `a-${drawn ?? ""}` } });
    const returned = [
      manager.get(DEPLOYMENT),
      manager.get(`${VAULT}/secrets/jwt`),
      manager.send("POST", `${DEPLOYMENT}/exportTemplate`).body,
    ];
    expect(JSON.stringify(returned)).not.toContain(drawn);
    expect(manager.get(DEPLOYMENT)).toMatchObject({
      properties: {
        parameters: { first: { type: "secureString" } },
        outputs: { where: { type: "string", value: VAULT } },
        outputResources: [{ id: `${VAULT}/secrets/jwt` }],
      },
    });
  });

  test("template deployments draw another secret each time", () => {
    const manager = deployed();
    manager.put(DEPLOYMENT, { properties: { template, mode: "Incremental" } });
    expect(new Set(manager.manager.drawn).size).toBe(2);
  });

  test("template deployments refuse parameters that are null, missing or not declared", () => {
    const given = (parameters: object) =>
      deployed().refusal("PUT", DEPLOYMENT, {
        properties: { template, parameters: parameters as never },
      });
    expect(given({ first: { value: null } })).toContain(
      "400 InvalidTemplate: The value for the template parameter 'first' is null",
    );
    expect(given({ second: { value: "x" } })).toContain("'second' is not declared");
    const missing = { ...template, parameters: { first: { type: "string" } } };
    expect(deployed().refusal("PUT", DEPLOYMENT, { properties: { template: missing } })).toContain(
      "is not provided",
    );
  });

  test("template deployments read keys of accounts, and draw nothing outside of a parameter's default", () => {
    const manager = new Manager();
    const storage = inGroup("Microsoft.Storage/storageAccounts/stone");
    manager.put(VAULT, {});
    manager.put(storage, {});
    const secret = (value: string) => ({
      properties: {
        template: {
          resources: [{ ...template.resources[0], properties: { value } }],
        },
      },
    });
    const key =
      "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'stone'), '2023-05-01').keys[0].value]";
    manager.put(DEPLOYMENT, secret(key));
    const kept = manager.manager.store.get(`${VAULT}/secrets/jwt`);
    expect(JSON.stringify(kept?.body)).toContain(Buffer.from("stand-in-key stone key1").toString("base64"));
    expect(manager.refusal("PUT", DEPLOYMENT, secret("[newGuid()]") as never)).toContain(
      "knows no template function newGuid",
    );
  });

  test("template deployments evaluate expressions as ARM does", () => {
    const functions = (name: string) =>
      name === "up"
        ? (text: unknown) => String(text).toUpperCase()
        : name === "pair"
          ? () => [{ a: ["x", 1] }]
          : undefined;
    expect(evaluate("plain", functions)).toBe("plain");
    expect(evaluate("[[plain]", functions)).toBe("[plain]");
    expect(evaluate("[up('it''s')]", functions)).toBe("IT'S");
    expect(evaluate("[pair()[0].a[1]]", functions)).toBe(1);
    expect(() => evaluate("[down('x')]", functions)).toThrow("no template function down");
    expect(() => evaluate("[up('x']", functions)).toThrow("not closed");
    expect(() => evaluate("[up('x') 'y']", functions)).toThrow("ends too early");
    expect(() => evaluate("[pair().b]", functions)).toThrow("reads b, which is not there");
  });
});

describe("the server", () => {
  let standIn: StandIn;

  beforeAll(async () => {
    standIn = await StandIn.start();
  });
  afterAll(() => standIn.stop());

  /** A request the way Terraform makes one: through the proxy, trusting the certificate. */
  function get(host: string, path: string): Promise<{ status: number; text: string }> {
    const proxy = new URL(standIn.environment["HTTPS_PROXY"] ?? "");
    return new Promise((resolve, reject) => {
      const socket = connect(Number(proxy.port), proxy.hostname, () => {
        socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
        socket.once("data", (data) => {
          if (!data.toString().includes(" 200 ")) {
            reject(new Error(data.toString().split("\r\n")[0]));
            return;
          }
          const ca = readFileSync(standIn.environment["SSL_CERT_FILE"] ?? "");
          const secure = connectSecurely({ socket, servername: host, ca });
          request({ host, path, createConnection: () => secure }, (response) => {
            let text = "";
            response.on("data", (chunk: Buffer) => (text += chunk.toString()));
            response.on("end", () => {
              resolve({ status: response.statusCode ?? 0, text });
            });
          })
            .on("error", reject)
            .end();
        });
      });
      socket.on("error", reject);
    });
  }

  test("the server answers for Azure's host names, on this machine alone, and records the requests", async () => {
    expect(standIn.environment["HTTPS_PROXY"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { status, text } = await get(
      "management.azure.com",
      `/subscriptions/${identity.subscriptionId}?api-version=1`,
    );
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ subscriptionId: identity.subscriptionId });
    expect(standIn.exchanges.at(-1)).toMatchObject({
      method: "GET",
      host: "management.azure.com",
      status: 200,
    });
    expect((await get("management.azure.com", "//metadata/endpoints?api-version=2018-01-01")).text).toContain(
      "eastus2",
    );
  });

  test("the server connects to nothing else", async () => {
    await expect(get("example.com", "/")).rejects.toThrow("403 Forbidden");
  });

  test("the server refuses requests from outside to a closed service", async () => {
    standIn.make(GROUP, { location: "eastus2" });
    standIn.make(VAULT, { properties: { publicNetworkAccess: "Disabled" } });
    expect((await get("kv-one.vault.azure.net", "/secrets/jwt")).status).toBe(403);
    standIn.make(VAULT, { properties: { publicNetworkAccess: "Enabled" } });
    expect((await get("kv-one.vault.azure.net", "/secrets/jwt")).status).toBe(401);
    expect((await get("kv-two.vault.azure.net", "/secrets/jwt")).status).toBe(404);
  });

  test("the server refuses requests to a closed slot or deployment site, and lets the others answer", async () => {
    standIn.make(GROUP, { location: "eastus2" });
    const plan = inGroup("Microsoft.Web/serverfarms/plan");
    standIn.make(plan, { location: "eastus2", sku: { name: "EP1" } });
    const site = (siteConfig: JsonObject) => ({
      location: "eastus2",
      properties: { serverFarmId: plan, siteConfig },
    });
    const app = inGroup("Microsoft.Web/sites/app");
    standIn.make(app, site({ scmIpSecurityRestrictionsDefaultAction: "Deny" }));
    standIn.make(`${app}/slots/staging`, site({ ipSecurityRestrictionsDefaultAction: "Deny" }));
    const statusOf = async (host: string) => (await get(`${host}.azurewebsites.net`, "/api/feedback")).status;
    // Open, and without code.
    expect(await statusOf("app")).toBe(503);
    expect(await statusOf("app.scm")).toBe(403);
    expect(await statusOf("app-staging")).toBe(403);
    expect(await statusOf("app-staging.scm")).toBe(401);
    expect(await statusOf("app-blue")).toBe(404);
  });

  test("the server shows that an open account exists, to callers without any role", async () => {
    standIn.make(GROUP, { location: "eastus2" });
    standIn.make(inGroup("Microsoft.Storage/storageAccounts/stone"), {
      properties: { publicNetworkAccess: "Enabled" },
    });
    // azurerm waits for that, and takes 404 for an account that is not there yet.
    expect((await get("stone.blob.core.windows.net", "/?restype=service&comp=properties")).status).toBe(401);
    expect((await get("stone.blob.core.windows.net", "/uploads/a.txt")).status).toBe(404);
  });

  test("the server causes the chosen faults, as often as they are set", async () => {
    standIn.fault({
      path: "/subscriptions",
      times: 2,
      response: { status: 429, headers: { "Retry-After": "1" } },
    });
    const asked = [0, 1, 2].map(() => get("management.azure.com", "/subscriptions"));
    const statuses = (await Promise.all(asked)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 429, 429]);
    expect(standIn.faultsHappened).toBe(2);
  });
});
