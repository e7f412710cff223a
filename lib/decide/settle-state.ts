import { isAbsolute, normalize } from "node:path";
import { nameFault } from "./names/name-rules";
import type { Report } from "../services/contract/existing-resource";
import { redacted } from "../settings/redacted";
import type { AzurermState, BackendSettings, CloudState, LocalState } from "./options/backend-settings";
import type { NoState } from "./options/terraform-state";
import { isInBackend } from "./state-backends";
import { type TerraformStatePlan, settleTerraformState } from "./settle-terraform-state";

/** Where the stacks keep their state, complete. */
export type StatePlan =
  | Required<LocalState>
  | AzurermState
  | (CloudState & { readonly hostname: string })
  | TerraformStatePlan
  | NoState;

/**
 * Settles where the state is, and reports what cannot be.
 *
 * @param longestId - the longest id of the stacks
 */
export function settleState(
  given: NonNullable<BackendSettings["state"]>,
  longestId: string,
  problem: Report,
): StatePlan {
  if (isInBackend(given)) return settleTerraformState(given, longestId, problem);
  switch (given.type) {
    case "local":
      return settleLocalState(given, problem);
    case "cloud":
      return { ...given, hostname: given.hostname ?? "app.terraform.io" };
    case "azurerm":
      checkAzurermState(given, problem);
      return given;
    case "none":
      return given;
  }
}

function checkAzurermState({ storageAccountName, containerName }: AzurermState, problem: Report): void {
  const account = nameFault("storageAccount", storageAccountName);
  if (account !== undefined)
    problem(
      "state.storageAccountName",
      `${account}, got ${redacted(storageAccountName)}`,
      "set the name of the storage account",
    );
  const container = nameFault("storageContainer", containerName);
  if (container !== undefined)
    problem(
      "state.containerName",
      `${container}, got ${redacted(containerName)}`,
      "set the name of the blob container",
    );
}

function settleLocalState({ directory = "state" }: LocalState, problem: Report): StatePlan {
  const normal = normalize(directory).replaceAll("\\", "/").replace(/\/+$/, "");
  if (isAbsolute(directory) || /^[A-Za-z]:/.test(directory))
    problem(
      "state.directory",
      `must be a relative path, got ${redacted(directory)}`,
      "give a path relative to the folder that contains cdktf.out",
    );
  // The CLI empties cdktf.out of what is no longer synthesised.
  else if (normal === "cdktf.out" || normal.startsWith("cdktf.out/"))
    problem(
      "state.directory",
      "must not be in cdktf.out, which every synth empties",
      'choose another folder, such as "state"',
    );
  return { type: "local", directory: normal };
}
