import { apiVersionOf } from "../../azure/api-versions";
import type { Clock } from "../../release/connection";
import type { Manager } from "../doctor/manager";
import type { VaultPlace } from "./declared-secrets";
import { type NewValue, VaultFailure } from "./vault-secrets";

/** learn.microsoft.com/rest/api/resources/deployments/create-or-update */
const API_VERSION = "2020-06-01";
/** learn.microsoft.com/azure/azure-resource-manager/templates/resource-name-rules: names of deployments */
const LONGEST_NAME = 64;
const PAUSE = 2_000;
const ATTEMPTS = 60;

/**
 * Writes a value by a template deployment: Azure Resource Manager is one of the services that a closed vault takes connections from. A
 * secure parameter is kept neither in the history of deployments nor in a log of Azure.
 *
 * @throws {@link VaultFailure} with what to do
 */
export async function setByDeployment(
  manager: Manager,
  clock: Clock,
  vault: VaultPlace & { readonly subscriptionId: string },
  name: string,
  value: NewValue,
): Promise<void> {
  const deployment = `set-secret-${name}`.slice(0, LONGEST_NAME);
  const group = `/subscriptions/${vault.subscriptionId}/resourceGroups/${vault.resourceGroup}`;
  const path = `${group}/providers/Microsoft.Resources/deployments/${deployment}?api-version=${API_VERSION}`;
  const begun = await manager.send("PUT", path, bodyOf(vault, name, value));
  if (begun.status !== 200 && begun.status !== 201) throw refused(begun, group);
  let state = stateIn(begun.body);
  for (let attempt = 0; !ENDED.includes(state.state) && attempt < ATTEMPTS; attempt += 1) {
    await clock.wait(PAUSE);
    const { status, body } = await manager.send("GET", path);
    if (status === 200) state = stateIn(body);
  }
  if (state.state === "Succeeded") return;
  throw new VaultFailure(
    `The deployment ${deployment} of ${vault.resourceGroup} ended as ${state.state || "unknown"}: ${state.message}`,
  );
}

const ENDED = ["Succeeded", "Failed", "Canceled"];

function bodyOf(vault: VaultPlace, name: string, { value, expires }: NewValue): object {
  return {
    properties: {
      mode: "Incremental",
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        parameters: { value: { type: "secureString" } },
        resources: [
          {
            type: "Microsoft.KeyVault/vaults/secrets",
            apiVersion: apiVersionOf("Microsoft.KeyVault"),
            name: `${vault.name}/${name}`,
            properties: {
              value: "[parameters('value')]",
              contentType: "text/plain",
              ...(expires === undefined ? {} : { attributes: { exp: expires } }),
            },
          },
        ],
      },
      parameters: { value: { value } },
    },
  };
}

function refused(
  { status, body }: { readonly status: number; readonly body: string },
  group: string,
): VaultFailure {
  const { message } = stateIn(body);
  const said = `Azure Resource Manager answered ${status}: ${message}`;
  return new VaultFailure(
    status === 403
      ? `${said}\nGive the login a role with Microsoft.Resources/deployments/* and Microsoft.KeyVault/vaults/secrets/write on ${group}, ` +
          "such as Contributor."
      : said,
  );
}

interface Answer {
  readonly properties?: {
    readonly provisioningState?: string;
    readonly error?: {
      readonly message?: string;
      readonly details?: readonly { readonly message?: string }[];
    };
  };
  readonly error?: { readonly message?: string; readonly details?: readonly { readonly message?: string }[] };
}

function stateIn(body: string): { readonly state: string; readonly message: string } {
  const answer = answerIn(body);
  const error = answer.properties?.error ?? answer.error;
  // What went wrong with the secret stands in the details; the message only says where to look.
  const details = error?.details?.flatMap(({ message }) => message ?? []).join(" ") ?? "";
  const message = details === "" ? (error?.message ?? "it gave no reason") : details;
  return { state: answer.properties?.provisioningState ?? "", message };
}

function answerIn(body: string): Answer {
  try {
    return JSON.parse(body) as Answer;
  } catch {
    return {};
  }
}
