import { mayDo } from "./blob-rights";
import { resourceAt } from "./data-plane-hosts";
import { Refusal, type Request, type Response, ok } from "./exchange";
import { textAt } from "./json";
import type { Resource, Store } from "./store";
import { settingsOf } from "./types/running-site";

const PATH = /^(\/subscriptions\/.*\/sites\/.*?)\/config\/configreferences\/appsettings(\/refresh)?$/i;
const READ = "Microsoft.KeyVault/vaults/secrets/getSecret/action";

/**
 * How an app or a slot sees its settings that refer to a vault, and POST to read them again:
 * learn.microsoft.com/rest/api/appservice/web-apps/get-app-settings-key-vault-references
 */
export function answerAppReferences({ method, path }: Request, store: Store): Response | undefined {
  const [, id, refresh] = PATH.exec(path) ?? [];
  if (id === undefined || method !== (refresh === undefined ? "GET" : "POST")) return undefined;
  const site = store.get(id);
  if (site === undefined)
    throw new Refusal(404, "ResourceNotFound", `The Resource 'Microsoft.Web/sites/${id}' was not found.`);
  return ok({
    value: Object.entries(settingsOf(site)).flatMap(([setting, value]) =>
      value.startsWith("@Microsoft.KeyVault(")
        ? [
            {
              id: `${site.id}/config/configreferences/appsettings/${setting}`,
              name: setting,
              type: `${site.type}/config/configreferences`,
              properties: { reference: value, status: statusOf(value, site, store) },
            },
          ]
        : [],
    ),
  });
}

/** `ResolveStatus` of the same page. */
function statusOf(reference: string, site: Resource, store: Store): string {
  const [, host = "", name = ""] =
    /SecretUri=https:\/\/([^/]+)\/secrets\/([0-9A-Za-z-]+)/.exec(reference) ?? [];
  if (name === "") return "InvalidSyntax";
  const vault = resourceAt(host, store);
  if (vault === undefined) return "VaultNotFound";
  const secret = `${vault.id}/secrets/${name}`;
  if (!mayDo(textAt(site.body, "identity.principalId"), [READ], secret, store))
    return "AccessToKeyVaultDenied";
  return store.get(secret) === undefined ? "SecretNotFound" : "Resolved";
}
