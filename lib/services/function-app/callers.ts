import { CALLER_SETTINGS, FROM_APP_SERVICE } from "../../components/caller-settings";
import type { SettingValue } from "../../components/setting-value";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import type { FunctionAppSettings, TokenSettings } from "./settings";

const TOKENS = "functionApp.tokens";
const SIGN_IN = "functionApp.signIn";

/** Whose tokens code accepts, and that something does where a component asks who is calling. */
export function decideCallers(draft: Draft): void {
  const { tokens, signIn } = draft.settings.functionApp;
  if (tokens !== false) checkTokens(draft, tokens);
  if (tokens !== false && signIn !== false)
    draft.problem(
      TOKENS,
      `is set beside ${SIGN_IN}, which validates tokens before they reach the code`,
      "remove one of them",
      SIGN_IN,
    );
  for (const { path, component } of draft.requirements.components) {
    if (component.kind !== "crud-api" || component.authorize === undefined || tokens !== false) continue;
    if (signIn === false)
      draft.missing(
        SIGN_IN,
        `is not set, nor is ${TOKENS}: nothing would say who calls ${component.name}`,
        `set ${SIGN_IN} to { clientId }, or ${TOKENS} to { issuer, audiences }, or remove authorize of ${component.name}`,
        `${path}.authorize`,
      );
    else if (component.signIn === false)
      draft.problem(
        `${path}.signIn`,
        "exempts the API from sign-in, and its rules in authorize need to know who is calling",
        "remove signIn, or authorize",
        `${path}.authorize`,
      );
  }
}

function checkTokens(draft: Draft, { issuer, audiences }: Partial<TokenSettings>): void {
  if (issuer === undefined && !draft.refused(`${TOKENS}.issuer`))
    draft.missing(
      `${TOKENS}.issuer`,
      "is not set, and a token is validated by the keys of its issuer",
      'set it to the issuer as its tokens name it, such as "https://login.microsoftonline.com/<tenant id>/v2.0"',
      TOKENS,
    );
  else if (issuer !== undefined && !isIssuer(issuer))
    draft.problem(
      `${TOKENS}.issuer`,
      `must be an https URL without a query, got ${redacted(issuer)}`,
      'write it as tokens name it, such as "https://login.microsoftonline.com/<tenant id>/v2.0"',
    );
  if ((audiences ?? []).length === 0 && !draft.refused(`${TOKENS}.audiences`))
    draft.missing(
      `${TOKENS}.audiences`,
      "has no audience, so tokens for other applications would be accepted",
      "set it to the client id of the API's application, as a list",
      TOKENS,
    );
  for (const audience of audiences ?? [])
    if (audience === "" || /[\s,]/.test(audience))
      draft.problem(
        `${TOKENS}.audiences`,
        `must have audiences without spaces and commas, got ${redacted(audience)}`,
        "write it as the claim aud has it",
      );
}

/** OpenID Connect Discovery 1.0, section 2: an issuer has neither query nor fragment. */
function isIssuer(text: string): boolean {
  const { protocol, search, hash } = URL.canParse(text)
    ? new URL(text)
    : { protocol: "", search: "", hash: "" };
  return protocol === "https:" && search === "" && hash === "";
}

/** The app settings by which the code finds out who is calling. */
export function callerSettings({
  signIn,
  tokens,
}: Pick<FunctionAppSettings, "signIn" | "tokens">): Readonly<Record<string, SettingValue>> {
  if (signIn !== false) return { [CALLER_SETTINGS.from]: FROM_APP_SERVICE };
  if (tokens === false) return {};
  // What is missing is a problem, and the plan beside it is not built.
  const { issuer = "", audiences = [] } = tokens as Partial<TokenSettings>;
  return { [CALLER_SETTINGS.issuer]: issuer, [CALLER_SETTINGS.audiences]: audiences.join(",") };
}
