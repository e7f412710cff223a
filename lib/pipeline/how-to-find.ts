import { EVERY_PULL_REQUEST } from "../azure/names/pull-request";

/** How a value of `pipeline.json` that is missing is found out. */
export function howToFind(keys: readonly string[], system: unknown): string {
  const name = keys.at(-1) ?? "";
  if (name === "issuer" || name === "subject")
    return system === "azure-devops"
      ? `copy it from the service connection: ${SERVICE_CONNECTION}`
      : name === "issuer"
        ? `use ${GITHUB_ISSUER}, or that of your GitHub Enterprise`
        : `copy it from GitHub: ${GITHUB_SUBJECT}`;
  if (name === "login" && keys.includes(EVERY_PULL_REQUEST)) return "add { issuer, apply }";
  return HOW[name] ?? `add ${name}`;
}

/** Of github.com: docs.github.com/actions/reference/security/oidc */
export const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";

/** `sub_claim_prefix` of the answer, then `:environment:<name>`, unless the repository has other claims in it. */
export const GITHUB_SUBJECT = "gh api repos/OWNER/REPO/actions/oidc/customization/sub";

export const SERVICE_CONNECTION = "az devops service-endpoint show --id ID --query authorization.parameters";

const HOW: Readonly<Record<string, string>> = {
  system: 'add "system": "github" or "azure-devops"',
  environments: "add one environment of the app",
  tenantId: "add what `az account show --query tenantId --output tsv` prints",
  login: "add { issuer, plan, apply }",
  plan: "add { subject } of the jobs that plan",
  apply: "add { subject } of the jobs that apply",
  serviceConnection: "add the name of the service connection",
  serviceConnectionId: "add the id of the service connection: `az devops service-endpoint list` prints it",
};
