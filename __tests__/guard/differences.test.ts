import { guardDifferences } from "../../lib/guard/differences";
import type { GuardedAddress } from "../../lib/guard/guarded-addresses";
import { compareWithLock } from "../../lib/guard/compare";
import { guardedAddresses } from "../../lib/guard/guarded-addresses";
import { lockFileText, readLockFile } from "../../lib/guard/lock-file";
import { updated } from "../../lib/guard/update";
import { defineCrudApi, planBackend } from "../../lib";

const STACK = "shop-prod-platform";
const at = (address: string, name: string, id = `/a/${name}`, stack = STACK): GuardedAddress => ({
  environment: "prod",
  stack,
  address,
  name,
  id,
});
const account = at("azurerm_storage_account.storage", "st");
const queue = at("azurerm_storage_queue.storage_queue_tasks", "tasks", "/a/st/queues/tasks");

const kinds = (...args: Parameters<typeof guardDifferences>): readonly string[] =>
  guardDifferences(...args).map((each) => {
    const place = each.kind === "added" ? each.after : each.before;
    const below = each.kind === "added" ? [] : each.below;
    return [each.kind, place.address, ...below.map(({ address }) => address)].join(" ");
  });

test("what is as it was is no difference, in any order", () => {
  expect(guardDifferences([account, queue], [queue, account])).toEqual([]);
});

test("what is in an account goes with it", () => {
  const renamed = [at(account.address, "other"), at(queue.address, "tasks", "/a/other/queues/tasks")];
  expect(kinds([account, queue], renamed)).toEqual([`renamed ${account.address} ${queue.address}`]);
  expect(kinds([account, queue], [])).toEqual([`dropped ${account.address} ${queue.address}`]);
});

test("what is dropped from an account that gets another name is lost beside it", () => {
  expect(kinds([account, queue], [at(account.address, "other")])).toEqual([
    `renamed ${account.address}`,
    `dropped ${queue.address}`,
  ]);
});

test("another parent is another resource", () => {
  expect(kinds([account, queue], [account, at(queue.address, "tasks", "/a/host/queues/tasks")])).toEqual([
    `relocated ${queue.address}`,
  ]);
});

test("the same id under another address is the same resource; of another type, or with an unknown part, it is not", () => {
  const moved = at("azurerm_storage_queue.tasks", "tasks", queue.id);
  expect(guardDifferences([queue], [moved])).toEqual([
    { kind: "moved", before: queue, after: moved, hasBlock: false, below: [] },
  ]);
  expect(kinds([queue], [at("azurerm_servicebus_queue.tasks", "tasks", queue.id)])).toEqual([
    `added azurerm_servicebus_queue.tasks`,
    `dropped ${queue.address}`,
  ]);
  const unknown = "{storage_account_id}/queues/tasks";
  const [before, after] = [
    at(queue.address, "tasks", unknown),
    at("azurerm_storage_queue.t", "tasks", unknown),
  ];
  expect(kinds([before], [after])).toEqual([`dropped ${before.address}`, `added ${after.address}`]);
});

test("moved blocks are followed through every address between, in their own stack alone", () => {
  const after = at("azurerm_storage_queue.third", "tasks", queue.id);
  const [second, third] = ["azurerm_storage_queue.second", after.address];
  const moves = [
    { stack: STACK, from: second, to: third },
    { stack: STACK, from: queue.address, to: second },
  ];
  expect(guardDifferences([queue], [after], moves)).toMatchObject([{ kind: "moved", hasBlock: true }]);
  expect(guardDifferences([queue], [after], moves.slice(0, 1))).toMatchObject([
    { kind: "moved", hasBlock: false },
  ]);
  const elsewhere = moves.map((each) => ({ ...each, stack: "other" }));
  expect(guardDifferences([queue], [after], elsewhere)).toMatchObject([{ kind: "moved", hasBlock: false }]);
  const circle = [...moves, { stack: STACK, from: third, to: queue.address }];
  expect(guardDifferences([queue], [queue], circle)).toEqual([]);
});

test("a block does not hide that the name is another one", () => {
  const after = at("azurerm_storage_queue.second", "jobs", "/a/st/queues/jobs");
  const moves = [{ stack: STACK, from: queue.address, to: after.address }];
  expect(guardDifferences([queue], [after], moves).map(({ kind }) => kind)).toEqual(["moved", "renamed"]);
});

test("addresses of a stack that has another id now are in another stack", () => {
  const other = [account, queue].map((each) => ({ ...each, stack: "store-prod-platform" }));
  expect(kinds([account, queue], other)).toEqual([`other stack ${account.address} ${queue.address}`]);
});

const api = (name: string) =>
  defineCrudApi({ name, entityName: "Order", partitionKey: "/id", schema: { id: "string" } });
const planOf = (name: string, environment = "dev") =>
  planBackend({ api: api(name) }, { project: "shop", location: "westeurope", environment });

test("a component of another name has another container: the data of the first one goes", () => {
  const [before, after] = [planOf("orders"), planOf("purchases")].map((plan) => guardedAddresses(plan));
  expect(kinds(before ?? [], after ?? [])).toEqual([
    "dropped azurerm_cosmosdb_sql_container.cosmos_container_orders",
    "added azurerm_cosmosdb_sql_container.cosmos_container_purchases",
  ]);
});

test("the lines of two environments that two branches have written are one file", () => {
  const [dev, prod] = [guardedAddresses(planOf("orders")), guardedAddresses(planOf("orders", "prod"))];
  const [one, two] = [dev, prod].map((addresses) =>
    lockFileText({ addresses, acknowledgements: [] }).split("\n"),
  );
  const merged = [...new Set([...(one ?? []), ...(two ?? [])])].join("\n");
  const read = readLockFile(merged);
  expect(read.faults).toEqual([]);
  expect(lockFileText(read)).toBe(lockFileText({ addresses: [...prod, ...dev], acknowledgements: [] }));
});

test("a pending change keeps the lines of all that is below it", () => {
  const file = {
    addresses: [account, queue, at("azurerm_key_vault.key_vault", "kv")],
    acknowledgements: [
      { stack: STACK, address: account.address, until: "2026-12-31", reason: "Copied.", line: 7 },
    ],
  };
  const after = [
    at(account.address, "new"),
    at(queue.address, "tasks", "/a/new/queues/tasks"),
    at("azurerm_key_vault.key_vault", "kv"),
  ];
  const plan = planOf("orders", "prod");
  const comparison = compareWithLock(file, [{ plan, addresses: after, moves: [] }], "2026-12-01");
  expect(lockFileText(updated({ ...comparison, file, settle: false }))).toBe(lockFileText(file));
  expect(updated({ ...comparison, file, settle: true })).toEqual({ addresses: after, acknowledgements: [] });
});
