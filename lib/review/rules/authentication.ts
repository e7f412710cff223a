import { valueText } from "../shown-value";
import { type Rule, perValue } from "./rule";

/** Arguments that let keys or passwords in, with the value that does. azurerm 4.78 and 5.0 have renamed and inverted some. */
export const LOGINS: Readonly<Record<string, boolean>> = {
  local_authentication_enabled: true,
  local_authentication_disabled: false,
  local_auth_enabled: true,
  shared_access_key_enabled: true,
  local_user_enabled: true,
  sftp_enabled: true,
  admin_enabled: true,
  access_keys_authentication_enabled: true,
  local_account_disabled: false,
  active_directory_authentication_enabled: false,
  ftp_publish_basic_authentication_enabled: true,
  webdeploy_publish_basic_authentication_enabled: true,
  scm_publish_basic_authentication_enabled: true,
  rbac_authorization_enabled: false,
  enable_rbac_authorization: false,
};

/** Who gets in, and by what. */
export const authenticationRules = {
  "local-authentication": {
    severity: "high",
    title: "Keys, passwords or access policies are accepted beside Microsoft Entra ID",
    source: "learn.microsoft.com/security/benchmark/azure/mcsb-v2-identity-management",
    find: perValue(
      ({ argument, before, after }) => {
        const name = argument.slice(argument.lastIndexOf(".") + 1);
        if (!Object.hasOwn(LOGINS, name) || after !== LOGINS[name] || before === after) return undefined;
        return {
          what: `${argument} becomes ${valueText(after, argument)}`,
          why: "A key or password works for everybody who has it, does not expire, and says nothing of who used it.",
          fix: "Sign in with managed identities and roles of Microsoft Entra ID, and keep it off.",
        };
      },
      (change, { built }, stack) => built(stack, change.address) === undefined,
    ),
  },
  "app-authentication-off": {
    severity: "high",
    title: "Sign-in of a function app is switched off, or no longer required",
    source: "learn.microsoft.com/azure/app-service/overview-authentication-authorization",
    find: perValue(({ argument, before, after }) => {
      const isOff = argument === "auth_settings_v2.auth_enabled" && before === true && after !== true;
      const isOptional =
        argument === "auth_settings_v2.require_authentication" && before === true && after !== true;
      return isOff || isOptional
        ? {
            what: `${argument} becomes ${valueText(after, argument)}`,
            why: "Requests without a login reach the functions from now on.",
            fix: "Keep it on, or make sure that each function checks its callers.",
          }
        : undefined;
    }),
  },
} as const satisfies Readonly<Record<string, Rule>>;
