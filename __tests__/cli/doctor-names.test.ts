import { examineAzure } from "../../lib/cli/doctor/azure";
import type { Examined } from "../../lib/cli/doctor/examined";
import { nameChecks, notAsked } from "../../lib/cli/doctor/global-names";
import { allNameRules } from "../../lib/decide/names/name-rules";
import type { AzureConnection } from "../../lib/release";
import { HOST, connectionTo, deploymentOf, found, subscriptionId } from "../support/doctor-online";
import { Manager, inGroup } from "../support/manager";

describe("names that are unique in all of Azure", () => {
  const everything = deploymentOf({
    environment: "prod",
    storage: { hostAccount: "separate", packageAccount: "internet" },
    functionApp: { apps: { workers: {} } },
    networking: { flowLogs: true },
    optional: {
      apim: { publisherName: "Shop", publisherEmail: "api@example.com" },
      cdn: true,
      containerRegistry: true,
      redis: { engine: "cache" },
      serviceBus: true,
      eventHubs: true,
    },
  });
  const more = everything.plan;
  const askedOf = (connection: AzureConnection): Promise<readonly Examined[]> =>
    examineAzure(connection, HOST, subscriptionId, [everything]);

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
    const names = [
      ...kinds.filter((kind) => kind !== "furtherFunctionApp").map((kind) => more.names[kind] ?? ""),
      ...(more.services.functionApp.apps ?? []).map(({ name }) => name),
    ];
    for (const name of names)
      expect(found(all, `Name ${name}`)).toMatchObject({ state: "ok", found: "free" });
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
        fix: `choose another name with names.${kind} or nameSuffix`,
      });
  });

  test("an answer that is not Azure's says nothing of a name", async () => {
    const connection = connectionTo(new Manager(), ({ method }) =>
      method === "POST" ? { status: 200, headers: {}, body: "<html>" } : undefined,
    );
    expect(found(await askedOf(connection), `Name ${more.names.storageAccount ?? ""}`)).toMatchObject({
      state: "warning",
      found: "unknown: Azure returned 200",
    });
  });
});
