import { REFUSALS } from "../support/refusals";
import { type Json, type JsonObject, isObject } from "../../lib/stand-in/json";
import { rules } from "../../lib/stand-in/rules";
import {
  type Asked,
  type Row,
  NSG,
  VNET,
  SUBNET,
  ZONE,
  LINK,
  VAULT,
  ACCOUNT,
  STORAGE,
  PLAN,
  vnet,
  subnet,
  plan,
  app,
  joined,
  vault,
  account,
  setting,
  assignment,
  SENDER,
  ME,
  workspace,
  WORKSPACE,
} from "../support/asked";
import { GROUP, Manager, inGroup } from "../support/manager";
import { APIM, service } from "../support/refused-apis";
import { lock } from "../support/refused-governance";
import { ROUTE, ROUTED, ROUTED_DOMAIN, ROUTED_ORIGIN, WITH_DOMAIN } from "../support/refused-delivery";
import { heldOfOwnNetworks } from "../support/refused-own-networks";
import { heldOfPipelines } from "../support/refused-pipelines";

const ROWS = Object.entries(REFUSALS).flatMap(([says, rows]) =>
  [rows].flat().map((row: Row) => ({ says, row })),
);

function managerWith(given: readonly Asked[] = []): Manager {
  const manager = new Manager();
  for (const [id, body] of given) manager.put(id, body);
  return manager;
}

describe("a refused request", () => {
  test.each(ROWS)(
    "a request is refused as Azure refuses it: $says",
    ({ says, row: { given, right, wrong, message } }) => {
      expect(managerWith(given).refusal("PUT", ...right)).toBeUndefined();
      const refusal = managerWith(given).refusal("PUT", ...wrong);
      expect(refusal).toContain(message);
      expect(refusal).toContain(rules.find((rule) => rule.says === says)?.source);
    },
  );

  test("a refusal is reported once", () => {
    expect(new Set(rules.map(({ says }) => says)).size).toBe(rules.length);
  });

  test("the table of refusals has a row for every rule", () => {
    const refusing = rules.filter(({ refuse }) => refuse !== undefined).map(({ says }) => says);
    expect(Object.keys(REFUSALS).sort()).toEqual([...refusing].sort());
  });

  test("each refusal has a source", () => {
    for (const { source } of rules) expect(source).toMatch(/^(learn\.microsoft|github|azurerm 4\.55)/);
  });
});

const USED = [vnet, subnet, plan("EP1"), joined];
const HELD: Readonly<Record<string, { given: readonly Asked[]; id: string; message: string }>> = {
  ...heldOfPipelines,
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
  "a security group that a subnet has cannot be deleted": {
    given: [
      [NSG, {}],
      vnet,
      [SUBNET, { properties: { addressPrefix: "10.0.1.0/24", networkSecurityGroup: { id: NSG } } }],
    ],
    id: NSG,
    message: "400 InUseNetworkSecurityGroupCannotBeDeleted: Network security group nsg cannot be deleted",
  },
  ...heldOfOwnNetworks,
  "a logger that a diagnostic uses cannot be deleted": {
    given: [
      service("Developer"),
      [`${APIM}/loggers/appi`, {}],
      [`${APIM}/diagnostics/applicationinsights`, { properties: { loggerId: `${APIM}/loggers/appi` } }],
    ],
    id: `${APIM}/loggers/appi`,
    message: "409 ValidationError: Logger appi is used by diagnostic applicationinsights",
  },
  "a locked resource and its parents cannot be deleted": {
    given: [vault(), lock("CanNotDelete")],
    id: VAULT,
    message:
      "409 ScopeLocked: The scope " +
      `'${VAULT}' cannot perform delete operation because following scope(s) are locked: '${VAULT}'.`,
  },
  "a zone that networks are linked to cannot be deleted": {
    given: [vnet, [ZONE, {}], [LINK, { properties: { virtualNetwork: { id: VNET } } }]],
    id: ZONE,
    message: "409 CannotDeleteResource: Zone privatelink.vaultcore.azure.net has virtual network links",
  },
  "an origin that a route leads to cannot be deleted, nor can its group": {
    given: [...ROUTED, ROUTE],
    id: ROUTED_ORIGIN,
    message: "409 Conflict: blobs is still associated with route all",
  },
  "a custom domain that a route has cannot be deleted": {
    given: [...ROUTED, ...WITH_DOMAIN],
    id: ROUTED_DOMAIN,
    message: "409 Conflict: www is still associated with route all",
  },
  "a plan that apps run on cannot be deleted": {
    given: USED,
    id: PLAN,
    message: "409 Conflict: Server farm plan cannot be deleted because it has web app(s) app",
  },
};

describe("a refused deletion", () => {
  test.each(Object.entries(HELD))(
    "a deletion is refused as Azure refuses it: %s",
    (_says, { given, id, message }) => {
      expect(managerWith(given).refusal("DELETE", id)).toContain(message);
      expect(managerWith(given.slice(0, 1)).refusal("DELETE", id)).toBeUndefined();
    },
  );

  test("the table of refused deletions has a row for every rule", () => {
    const holding = rules.filter(({ holds }) => holds !== undefined).map(({ says }) => says);
    expect(Object.keys(HELD).sort()).toEqual([...holding].sort());
  });

  test("a locked resource stays in its group, and is deleted once the lock is deleted", () => {
    const manager = managerWith([vault(), lock("CanNotDelete")]);
    expect(manager.refusal("DELETE", GROUP)).toContain("409 ScopeLocked");
    expect(manager.refusal("DELETE", lock("")[0])).toBeUndefined();
    expect(manager.refusal("DELETE", GROUP)).toBeUndefined();
  });

  test.each<readonly [string, ...Asked]>([
    ["a part of what is locked", `${VAULT}/secrets/jwt`, {}],
    ["a role on it", ...assignment("one", SENDER, ME)],
    ["a role on a part of it", ...assignment("one", SENDER, ME, `${VAULT}/secrets/jwt`)],
  ])("a deletion under a lock is refused for %s", (_what, id, body) => {
    const unlocked = managerWith([vault(), [`${VAULT}/secrets/jwt`, {}], [id, body]]);
    expect(unlocked.refusal("DELETE", id)).toBeUndefined();
    const locked = managerWith([vault(), [`${VAULT}/secrets/jwt`, {}], [id, body], lock("CanNotDelete")]);
    expect(locked.refusal("DELETE", id)).toContain("409 ScopeLocked");
  });

  test("used resources are deleted with their group", () => {
    const manager = managerWith(USED);
    expect(manager.refusal("DELETE", GROUP)).toBeUndefined();
    expect(manager.manager.store.all()).toEqual([]);
  });
});

/** A rule by what it is asked for, and what it keeps of it. */
interface Kept {
  readonly given?: readonly Asked[];
  readonly asked: Asked;
  readonly kept: JsonObject;
}
const KEPT: Readonly<Record<string, Kept>> = {
  "AllMetrics of a storage account's service is kept as Transaction and Capacity": {
    given: [workspace, [STORAGE, {}]],
    asked: setting(`${STORAGE}/blobServices/default`, ["StorageRead"], ["AllMetrics"]),
    kept: { properties: { metrics: [{ category: "Transaction" }, { category: "Capacity" }] } },
  },
  "dedicated tables are available for some services; for others Azure ignores the choice": {
    given: [workspace, vault()],
    asked: setting(VAULT, ["AuditEvent"], [], { logAnalyticsDestinationType: "Dedicated" }),
    kept: { properties: { logAnalyticsDestinationType: null } },
  },
  "a workspace without a retention keeps logs for 30 days": {
    asked: [WORKSPACE, { properties: { retentionInDays: 0 } }],
    kept: { properties: { retentionInDays: 30 } },
  },
  "purge protection is absent where it is not requested": {
    asked: vault({ enablePurgeProtection: false }),
    kept: { properties: { enablePurgeProtection: null } },
  },
  "settings without a value are dropped": {
    given: [plan("Y1")],
    asked: app({
      siteConfig: {
        appSettings: [
          { name: "A", value: "1" },
          { name: "B", value: null },
        ],
      },
    }),
    kept: { properties: { siteConfig: { appSettings: [{ name: "A", value: "1" }] } } },
  },
  "a tag of a DNS zone, link or record is dropped where its name has other characters than letters, digits, - and _":
    {
      asked: [ZONE, { tags: { "Cost Center": "1", "cost-center": "2", "2nd": "3" } }],
      kept: { tags: { "Cost Center": null, "cost-center": "2", "2nd": null } },
    },
  "regions are written in words, as Azure calls them": {
    asked: [PLAN, { sku: { name: "Y1" }, location: "eastus2" }],
    kept: { location: "East US 2" },
  },
  "a role assignment names its role by the id in the subscription": {
    given: [vault()],
    asked: assignment("one", SENDER, ME),
    kept: {
      properties: {
        roleDefinitionId: `${GROUP.replace(/\/resourceGroups.*$/, "")}/providers/Microsoft.Authorization/roleDefinitions/${SENDER}`,
      },
    },
  },
};

describe("a value that Azure changes", () => {
  test.each(Object.entries(KEPT))(
    "a value is changed as Azure changes it: %s",
    (_says, { given, asked, kept }) => {
      const manager = managerWith(given);
      manager.put(...asked);
      expect(withNulls(manager.manager.store.get(asked[0])?.body ?? {}, kept)).toMatchObject(kept);
    },
  );

  test("the table of changed values has a row for every rule", () => {
    const keeping = rules.filter(({ keeps }) => keeps !== undefined).map(({ says }) => says);
    expect(Object.keys(KEPT).sort()).toEqual([...keeping].sort());
  });

  test("the choice of tables is dropped for Front Door, whose logs have none", () => {
    const profile = inGroup("Microsoft.Cdn/profiles/afd-shop");
    const manager = managerWith([workspace, [profile, { sku: { name: "Standard_AzureFrontDoor" } }]]);
    const dedicated = { logAnalyticsDestinationType: "Dedicated" };
    const kept = manager.put(...setting(profile, ["FrontDoorAccessLog"], [], dedicated));
    expect(kept["properties"]).not.toHaveProperty("logAnalyticsDestinationType");
  });

  test("the choice of tables is kept where the service offers it", () => {
    const dedicated = { logAnalyticsDestinationType: "Dedicated" };
    const manager = managerWith([workspace, account()]);
    const kept = manager.put(...setting(ACCOUNT, ["DataPlaneRequests"], [], dedicated));
    expect(kept["properties"]).toMatchObject(dedicated);
  });
});

/** What is not there is null, where null is expected. */
function withNulls(body: JsonObject, expected: JsonObject): JsonObject {
  const entries = Object.entries(expected).map(([name, each]): [string, Json] => {
    const found = body[name];
    return [name, isObject(each) && isObject(found) ? withNulls(found, each) : (found ?? null)];
  });
  return { ...body, ...Object.fromEntries(entries) };
}
