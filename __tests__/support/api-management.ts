import { type BackendOptions, type Components, defineFunction } from "../../lib";
import { feedbackApi, processUploadFunction } from "./sample";
import { type JsonObject, type SynthesisedBackend, synthBackend } from "./synth";

/** Who publishes an API: Azure asks for it. */
export const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
export const sample: Components = { feedbackApi, processUploadFunction };

/** A backend with API Management. */
export function withApim(
  settings: object = {},
  components: Components = sample,
  more: BackendOptions = {},
): SynthesisedBackend {
  return synthBackend({ ...more, optional: { apim: { ...publisher, ...settings } } }, components);
}

/** A function that answers GET on a route, unless more is said. */
export const http = (name: string, route: string, more: object = {}) =>
  defineFunction({
    name,
    entry: "./src/handler.ts",
    trigger: { type: "http", route, methods: ["GET"], ...more },
  });

/** Every resource of API Management of a type, by name, in the workloads. */
export const all = ({ workloads }: SynthesisedBackend, type: string): Readonly<Record<string, JsonObject>> =>
  workloads.all(`azurerm_api_management_${type}`);

/** The one of a type. */
export const one = ({ workloads }: SynthesisedBackend, type: string): JsonObject =>
  workloads.only(`azurerm_api_management_${type}`);

/** What a plan notes, as text. */
export const notes = ({ backend }: SynthesisedBackend): readonly string[] =>
  backend.plan.notes.map(({ level, path, message }) => `${level}: ${path}: ${message}`);
