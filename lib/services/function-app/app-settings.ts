import { codeOf } from "../../components/code";
import { derivedSettings } from "../../components/requirements";
import type { Reference } from "../../components/references";
import type { Draft } from "../contract/draft";
import { looksSecret } from "../../settings/redacted";
import { reservedSetting } from "./reserved-settings";
import type { OptionPath } from "../option-path";

/** A name that every operating system and the .NET configuration of the host take. */
const SETTING_NAME = /^[A-Za-z_][A-Za-z0-9_.:-]*$/;
/** learn.microsoft.com/azure/azure-functions/storage-considerations#override-the-host-id */
const HOST_ID = /^AzureFunctionsWebHost(__|:)hostId$/i;

/** Settings that a backend has in some environments only are reserved in all. */
const ANY_REGION = ["any"];

/** Checks the app settings that the user and the components say, against Azure and against each other. */
export function checkAppSettings(draft: Draft): void {
  const { functionApp } = draft.settings;
  const taken = new Map<string, { path: OptionPath; value: string | undefined }>();
  const connections = new Map<string, { path: OptionPath; name: string }>();
  for (const required of draft.requirements.components)
    for (const name of Object.keys(derivedSettings(required, "", new Set(), ANY_REGION))) {
      taken.set(name.toUpperCase(), { path: required.path, value: undefined });
      const [connection = "", part] = name.split("__");
      if (part !== undefined) connections.set(connection, { path: required.path, name: connection });
    }

  for (const [name, value] of Object.entries(functionApp.settings)) {
    const path = `functionApp.settings.${name}` as const;
    if (check(path, name, value) === "absorbed") draft.dropSetting(name, ABSORBED);
  }
  for (const { path, component } of draft.requirements.components) {
    for (const [name, value] of Object.entries(codeOf(component)?.environment ?? {})) {
      const at = `${path}.environment.${name}` as const;
      if (check(at, name, value) === "absorbed") draft.note(at, ABSORBED);
    }
  }

  function check(path: OptionPath, name: string, value: string | Reference): "kept" | "absorbed" {
    checkSettingName(draft, path, name);
    if (HOST_ID.test(name) && functionApp.slots.length > 0)
      draft.problemWithoutValue(
        path,
        "the app and its slots would have the same host id, and only one host with an id can run on a storage account",
        "remove it, or set functionApp.slots to []",
      );
    const reserved = reservedSetting(name, functionApp);
    if (reserved !== undefined) {
      if (reserved.same === value) return "absorbed";
      draft.problemWithoutValue(path, "the backend sets this app setting", reserved.instead);
      return "kept";
    }
    if (typeof value === "string") checkSettingValue(draft, path, name, value);
    const connection = connections.get(connectionOf(name));
    if (connection === undefined) checkTaken(path, name, JSON.stringify(value));
    else
      draft.problemWithoutValue(
        path,
        `${connection.path} uses the connection ${connection.name}, and the Functions host would read this app setting for it`,
        "choose another name",
      );
    return "kept";
  }

  /** Windows takes names of another case for the same. */
  function checkTaken(path: OptionPath, name: string, value: string): void {
    const other = taken.get(name.toUpperCase());
    if (other === undefined) taken.set(name.toUpperCase(), { path, value });
    else if (other.value !== value)
      draft.problemWithoutValue(
        path,
        `${other.path} sets it to another value`,
        "choose another name for one of them",
      );
  }
}

/** What Azure takes as the name of an app setting. */
export function checkSettingName(draft: Draft, path: OptionPath, name: string): void {
  if (!SETTING_NAME.test(name))
    draft.problemWithoutValue(
      path,
      "the name of an app setting must have letters, digits, _ . : and -, and begin with a letter or _",
      "choose another name",
    );
  // learn.microsoft.com/azure/app-service/configure-common#configure-app-settings, Azure/Azure-Functions#1851
  else if (draft.settings.functionApp.os === "linux" && /[.:-]/.test(name))
    draft.problemWithoutValue(
      path,
      "on Linux, the name of an app setting must have only letters, digits and _",
      `write it ${name.replaceAll(/[.:]/g, "__").replaceAll("-", "_")}`,
    );
}

/** Secrets belong in the key vault. */
export function checkSettingValue(draft: Draft, path: OptionPath, name: string, value: string): void {
  if (looksSecret(value))
    draft.problemWithoutValue(
      path,
      "the value looks like a key or a connection string, which would be visible in the plan and the state",
      "connect with the managed identity, or store it in keyVault.secrets and use secret(name)",
    );
  else if (TOKEN.test(value) || (SECRET_NAME.test(name) && isOpaque(value)))
    draft.warnOfAccess(
      path,
      "looks like a secret, which would be visible in the plan and the state: store it in keyVault.secrets, and " +
        "use secret(name)",
    );
}

/**
 * The connection that the Functions host would read a setting for: it takes `:` for `__`, and looks for a connection in two
 * more places first. github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Extensions/ConfigurationExtensions.cs
 */
export function connectionOf(name: string): string {
  const key = name.toUpperCase().replaceAll(":", "__");
  return key.replace(/^(CONNECTIONSTRINGS__)?(AZUREWEBJOBS)?/, "").split("__", 1)[0] ?? "";
}

/** How tokens of well-known services begin: GitHub, GitLab, Slack, Stripe, AWS, SendGrid, and a signed JSON Web Token. */
const TOKEN = /^(gh[pousr]_|github_pat_|glpat-|xox[abprs]-|[sr]k_live_|AKIA[0-9A-Z]{16}|SG\.|eyJ[\w-]+\.eyJ)/;
/** Names that a secret usually has. */
const SECRET_NAME = /(PASSWORD|PASSWD|SECRET|TOKEN|(API|ACCESS|PRIVATE|CLIENT|SIGNING|ENCRYPTION)_?KEY)$/i;

/** Text that may be a secret: no address, no reference to a key vault, no switch and no name of a secret. */
function isOpaque(value: string): boolean {
  return value !== "" && !/^(true|false|\d+|https?:.*|@Microsoft\..*)$/is.test(value);
}

const ABSORBED = "ignored: the backend sets the same value";
