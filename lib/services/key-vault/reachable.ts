import { BY_ENDPOINTS, type Network, type Reachable, reachableOfOwner } from "../contract/reachable";
import type { KeyVaultAccess, KeyVaultPlan } from "./plan";

const VAULT = { id: "vault", name: "key vault", scopes: ["vault"] };

const NETWORKS: Readonly<Record<KeyVaultAccess, Network>> = {
  everybody: { from: "internet" },
  "functions-subnet": { from: "subnet", subnet: "functions" },
  "private-endpoints": { from: "network" },
};

/** From where the vault is reached. */
export function keyVaultReachable({ vault, existing }: KeyVaultPlan): readonly Reachable[] {
  if (existing !== undefined) return [reachableOfOwner(existing.option, VAULT)];
  return vault === undefined ? [] : [{ ...VAULT, network: NETWORKS[vault.access], decision: BY_ENDPOINTS }];
}
