import type { StandIn } from "../../../lib/stand-in/stand-in";
import type { Resource } from "../../../lib/stand-in/store";

/** The account that keeps data; the Functions host and packages may have accounts of their own. */
export function dataAccount(standIn: StandIn): Resource {
  const all = standIn.resources.filter(({ type }) => type === "Microsoft.Storage/storageAccounts");
  const [account, ...others] = all.filter(({ name }) => !/^st(host|pkg)/.test(name));
  if (account === undefined || others.length > 0)
    throw new Error(`there are ${all.length} storage accounts, and not one of them is that of the data`);
  return account;
}
