import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_VERSION } from "../../../lib/provider/version";
import type { StandIn } from "../../../lib/stand-in/stand-in";
import { Workspace } from "../../../lib/terraform/workspace";
import { program } from "../../support/terraform-program";
import { providers } from "./stage";

/** An account that keeps states, made beforehand by somebody else: docs/guides/state.md. */
export async function makeStateAccount(standIn: StandIn, account: string, container: string): Promise<void> {
  const workspace = new Workspace({
    terraform: program,
    cliConfigFile: providers.current,
    environment: standIn.environment,
  });
  try {
    const folder = workspace.stackFolder("states");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(configuration(account, container)));
    const { status, stderr } = await workspace.apply("states");
    if (status !== 0) throw new Error(stderr);
  } finally {
    workspace.remove();
  }
}

function configuration(account: string, container: string): object {
  return {
    terraform: { required_providers: { azurerm: { source: "azurerm", version: PROVIDER_VERSION } } },
    provider: {
      azurerm: [
        {
          features: [{}],
          storage_use_azuread: true,
          resource_provider_registrations: "none",
          resource_providers_to_register: ["Microsoft.Storage"],
        },
      ],
    },
    data: { azurerm_client_config: { current: {} } },
    resource: {
      azurerm_resource_group: { states: { name: "rg-states", location: "westeurope" } },
      azurerm_storage_account: {
        states: {
          name: account,
          resource_group_name: "${azurerm_resource_group.states.name}",
          location: "westeurope",
          account_tier: "Standard",
          account_replication_type: "LRS",
          shared_access_key_enabled: false,
        },
      },
      azurerm_storage_container: {
        states: { name: container, storage_account_id: "${azurerm_storage_account.states.id}" },
      },
      azurerm_role_assignment: {
        states: {
          scope: "${azurerm_storage_account.states.id}",
          role_definition_name: "Storage Blob Data Owner",
          principal_id: "${data.azurerm_client_config.current.object_id}",
        },
      },
    },
  };
}
