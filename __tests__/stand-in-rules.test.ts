import { rules } from "../stand-in/rules";
import { diagnosedTypes, libraryTypes } from "../stand-in/rules/diagnostics";
import {
  type Asked,
  VNET,
  SUBNET,
  ZONE,
  LINK,
  VAULT,
  ACCOUNT,
  STORAGE,
  PLAN,
  APP,
  vnet,
  subnet,
  plan,
  app,
  joined,
  vault,
  account,
  setting,
  workspace,
} from "./support/asked";
import { GROUP, Manager } from "./support/manager";
import { refusedOfApps } from "./support/refused-apps";
import { refusedOfData } from "./support/refused-data";
import { refusedOfNetworks } from "./support/refused-network";

/** A row for each rule that refuses. */
const REFUSALS = { ...refusedOfNetworks, ...refusedOfData, ...refusedOfApps };

function managerWith(given: readonly Asked[] = []): Manager {
  const manager = new Manager();
  for (const [id, body] of given) manager.put(id, body);
  return manager;
}

describe("what Azure refuses", () => {
  test.each(Object.entries(REFUSALS))("%s", (_says, { given, right, wrong, message }) => {
    expect(managerWith(given).refusal("PUT", ...right)).toBeUndefined();
    expect(managerWith(given).refusal("PUT", ...wrong)).toContain(message);
  });

  test("has a row for every rule", () => {
    const refusing = rules.filter(({ refuse }) => refuse !== undefined).map(({ says }) => says);
    expect(Object.keys(REFUSALS).sort()).toEqual([...refusing].sort());
  });

  test("comes from somewhere", () => {
    for (const { source } of rules) expect(source).toMatch(/^(learn\.microsoft|github|azurerm 4\.55)/);
  });
});

const USED = [vnet, subnet, plan("EP1"), joined];
const HELD: Readonly<Record<string, { given: readonly Asked[]; id: string; message: string }>> = {
  "a subnet that is used cannot be deleted": {
    given: USED,
    id: SUBNET,
    message: "400 InUseSubnetCannotBeDeleted: Subnet functions is in use by app",
  },
  "a network whose subnets are used cannot be deleted": {
    given: USED,
    id: VNET,
    message: "400 InUseSubnetCannotBeDeleted: Subnet functions is in use by app",
  },
  "a zone that networks are linked to cannot be deleted": {
    given: [vnet, [ZONE, {}], [LINK, { properties: { virtualNetwork: { id: VNET } } }]],
    id: ZONE,
    message: "409 CannotDeleteResource: Zone privatelink.vaultcore.azure.net has virtual network links",
  },
  "a plan that apps run on cannot be deleted": {
    given: USED,
    id: PLAN,
    message: "409 Conflict: Server farm plan cannot be deleted because it has web app(s) app",
  },
};

describe("what Azure does not let go", () => {
  test.each(Object.entries(HELD))("%s", (_says, { given, id, message }) => {
    expect(managerWith(given).refusal("DELETE", id)).toContain(message);
    expect(managerWith(given.slice(0, 1)).refusal("DELETE", id)).toBeUndefined();
  });

  test("has a row for every rule", () => {
    const holding = rules.filter(({ holds }) => holds !== undefined).map(({ says }) => says);
    expect(Object.keys(HELD).sort()).toEqual([...holding].sort());
  });

  test("goes with its group", () => {
    const manager = managerWith(USED);
    expect(manager.refusal("DELETE", GROUP)).toBeUndefined();
    expect(manager.manager.store.all()).toEqual([]);
  });
});

describe("what Azure keeps otherwise", () => {
  test("AllMetrics of a storage account's service is kept as Transaction and Capacity", () => {
    const blobs = `${STORAGE}/blobServices/default`;
    const [id, body] = setting(blobs, ["StorageRead"], ["AllMetrics"]);
    const kept = managerWith([workspace, [STORAGE, {}]]).put(id, body);
    expect(kept["properties"]).toMatchObject({
      metrics: [{ category: "Transaction" }, { category: "Capacity" }],
    });
  });

  test("tables of their own are known of few services; of others the choice is not kept", () => {
    const dedicated = { logAnalyticsDestinationType: "Dedicated" };
    const manager = managerWith([workspace, vault(), account()]);
    const ofVault = manager.put(...setting(VAULT, ["AuditEvent"], [], dedicated));
    const ofCosmos = manager.put(...setting(ACCOUNT, ["DataPlaneRequests"], [], dedicated));
    expect(ofVault["properties"]).not.toHaveProperty("logAnalyticsDestinationType");
    expect(ofCosmos["properties"]).toMatchObject(dedicated);
  });

  test("purge protection that is not asked for is left out", () => {
    const kept = managerWith().put(...vault({ enablePurgeProtection: false }));
    expect(kept["properties"]).not.toHaveProperty("enablePurgeProtection");
  });

  test("settings without a value are not kept", () => {
    const settings = [
      { name: "A", value: "1" },
      { name: "B", value: null },
    ];
    const manager = managerWith([plan("Y1"), app({ siteConfig: { appSettings: settings } })]);
    const listed = manager.send("POST", `${APP}/config/appsettings/list`).body;
    expect(listed).toMatchObject({ properties: { A: "1" } });
    expect(listed).not.toHaveProperty("properties.B");
  });

  test("has a test for every rule", () => {
    expect(rules.filter(({ keeps }) => keeps !== undefined)).toHaveLength(4);
  });
});

test("every type that the library has categories for is known with its own", () => {
  expect(libraryTypes.length).toBeGreaterThan(10);
  expect(diagnosedTypes.length).toBeGreaterThanOrEqual(libraryTypes.length - 3);
});
