import { readFileSync } from "node:fs";
import type { AzureHttpOptions } from "../http/azure-http";
import { azureHttp } from "../http/azure-http";
import { type AzureCloud, CLOUDS, DEFAULT_CLOUD } from "../release/clouds";
import {
  type AzureConnection,
  type Credential,
  azureConnection,
  connectionWith,
} from "../release/connection";
import { identityLibrary } from "../release/identity-library";
import { isDataObject } from "../settings/data";
import { AUDIENCE } from "./token-audience";

/** Variables of the environment. */
export type Variables = Readonly<Record<string, string | undefined>>;

interface Client {
  readonly tenantId: string;
  readonly clientId: string;
}

/** How Terraform signs in, by its variables: registry.terraform.io/providers/hashicorp/azurerm/latest/docs#authenticating-to-azure */
export type TerraformLogin =
  /** GitHub, or another service that gives a token for a request. */
  | (Client & { readonly type: "token-request"; readonly url: string; readonly token: string })
  | (Client & { readonly type: "token"; readonly token: string })
  | (Client & { readonly type: "token-file"; readonly file: string })
  | (Client & {
      readonly type: "azure-pipelines";
      readonly serviceConnectionId: string;
      readonly accessToken: string;
    })
  | (Client & { readonly type: "secret"; readonly secret: string })
  | { readonly type: "managed-identity"; readonly clientId: string | undefined }
  /** As `@azure/identity` does by itself: `az login` above all. */
  | { readonly type: "default" };

/**
 * The login that Terraform would use, so that a job that runs it needs no second one. In the order of the provider:
 * github.com/hashicorp/terraform-provider-azurerm, vendor/github.com/hashicorp/go-azure-sdk/sdk/auth/auth.go
 */
export function terraformLogin(variables: Variables): TerraformLogin {
  // A variable that is set to nothing is not set.
  const value = (...names: readonly string[]): string | undefined =>
    names.map((name) => variables[name]).find(Boolean);
  const [tenantId, clientId] = [value("ARM_TENANT_ID"), value("ARM_CLIENT_ID")];
  if (tenantId !== undefined && clientId !== undefined) {
    const client = { tenantId, clientId };
    const secret = value("ARM_CLIENT_SECRET");
    if (secret !== undefined) return { ...client, type: "secret", secret };
    const federated = isOn(variables["ARM_USE_OIDC"]) ? federatedLogin(client, value) : undefined;
    if (federated !== undefined) return federated;
  }
  if (isOn(variables["ARM_USE_MSI"])) return { type: "managed-identity", clientId };
  return { type: "default" };
}

function federatedLogin(
  client: Client,
  value: (...names: readonly string[]) => string | undefined,
): TerraformLogin | undefined {
  const token = value("ARM_OIDC_TOKEN");
  if (token !== undefined) return { ...client, type: "token", token };
  const file = value("ARM_OIDC_TOKEN_FILE_PATH");
  if (file !== undefined) return { ...client, type: "token-file", file };
  const serviceConnectionId = value(
    "ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID",
    "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID",
  );
  const accessToken = value("SYSTEM_ACCESSTOKEN");
  if (serviceConnectionId !== undefined && accessToken !== undefined)
    return { ...client, type: "azure-pipelines", serviceConnectionId, accessToken };
  const url = value("ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL");
  const requestToken = value("ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
  return url === undefined || requestToken === undefined
    ? undefined
    : { ...client, type: "token-request", url, token: requestToken };
}

/** As Go reads a boolean. */
function isOn(value: string | undefined): boolean {
  return ["1", "t", "true"].includes((value ?? "").toLowerCase());
}

/** The cloud that Terraform works in: its variable `ARM_ENVIRONMENT`. */
export function terraformCloud(variables: Variables): AzureCloud {
  return TERRAFORM_CLOUDS[(variables["ARM_ENVIRONMENT"] ?? "").toLowerCase()] ?? DEFAULT_CLOUD;
}

const TERRAFORM_CLOUDS: Readonly<Record<string, AzureCloud>> = {
  usgovernment: "AzureUSGovernment",
  china: "AzureChinaCloud",
};

/**
 * A connection that is signed in as Terraform is.
 *
 * @param tenantId - of what is asked for, where it is not that of the login
 */
export function terraformConnection(variables: Variables, tenantId?: string): AzureConnection {
  const login = terraformLogin(variables);
  const { authority } = CLOUDS[terraformCloud(variables)];
  if (login.type === "default") return azureConnection(tenantId, authority);
  const options = authority === undefined ? {} : { authorityHost: authority };
  return connectionWith(() => credentialOf(login, tenantId, options));
}

async function credentialOf(
  login: Exclude<TerraformLogin, { readonly type: "default" }>,
  tenantId: string | undefined,
  options: { readonly authorityHost?: string },
): Promise<Credential> {
  const identity = await identityLibrary();
  if (login.type === "managed-identity")
    return login.clientId === undefined
      ? new identity.ManagedIdentityCredential()
      : new identity.ManagedIdentityCredential({ clientId: login.clientId });
  const { clientId } = login;
  const tenant = tenantId ?? login.tenantId;
  switch (login.type) {
    case "secret":
      return new identity.ClientSecretCredential(tenant, clientId, login.secret, options);
    case "azure-pipelines":
      return new identity.AzurePipelinesCredential(
        tenant,
        clientId,
        login.serviceConnectionId,
        login.accessToken,
        options,
      );
    case "token":
    case "token-file":
    case "token-request":
      return new identity.ClientAssertionCredential(tenant, clientId, () => assertionOf(login), options);
  }
}

/**
 * The token of the service that runs this job.
 *
 * @throws Error where the service gives none
 */
export async function assertionOf(
  login: Extract<TerraformLogin, { readonly type: "token" | "token-file" | "token-request" }>,
  http: AzureHttpOptions = {},
): Promise<string> {
  switch (login.type) {
    case "token":
      return login.token;
    case "token-file":
      return readFileSync(login.file, "utf8").trim();
    case "token-request": {
      const url = new URL(login.url);
      url.searchParams.set("audience", AUDIENCE);
      const answer = await azureHttp(http)({
        method: "GET",
        url: url.href,
        headers: { Accept: "application/json", Authorization: `Bearer ${login.token}` },
      });
      const value = answer.status === 200 ? tokenIn(answer.body) : undefined;
      if (value !== undefined) return value;
      throw new Error(
        `${url.host} gave no token for this job (status ${answer.status}): allow it (on GitHub "permissions: id-token: write")`,
      );
    }
  }
}

/** docs.github.com/actions/reference/security/oidc: the token is in `value`. */
function tokenIn(body: string): string | undefined {
  try {
    const answer = JSON.parse(body) as unknown;
    return isDataObject(answer) && typeof answer["value"] === "string" ? answer["value"] : undefined;
  } catch {
    return undefined;
  }
}
