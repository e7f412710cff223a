import {
  BY_ENDPOINTS,
  type Caller,
  type Reachable,
  networkOf,
  reachableOfOwner,
} from "../contract/reachable";
import type { CosmosPlan } from "./plan";

const ACCOUNT = { id: "account", name: "Cosmos DB account", scopes: ["account"] };

/** What a key allows: learn.microsoft.com/azure/cosmos-db/secure-access-to-data */
const BY_KEY: Caller = {
  what: "account",
  may: "read and write everything",
  needs: { keys: ["account key"] },
  decision: {
    path: "cosmos.disableLocalAuth",
    fix: "set cosmos.disableLocalAuth to true, and keyVault.connectionStrings to false",
  },
};

/** From where the account is reached, and whether its keys are accepted. */
export function cosmosReachable({ account, existing }: CosmosPlan): readonly Reachable[] {
  if (existing !== undefined) return [reachableOfOwner(existing.option, ACCOUNT)];
  if (account === undefined) return [];
  const callers = account.disableLocalAuth ? [] : [BY_KEY];
  return [{ ...ACCOUNT, network: networkOf(account), decision: BY_ENDPOINTS, callers }];
}
