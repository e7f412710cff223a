import { type KeptResource, withinExisting } from "../contract/kept-resource";
import type { CosmosPlan } from "./plan";
import { cosmosIds } from "./resources";
import type { CosmosWords } from "./words";

type Kept = KeptResource<keyof CosmosWords["configs"]>;

/** The account, its database and its containers. */
export function keptInCosmos({
  account,
  existing,
  children,
  databaseName,
  containers,
}: CosmosPlan): readonly Kept[] {
  const accounts: readonly Kept[] =
    account === undefined ? [] : [{ resource: "cosmos", constructId: cosmosIds.account, name: account.name }];
  if (!children) return accounts;
  const place = existing === undefined ? { account_name: account?.name } : withinExisting(existing);
  return [
    ...accounts,
    { resource: "cosmosDatabase", constructId: cosmosIds.database, name: databaseName, within: place },
    ...containers.map(({ name }): Kept => ({
      resource: "cosmosContainers",
      constructId: cosmosIds.container(name),
      name,
      within: { ...place, database_name: databaseName },
    })),
  ];
}
