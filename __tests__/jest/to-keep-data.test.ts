import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import "../../lib/jest";
import type { Backend } from "../../lib";
import { guardedAddresses } from "../../lib/guard/guarded-addresses";
import { lockFileText, readLockFile } from "../../lib/guard/lock-file";
import { backendOf, messageOf, planOf, terraformPlan } from "./matcher-cases";

const before = planOf({ storage: { queues: { orders: true } } });
const file = lockFileText({ addresses: guardedAddresses(before), acknowledgements: [] });
const QUEUE = "azurerm_storage_queue.storage_queue_orders";

describe("toKeepData of a backend", () => {
  test.each([
    ["the text of a lock file", file],
    ["what a lock file says", readLockFile(file)],
    ["an earlier plan", before],
    ["an earlier backend", backendOf({ storage: { queues: { orders: true } } })],
  ])("toKeepData compares with %s", (_name, earlier) => {
    const same = { storage: { queues: { orders: true } } };
    expect(planOf(same)).toKeepData(earlier);
    expect(backendOf(same)).toKeepData(earlier);
    expect(backendOf({ storage: { queues: { orders: true, more: true } } })).toKeepData(earlier);
    expect(backendOf()).not.toKeepData(earlier);
    const message = messageOf(() => {
      expect(backendOf()).toKeepData(earlier);
    });
    expect(message).toContain("expected feedback (prod) to keep its data, and it would lose:");
    expect(message).toContain(
      `feedback-prod-platform: ${QUEUE} keeps data in "orders" and is not planned any more`,
    );
    expect(message).toContain("fix: keep it with storage.queues.orders");
  });

  test("toKeepData lists every address, with the fix", () => {
    const message = messageOf(() => {
      expect(
        planOf({ storage: { queues: { orders: true } }, names: { storageAccount: "other1" } }),
      ).toKeepData(before);
    });
    expect(message).toContain('azurerm_storage_account.storage has the name "');
    expect(message).toContain("fix: set names.storageAccount");
    expect(message.match(/^ {4}fix: /gm)?.length).toBe(
      message.match(/^ {2}feedback-prod-platform: /gm)?.length,
    );
    expect(message).toContain("    with azurerm_storage_queue.storage_queue_orders");
  });

  test("toKeepData follows acknowledgements, on any day", () => {
    const line = {
      stack: "feedback-prod-platform",
      address: QUEUE,
      until: "2020-01-01",
      reason: "empty",
      line: 1,
    };
    const acknowledged = lockFileText({ addresses: guardedAddresses(before), acknowledgements: [line] });
    expect(planOf()).toKeepData(acknowledged);
  });

  test("toKeepData knows constructs of the user in a backend, and says what a plan lacks", () => {
    const withOwn = (): Backend => {
      const backend = backendOf();
      const { platform } = backend.stacks;
      new StorageAccount(platform, "archive", {
        ...platform.place,
        name: "archive1",
        accountTier: "Standard",
        accountReplicationType: "LRS",
        lifecycle: { preventDestroy: true },
      });
      return backend;
    };
    expect(withOwn()).toKeepData(withOwn());
    expect(backendOf()).not.toKeepData(withOwn());
    expect(
      messageOf(() => {
        expect(planOf()).toKeepData(withOwn());
      }),
    ).toContain("If it is a construct of your own, pass the backend: a plan does not have it.");
  });

  test("not.toKeepData says that everything is kept", () => {
    expect(
      messageOf(() => {
        expect(before).not.toKeepData(file);
      }),
    ).toContain("expected feedback (prod) to lose data, and it keeps every resource that has some");
  });

  test.each<[string, unknown, unknown, string]>([
    [
      "nothing to compare with",
      before,
      undefined,
      "needs what feedback (prod) had before: the text of resources.lock",
    ],
    ["a number", before, 3, "an earlier backend or its plan, got 3"],
    ["another text", before, "hello", "cannot read the text as resources.lock"],
    ["another value", 3, file, "needs a backend, a plan of planBackend"],
    ["another object", {}, file, "got another object"],
    [
      "another environment",
      planOf({ environment: "dev" }),
      file,
      'has only prod: run "npx cdktf-azure-backend lock"',
    ],
    ["two plans of Terraform", terraformPlan("tag", "platform"), file, "takes nothing to compare with"],
  ])("toKeepData refuses %s", (_name, received, earlier, said) => {
    const assertion = (): void => {
      expect(received).toKeepData(earlier as never);
    };
    expect(messageOf(assertion)).toContain(said);
    expect(
      messageOf(() => {
        expect(received).not.toKeepData(earlier as never);
      }),
    ).toContain(said);
  });
});

describe("toKeepData of a plan of Terraform", () => {
  test.each([
    ["database-replaced", "platform", "is destroyed and created again, empty"],
    ["container-dropped", "platform", "is destroyed, with the data in it"],
  ])("toKeepData fails on the plan %s", (scenario, role, said) => {
    const text = terraformPlan(scenario, role);
    expect(text).not.toKeepData();
    const message = messageOf(() => {
      expect(JSON.parse(text)).toKeepData();
    });
    expect(message).toContain("expected the plan to keep its data, and it would lose:");
    expect(message).toContain(said);
    expect(message).toContain("    fix: ");
  });

  test("toKeepData fails on data that Terraform forgets, and that goes with its parent", () => {
    const change = (address: string, id: string, actions: readonly string[]): object => ({
      address,
      type: address.slice(0, address.indexOf(".")),
      mode: "managed",
      change: { actions, before: { id }, after: null },
    });
    const plan = {
      format_version: "1.2",
      resource_changes: [
        change("azurerm_storage_account.old", "/sub/old", ["forget"]),
        change("azurerm_resource_group.group", "/sub/group", ["delete"]),
        change("azurerm_key_vault.vault", "/sub/group/vault", ["no-op"]),
      ],
    };
    const message = messageOf(() => {
      expect(plan).toKeepData();
    });
    expect(message).toContain(
      "azurerm_storage_account.old is no longer managed, and stays in Azure with its data",
    );
    expect(message).toContain("azurerm_resource_group.group azurerm_key_vault.vault is deleted with it");
  });

  test("toKeepData holds for a plan that changes a tag, and not says so", () => {
    const text = terraformPlan("tag", "platform");
    expect(text).toKeepData();
    expect(
      messageOf(() => {
        expect(text).not.toKeepData();
      }),
    ).toContain("expected the plan to lose data");
  });

  test.each([
    ["text that is not JSON", "no json", "what toKeepData was given is not JSON"],
    ["another format", '{"format_version":"2.0","resource_changes":[]}', "has the format version 2.0"],
    [
      "a plan with an error",
      '{"format_version":"1.2","resource_changes":[],"errored":true}',
      "stopped at an error",
    ],
    [
      "a plan that is not complete",
      '{"format_version":"1.2","resource_changes":[],"complete":false}',
      "to a later plan",
    ],
  ])("toKeepData refuses %s", (_name, text, said) => {
    expect(
      messageOf(() => {
        expect(text).toKeepData();
      }),
    ).toContain(said);
  });
});
