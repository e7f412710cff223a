import type { Draft } from "../../plan/draft";
import { reportTwins } from "../../plan/twins";
import { CONNECTION_STRINGS, HOST_CONNECTION_STRING, JWT_SECRET } from "./secret-names";

export function decideKeyVault(draft: Draft): void {
  const { secrets, connectionStrings } = draft.settings.keyVault;
  if (connectionStrings)
    draft.warn(
      "keyVault.connectionStrings",
      "the keys of the Cosmos DB and storage accounts are switched on: whoever reads these secrets has all data",
    );
  reportTwins(draft, "keyVault.secrets", secrets);
  for (const [name, said] of Object.entries(secrets)) {
    const path = `keyVault.secrets.${name}`;
    if (name === JWT_SECRET && said === false)
      draft.problem(path, "every backend has it", `leave ${path} out`);
    if (CONNECTION_STRINGS.includes(name) && said !== false && !connectionStrings)
      draft.problem(
        path,
        "is a connection string, not a random secret",
        "set keyVault.connectionStrings to true",
      );
    if (CONNECTION_STRINGS.includes(name) && said === false && connectionStrings)
      draft.problem(
        path,
        "comes with keyVault.connectionStrings",
        `leave ${path} out`,
        "keyVault.connectionStrings",
      );
    if (name === HOST_CONNECTION_STRING && draft.settings.functionApp.package !== "content-share")
      draft.problem(path, "is made for functionApp.package content-share only", "choose another name");
  }
}
