import { type BackendOptions, type Components, defineFunction } from "../../lib";
import { sample } from "./api-management";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "./synth";

/** Started by an upload, writes to public assets and to an archive. */
const resize = defineFunction({
  name: "resize",
  entry: "./src/handler.ts",
  trigger: { type: "blob", path: "uploads/{name}" },
  bindings: [
    { type: "blob", direction: "in", name: "logo", path: "assets/logo.png" },
    { type: "blob", direction: "out", name: "archived", path: "archive/{name}" },
  ],
  access: [{ type: "blob", container: "assets", action: "write" }],
});
export const components: Components = { ...sample, resize };

/** A backend with Front Door. */
export function withCdn(settings: object | true = true, more: BackendOptions = {}): SynthesisedBackend {
  return synthBackend({ ...more, optional: { cdn: settings } }, components);
}

/** An output of the platform, as the workloads read it. */
export const platform = (output: string): string =>
  `\${data.terraform_remote_state.platform.outputs.${output}}`;

export const appOf = ({ workloads }: SynthesisedBackend): JsonObject =>
  workloads.only("azurerm_windows_function_app");

export const settingsIn = (backend: SynthesisedBackend): JsonObject =>
  appOf(backend)["app_settings"] as JsonObject;

/** An existing account. */
export const SHARED =
  "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stshared";
