import { dataKeepers, serviceNamed, serviceNames, transformNames } from "../../../lib/services";
import { stackRoles } from "../../../lib/services/contract/service";
import { destroyable } from "../../../lib/terraform-tests/destroyable";
import { withoutSafeguards } from "../../../lib/terraform/without-safeguards";
import { SUBSCRIPTION, literals } from "../../support/shared";
import {
  type JsonObject,
  type SynthesisedBackend,
  type SynthesisedStack,
  synthBackend,
} from "../../support/synth";
import { written } from "../../support/terraform-tests";

const LOCK = "azurerm_management_lock";
const PROD = { environment: "prod" } as const;
const OFF = { locks: false, preventDestroy: false } as const;
const prod = synthBackend(PROD);

/** Addresses of what Terraform does not destroy. */
function guardedIn({ addresses, all }: SynthesisedStack): readonly string[] {
  return addresses.filter((address) => {
    const [type = "", name = ""] = address.split(".");
    return (all(type)[name]?.["lifecycle"] as JsonObject | undefined)?.["prevent_destroy"] === true;
  });
}

function scopesOf({ platform }: SynthesisedBackend): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(platform.all(LOCK)).map(([name, lock]) => [name, lock["scope"]]));
}

describe("prevent_destroy", () => {
  test("prevent_destroy is on every resource that keeps data in prod, and on no other", () => {
    expect(guardedIn(prod.platform)).toEqual([
      "azurerm_cosmosdb_account.cosmos",
      "azurerm_cosmosdb_sql_container.cosmos_container_feedback",
      "azurerm_cosmosdb_sql_database.cosmos_database",
      "azurerm_key_vault.key_vault",
      "azurerm_log_analytics_workspace.log_analytics",
      "azurerm_storage_account.host_storage",
      "azurerm_storage_account.package_storage",
      "azurerm_storage_account.storage",
      "azurerm_storage_container.package_storage_container_function-packages",
      "azurerm_storage_container.storage_container_assets",
      "azurerm_storage_container.storage_container_function-packages",
      "azurerm_storage_container.storage_container_uploads",
      "azurerm_storage_queue.storage_queue_deadletter",
      "azurerm_storage_queue.storage_queue_notifications",
      "azurerm_storage_queue.storage_queue_tasks",
      "azurerm_storage_queue.storage_queue_webjobs-blobtrigger-poison",
    ]);
    expect([...guardedIn(prod.network), ...guardedIn(prod.workloads)]).toEqual([]);
  });

  test("prevent_destroy is on no resource in dev, or where it is switched off", () => {
    for (const options of [{}, { ...PROD, safeguards: { preventDestroy: false } }]) {
      const backend = synthBackend(options);
      for (const role of stackRoles) expect(guardedIn(backend[role])).toEqual([]);
    }
  });

  test("prevent_destroy is a default that transform overrides, and is merged with the rest of a lifecycle", () => {
    const { platform } = synthBackend({
      ...PROD,
      transform: {
        storageQueues: { lifecycle: { preventDestroy: false } },
        cosmos: { lifecycle: { ignoreChanges: ["tags"] } },
      },
    });
    expect(guardedIn(platform).filter((address) => address.startsWith("azurerm_storage_queue"))).toEqual([]);
    expect(platform.only("azurerm_cosmosdb_account")["lifecycle"]).toEqual({
      prevent_destroy: true,
      ignore_changes: ["tags"],
    });
  });

  test("prevent_destroy is on the resources that are made inside of an existing one", () => {
    const { storage } = literals();
    const external = { storage: { ...(storage as object), createChildren: true } };
    const { platform } = synthBackend({ ...PROD, subscriptionId: SUBSCRIPTION, external } as never);
    expect(guardedIn(platform)).toContain("azurerm_storage_queue.storage_queue_tasks");
    expect(guardedIn(platform)).not.toContain("azurerm_storage_account.storage");
  });
});

describe("locks", () => {
  test("locks are on each account that keeps data in prod, with notes on how to remove them", () => {
    expect(scopesOf(prod)).toEqual({
      cosmos_lock: "${azurerm_cosmosdb_account.cosmos.id}",
      host_storage_lock: "${azurerm_storage_account.host_storage.id}",
      key_vault_lock: "${azurerm_key_vault.key_vault.id}",
      log_analytics_lock: "${azurerm_log_analytics_workspace.log_analytics.id}",
      package_storage_lock: "${azurerm_storage_account.package_storage.id}",
      storage_lock: "${azurerm_storage_account.storage.id}",
    });
    const lock = prod.platform.all(LOCK)["cosmos_lock"];
    expect(lock).toMatchObject({ name: "keep-data", lock_level: "CanNotDelete" });
    expect(lock?.["notes"]).toContain("safeguards.locks to false");
    expect(Object.keys(prod.backend.resources.managementLocks).sort()).toEqual([
      "cosmos",
      "hostStorage",
      "keyVault",
      "logAnalytics",
      "packageStorage",
      "storage",
    ]);
  });

  test("locks depend on all other resources in their stack", () => {
    const others = prod.platform.addresses.filter((address) => !address.startsWith(LOCK));
    for (const lock of prod.platform.every(LOCK))
      expect([...(lock["depends_on"] as readonly string[])].sort()).toEqual(others);
  });

  test("locks are on the host's own account as well", () => {
    const backend = synthBackend({ ...PROD, storage: { hostAccount: "separate" } });
    expect(scopesOf(backend)["host_storage_lock"]).toBe("${azurerm_storage_account.host_storage.id}");
  });

  test("locks are on no existing resource", () => {
    const external = literals();
    expect(scopesOf(synthBackend({ ...PROD, subscriptionId: SUBSCRIPTION, external }))).toEqual({
      host_storage_lock: "${azurerm_storage_account.host_storage.id}",
      package_storage_lock: "${azurerm_storage_account.package_storage.id}",
    });
  });

  test("locks are on no resource in dev, or where they are switched off", () => {
    for (const options of [{}, { ...PROD, safeguards: { locks: false } }]) {
      const { network, platform, workloads, backend } = synthBackend(options);
      for (const stack of [network, platform, workloads]) expect(stack.all(LOCK)).toEqual({});
      expect(backend.resources.managementLocks).toEqual({});
      expect(backend.explain("notes")).not.toContain("ScopeLocked");
    }
  });

  test("explain says what Azure refuses under a lock, and the way around it", () => {
    expect(prod.backend.explain("safeguards.locks")).toBe('safeguards.locks = true  (environment "prod")');
    expect(prod.backend.explain("notes")).toContain(
      "note: safeguards.locks: Azure refuses, with ScopeLocked",
    );
  });
});

describe("the resources that keep data", () => {
  test("transform has a name for each resource that keeps data", () => {
    expect(Object.keys(transformNames)).toEqual(expect.arrayContaining(Object.keys(dataKeepers)));
  });

  test.each(serviceNames)(
    "each resource of %s that keeps data is shown by the platform stack where it can be locked",
    (name) => {
      const accounts = Object.keys(serviceNamed(name).resources).filter(
        (each) => dataKeepers[each] === "account",
      );
      const { resources } = prod.backend;
      expect(accounts.filter((account) => !Object.hasOwn(resources, account))).toEqual([]);
    },
  );

  test("every account, vault, workspace, container and queue of prod is found and guarded", () => {
    const types = /_(account|vault|workspace|namespace|container|queue|database)\./;
    const kept = prod.platform.addresses.filter((address) => types.test(address));
    expect(guardedIn(prod.platform)).toEqual(kept);
  });
});

describe("terraform test, which destroys what it applies", () => {
  test("terraform test gets a copy of prod that can be destroyed, and keeps no state", () => {
    const copy = JSON.parse(destroyable(prod.platform.text) ?? "") as JsonObject;
    expect(JSON.stringify(copy)).not.toContain("prevent_destroy");
    expect(copy["terraform"]).not.toHaveProperty("backend");
    expect(Object.keys(copy["resource"] as JsonObject)).toEqual(
      Object.keys(prod.platform.json["resource"] as JsonObject),
    );
    const { platform, workloads } = written(PROD);
    expect(Object.values(platform.file.run)).toEqual([
      expect.objectContaining({ module: { source: "./tests/destroyable" } }),
    ]);
    expect(Object.values(workloads.file.run)[0]).not.toHaveProperty("module");
  });

  test("terraform test gets dev as it is", () => {
    expect(destroyable(synthBackend().platform.text)).toBeUndefined();
  });
});

test("a rehearsal removes the safeguards in the way that the options do", () => {
  const off = synthBackend({ ...PROD, safeguards: OFF });
  for (const role of stackRoles) {
    expect(withoutSafeguards(prod[role].json)).toEqual(off[role].json);
    expect(withoutSafeguards(off[role].json)).toEqual(off[role].json);
  }
  expect(off.platform.json).not.toEqual(prod.platform.json);
});
