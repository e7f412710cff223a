import type { PathStep } from "../../lib/drift/attribute-change";
import { knownAttributes } from "../../lib/drift/known-attributes";

const known = knownAttributes([
  {
    mode: "managed",
    type: "azurerm_key_vault",
    name: "vault",
    instances: [{ attributes: { name: "a", contact: null, network_acls: [{ bypass: null }], tags: {} } }],
  },
  {
    mode: "managed",
    module: "module.own",
    type: "azurerm_subnet",
    name: "all",
    instances: [
      { index_key: "a", attributes: { name: "a" } },
      { index_key: 0, attributes: { id: "b" } },
    ],
  },
  { mode: "data", type: "azurerm_key_vault", name: "other", instances: [{ attributes: {} }] },
]);

test.each<readonly [address: string, path: readonly PathStep[], isKnown: boolean]>([
  ["azurerm_key_vault.vault", ["name"], true],
  // Written as null: the provider knew it, and there was nothing.
  ["azurerm_key_vault.vault", ["contact"], true],
  ["azurerm_key_vault.vault", ["contact", 0, "email"], true],
  ["azurerm_key_vault.vault", ["public_network_access_enabled"], false],
  ["azurerm_key_vault.vault", ["network_acls", 0, "bypass"], true],
  ["azurerm_key_vault.vault", ["network_acls", 0, "new"], false],
  // Another block, and a key of a map, are no attributes.
  ["azurerm_key_vault.vault", ["network_acls", 1, "new"], true],
  ["azurerm_key_vault.vault", ["network_acls", { element: "a" }, "new"], true],
  ["azurerm_key_vault.vault", ["tags", "owner"], true],
  ['module.own.azurerm_subnet.all["a"]', ["name"], true],
  ['module.own.azurerm_subnet.all["a"]', ["id"], false],
  ["module.own.azurerm_subnet.all[0]", ["id"], true],
  // Of a resource that the state does not have nothing is said.
  ["azurerm_key_vault.other", ["name"], true],
])("%s: the provider that wrote the state knew %j: %s", (address, path, isKnown) => {
  expect(known(address, path)).toBe(isKnown);
});
