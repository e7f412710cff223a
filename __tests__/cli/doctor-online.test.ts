import { examineAzure } from "../../lib/cli/doctor/azure";
import type { Examined } from "../../lib/cli/doctor/examined";
import type { AzureConnection } from "../../lib/release";
import { AppProject } from "../support/app-project";
import { HOST, connectionTo, deploymentOf, found, subscriptionId } from "../support/doctor-online";
import { Manager, inGroup } from "../support/manager";
import { callTool } from "../support/tool";
import { identity } from "../../lib/stand-in/login";

const deployment = deploymentOf();
const { plan } = deployment;
const { names, resourceGroups } = plan;

const examined = (connection: AzureConnection): Promise<readonly Examined[]> =>
  examineAzure(connection, HOST, subscriptionId, [deployment]);

describe("a subscription that is ready", () => {
  test("everything is ok, every name is free, and nothing is changed", async () => {
    const connection = connectionTo(
      new Manager(Object.values(plan.resourceProviders).flatMap((each) => [...each])),
    );
    const all = await examined(connection);
    expect(all.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(all.map(({ what, found: said }) => `${what}: ${said}`)).toEqual([
      "Login: present",
      "Subscription: Stand-in, Enabled",
      expect.stringMatching(/^Resource providers: all \d+ are registered$/),
      expect.stringMatching(
        /^Rights: the login has all \d+ permissions that a deployment of shop \(dev\) needs$/,
      ),
      `Name ${names.storageAccount}: free`,
      `Name ${names.keyVault}: free`,
      `Name ${names.functionApp}: free`,
      `Name ${names.cosmosAccount}: free`,
    ]);
    for (const { method, url, headers } of connection.sent) {
      expect({
        url,
        reads: method === "GET" || method === "HEAD" || /checkNameAvailability\?/i.test(url),
      }).toEqual({
        url,
        reads: true,
      });
      expect(headers).toMatchObject({ authorization: `Bearer token for https://${HOST}/.default` });
    }
  });
});

describe("a subscription that is not ready", () => {
  test("resource providers that are not registered are a warning, with the commands", async () => {
    const state = found(await examined(connectionTo(new Manager([]))), "Resource providers");
    expect(state).toMatchObject({
      state: "warning",
      found: expect.stringContaining("Microsoft.DocumentDB") as string,
      fix: expect.stringContaining("az provider register --namespace Microsoft.DocumentDB") as string,
    });
  });

  test("names are taken by others, by what was deleted and is kept, or are the backend's own", async () => {
    const manager = new Manager();
    manager.put(inGroup(`Microsoft.Storage/storageAccounts/${names.storageAccount}`), {
      location: "eastus2",
      sku: { name: "Standard_LRS" },
      kind: "StorageV2",
      properties: {},
    });
    const vault = inGroup(`Microsoft.KeyVault/vaults/${names.keyVault}`);
    manager.put(vault, {
      location: "eastus2",
      properties: { tenantId: identity.tenantId, sku: { family: "A", name: "standard" } },
    });
    manager.send("DELETE", vault);
    const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroups.platform}`;
    manager.put(group, { location: "eastus2" });
    manager.put(`${group}/providers/Microsoft.DocumentDB/databaseAccounts/${names.cosmosAccount}`, {
      location: "eastus2",
      properties: {
        databaseAccountOfferType: "Standard",
        locations: [{ locationName: "eastus2", failoverPriority: 0 }],
      },
    });
    const all = await examined(connectionTo(manager));
    expect(found(all, `Name ${names.storageAccount}`)).toEqual({
      what: `Name ${names.storageAccount}`,
      state: "problem",
      found: `The name '${names.storageAccount}' is already taken.`,
      fix: "choose another name with names.storageAccount or nameSuffix",
    });
    expect(found(all, `Name ${names.keyVault}`)).toMatchObject({ state: "problem" });
    expect(found(all, `Name ${names.cosmosAccount}`)).toMatchObject({
      state: "ok",
      found: "belongs to this backend",
    });
    expect(found(all, `Name ${names.functionApp}`)).toMatchObject({ state: "ok", found: "free" });
  });

  test.each([
    ["Disabled", "problem"],
    ["Warned", "warning"],
  ])("a subscription that is %s is a %s", async (state, level) => {
    const connection = connectionTo(new Manager(), ({ url }) =>
      new URL(url).pathname === `/subscriptions/${subscriptionId}`
        ? { status: 200, headers: {}, body: JSON.stringify({ displayName: "Ours", state }) }
        : undefined,
    );
    expect(found(await examined(connection), "Subscription")).toMatchObject({ state: level });
  });

  test("a subscription that the login does not see is a problem, and nothing else is asked", async () => {
    const connection = connectionTo(new Manager(), () => ({ status: 404, headers: {}, body: "{}" }));
    expect(await examined(connection)).toEqual([
      { what: "Login", state: "ok", found: "present" },
      expect.objectContaining({ what: "Subscription", state: "problem" }),
    ]);
    expect(connection.sent).toHaveLength(1);
  });

  test("a login that is missing is a problem", async () => {
    const connection = { ...connectionTo(new Manager()), token: () => Promise.reject(new Error("no login")) };
    expect(await examined(connection)).toEqual([
      {
        what: "Login",
        state: "problem",
        found: "no login",
        fix: expect.stringContaining("az login") as string,
      },
    ]);
  });

  test("what Azure does not tell this login is not known, and the rest is told", async () => {
    const refusing = connectionTo(new Manager(), ({ method, url }) =>
      method === "POST" || url.includes("/providers/Microsoft.Web?")
        ? { status: 403, headers: {}, body: "{}" }
        : undefined,
    );
    const all = await examined(refusing);
    for (const what of ["Resource providers", `Name ${names.storageAccount}`])
      expect(found(all, what)).toMatchObject({ state: "warning", found: "unknown: Azure returned 403" });
    expect(found(all, `Name ${names.cosmosAccount}`)).toMatchObject({ state: "ok" });
  });

  test("an Azure that cannot be reached is a problem", async () => {
    const unreachable = { ...connectionTo(new Manager()), send: () => Promise.reject(new Error("no route")) };
    expect(await examined(unreachable)).toEqual([
      { what: "Login", state: "ok", found: "present" },
      expect.objectContaining({ what: "Azure", state: "problem", found: "no route" }),
    ]);
  });
});

test("a subscription that nobody names is a problem, and no request is sent", async () => {
  const project = new AppProject();
  try {
    project.recordApp();
    project.writeApp(["dev"]);
    const { status, stdout } = await callTool(["doctor", "--online", "--json"], {
      cwd: project.folder,
      variables: {},
    });
    expect(status).toBe(1);
    const { examined: all } = JSON.parse(stdout) as { readonly examined: readonly Examined[] };
    expect(found(all, "Subscription")).toMatchObject({
      state: "problem",
      found: "--online needs a subscription, but the app sets none",
    });
    expect(found(all, "Login")).toBeUndefined();
  } finally {
    project.remove();
  }
});
