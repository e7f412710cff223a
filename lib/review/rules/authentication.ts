import { accessPolicyArguments, keyArguments } from "../../azure/opening-arguments";
import { valueText } from "../shown-value";
import { type Rule, perValue } from "./rule";

const signIn = { ...keyArguments, ...accessPolicyArguments };

/** Who gets in, and by what. */
export const authenticationRules = {
  "local-authentication": {
    severity: "high",
    title: "Keys, passwords or access policies are accepted beside Microsoft Entra ID",
    source: "learn.microsoft.com/security/benchmark/azure/mcsb-v2-identity-management",
    find: perValue(
      ({ argument, before, after }) => {
        const name = argument.slice(argument.lastIndexOf(".") + 1);
        if (after === undefined || after !== signIn[name]?.value || before === after) return undefined;
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
