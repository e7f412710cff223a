import { App, TerraformStack, Testing } from "cdktf";
import { StorageQueue } from "@cdktf/provider-azurerm/lib/storage-queue";
import { guardDifferences } from "../../lib/guard/differences";
import { libraryMoves } from "../../lib/guard/stack-addresses";
import { RenamedAddresses } from "../../lib/stacks/moved-blocks";
import { addressNow, movesOf, renamedAddresses } from "../../lib/stacks/renamed-addresses";
import { synthBackend } from "../support/synth";

const type = "azurerm_storage_queue";
const ROWS = [
  { release: "0.2.0", type, from: "queue_{name}", to: "storage_queue_{name}" },
  { release: "0.3.0", type, from: "storage_queue_{name}", to: "storage_{name}_queue" },
  { release: "0.3.0", type: "azurerm_key_vault", from: "vault", to: "key_vault" },
];

test("an address is followed through every release", () => {
  expect(addressNow(`${type}.queue_tasks`, ROWS)).toBe(`${type}.storage_tasks_queue`);
  expect(addressNow(`${type}.storage_queue_tasks`, ROWS)).toBe(`${type}.storage_tasks_queue`);
  expect(addressNow("azurerm_key_vault.vault", ROWS)).toBe("azurerm_key_vault.key_vault");
  expect(addressNow("azurerm_storage_account.queue_tasks", ROWS)).toBe("azurerm_storage_account.queue_tasks");
  expect(addressNow(`${type}.queue_`, ROWS)).toBe(`${type}.queue_`);
});

test("a stack has a block for each step, and none from what is declared", () => {
  expect(movesOf(new Set([`${type}.storage_tasks_queue`]), ROWS)).toEqual([
    { from: `${type}.queue_tasks`, to: `${type}.storage_queue_tasks` },
    { from: `${type}.storage_queue_tasks`, to: `${type}.storage_tasks_queue` },
  ]);
  expect(movesOf(new Set([`${type}.storage_tasks_queue`, `${type}.storage_queue_tasks`]), ROWS)).toEqual([
    { from: `${type}.queue_tasks`, to: `${type}.storage_queue_tasks` },
  ]);
  expect(movesOf(new Set([`${type}.other`]), ROWS)).toEqual([]);
});

test("the blocks are in the stack that is written, also of what is added later", () => {
  const stack = new TerraformStack(new App(), "platform");
  new RenamedAddresses(stack, ROWS);
  new StorageQueue(stack, "storage_tasks_queue", { name: "tasks", storageAccountId: "/a" });
  const { moved } = JSON.parse(Testing.synth(stack)) as { readonly moved: readonly object[] };
  expect(moved).toEqual(movesOf(new Set([`${type}.storage_tasks_queue`]), ROWS));
});

test("the guard takes what the library has renamed for the same resource", () => {
  const at = (address: string) => ({
    environment: "dev",
    stack: "s",
    address,
    name: "tasks",
    id: "/a/tasks",
  });
  const before = [at(`${type}.queue_tasks`)];
  const after = [at(`${type}.storage_tasks_queue`)];
  const moves = libraryMoves(before, (address) => addressNow(address, ROWS));
  expect(guardDifferences(before, after, moves)).toMatchObject([{ kind: "moved", hasBlock: true }]);
});

test("no stack has a block without a row", () => {
  const { network, platform, workloads } = synthBackend();
  for (const { json } of [network, platform, workloads])
    expect(Object.hasOwn(json, "moved")).toBe(renamedAddresses.length > 0);
});
