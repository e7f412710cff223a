import { planBackend } from "../../lib";
import { examineAzure } from "../../lib/cli/doctor/azure";
import { nameChecks, notAsked } from "../../lib/cli/doctor/global-names";
import type { Examined } from "../../lib/cli/doctor/examined";
import { allNameRules } from "../../lib/decide/names/name-rules";
import type { HttpRequest, HttpResponse } from "../../lib/http/exchange";
import type { AzureConnection } from "../../lib/release";
import { Refusal, type Response } from "../../lib/stand-in/exchange";
import { identity } from "../../lib/stand-in/login";
import { AppProject } from "../support/app-project";
import { Manager, inGroup } from "../support/manager";
import { feedbackApi } from "../support/sample";
import { HurriedClock } from "../support/stand-in-connection";
import { callTool } from "../support/tool";

const HOST = "management.azure.com";
const { subscriptionId } = identity;
const plan = planBackend({ feedbackApi }, { project: "shop", location: "eastus2" });
const { names, resourceGroups } = plan;

/** A connection to a stand-in without a server, that keeps what was sent. */
function connectionTo(
  manager: Manager,
  instead: (request: HttpRequest) => HttpResponse | undefined = () => undefined,
): AzureConnection & { readonly sent: readonly HttpRequest[] } {
  const sent: HttpRequest[] = [];
  const answer = ({ method, url, body }: HttpRequest): Response => {
    const { pathname, search } = new URL(url);
    try {
      return manager.send(
        method,
        `${pathname}${search}`,
        typeof body === "string" ? (JSON.parse(body) as object as never) : undefined,
      );
    } catch (error) {
      if (error instanceof Refusal) return error.response;
      throw error;
    }
  };
  return {
    sent,
    clock: new HurriedClock(),
    token: (scope) => Promise.resolve(`token for ${scope}`),
    send(request) {
      sent.push(request);
      const other = instead(request);
      if (other !== undefined) return Promise.resolve(other);
      const { status, body } = answer(request);
      return Promise.resolve({ status, headers: {}, body: JSON.stringify(body ?? {}) });
    },
  };
}

const examined = (connection: AzureConnection): Promise<readonly Examined[]> =>
  examineAzure(connection, HOST, subscriptionId, [plan]);
const found = (all: readonly Examined[], what: string): Examined | undefined =>
  all.find((each) => each.what === what);

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

describe("names that are unique in all of Azure", () => {
  const more = planBackend(
    { feedbackApi },
    {
      project: "shop",
      location: "eastus2",
      environment: "prod",
      storage: { hostAccount: "separate" },
      functionApp: { container: true },
      optional: {
        apim: { publisherName: "Shop", publisherEmail: "api@example.com" },
        cdn: true,
        containerRegistry: true,
        redis: { engine: "cache" },
        serviceBus: true,
      },
    },
  );
  const askedOf = (connection: AzureConnection): Promise<readonly Examined[]> =>
    examineAzure(connection, HOST, subscriptionId, [more]);

  test("every kind is asked for, or it is said why it is not", () => {
    const unique = Object.entries(allNameRules).flatMap(([kind, { scope }]) =>
      scope === "global" ? [kind] : [],
    );
    const known = [...Object.keys(nameChecks), ...Object.keys(notAsked)];
    expect(known.sort()).toEqual(unique.sort());
    expect(Object.keys(nameChecks).filter((kind) => kind in notAsked)).toEqual([]);
  });

  test("each is asked for once, at its resource provider, with what that takes", async () => {
    const connection = connectionTo(new Manager());
    const all = await askedOf(connection);
    const kinds = Object.keys(nameChecks) as (keyof typeof nameChecks)[];
    for (const kind of kinds)
      expect(found(all, `Name ${more.names[kind] ?? ""}`)).toMatchObject({ state: "ok", found: "free" });
    const asked = connection.sent.flatMap(({ url, body }) =>
      /checkNameAvailability\?/i.test(url)
        ? [[new URL(url).pathname.split("/providers/")[1], JSON.parse(String(body)) as unknown]]
        : [],
    );
    expect(asked).toContainEqual([
      "Microsoft.ServiceBus/CheckNameAvailability",
      { name: more.names.serviceBusNamespace },
    ]);
    expect(asked).toContainEqual([
      "Microsoft.ApiManagement/checkNameAvailability",
      { name: more.names.apiManagement },
    ]);
    expect(asked).toContainEqual([
      "Microsoft.ContainerRegistry/checkNameAvailability",
      { name: more.names.containerRegistry, type: "Microsoft.ContainerRegistry/registries" },
    ]);
    expect(asked).toContainEqual([
      "Microsoft.Cache/CheckNameAvailability",
      { name: more.names.redisCache, type: "Microsoft.Cache/Redis" },
    ]);
  });

  test("a name that somebody has is a problem of every kind, with the option that chooses another", async () => {
    const manager = new Manager();
    const {
      serviceBusNamespace = "",
      apiManagement = "",
      containerRegistry = "",
      redisCache = "",
    } = more.names;
    manager.put(inGroup(`Microsoft.ServiceBus/namespaces/${serviceBusNamespace}`), {
      sku: { name: "Standard" },
    });
    manager.put(inGroup(`Microsoft.ApiManagement/service/${apiManagement}`), {
      location: "eastus2",
      sku: { name: "Developer", capacity: 1 },
      properties: { publisherName: "Shop", publisherEmail: "api@example.com" },
    });
    manager.put(inGroup(`Microsoft.ContainerRegistry/registries/${containerRegistry}`), {
      location: "eastus2",
      sku: { name: "Basic" },
    });
    manager.put(inGroup(`Microsoft.Cache/Redis/${redisCache}`), {
      location: "eastus2",
      properties: { sku: { name: "Standard", family: "C", capacity: 1 } },
    });
    const all = await askedOf(connectionTo(manager));
    for (const [kind, name] of Object.entries({
      serviceBusNamespace,
      apiManagement,
      containerRegistry,
      redisCache,
    }))
      expect(found(all, `Name ${name}`)).toEqual({
        what: `Name ${name}`,
        state: "problem",
        found: `The name '${name}' is already taken.`,
        fix: `choose another one with names.${kind}, or nameSuffix`,
      });
  });

  test("an answer that is not Azure's says nothing of a name", async () => {
    const connection = connectionTo(new Manager(), ({ method }) =>
      method === "POST" ? { status: 200, headers: {}, body: "<html>" } : undefined,
    );
    expect(found(await askedOf(connection), `Name ${more.names.storageAccount ?? ""}`)).toMatchObject({
      state: "warning",
      found: "not known: Azure answers 200",
    });
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
      fix: "choose another one with names.storageAccount, or nameSuffix",
    });
    expect(found(all, `Name ${names.keyVault}`)).toMatchObject({ state: "problem" });
    expect(found(all, `Name ${names.cosmosAccount}`)).toMatchObject({
      state: "ok",
      found: "is the backend's own",
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
      expect(found(all, what)).toMatchObject({ state: "warning", found: "not known: Azure answers 403" });
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
    project.writeApp(["dev"]);
    const { status, stdout } = await callTool(["doctor", "--online", "--json"], {
      cwd: project.folder,
      variables: {},
    });
    expect(status).toBe(1);
    const { examined: all } = JSON.parse(stdout) as { readonly examined: readonly Examined[] };
    expect(found(all, "Subscription")).toMatchObject({
      state: "problem",
      found: "the app names none, and --online was asked for",
    });
    expect(found(all, "Login")).toBeUndefined();
  } finally {
    project.remove();
  }
});
