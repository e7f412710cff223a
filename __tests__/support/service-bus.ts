import { type BackendOptions, type Components, defineFunction } from "../../lib";
import { feedbackApi } from "./sample";
import { type SynthesisedBackend, synthBackend } from "./synth";

export const entry = "./src/handler.ts";

/** Options of a backend with Service Bus. */
export const bus = (settings: object = {}, more: BackendOptions = {}): BackendOptions => ({
  ...more,
  optional: { serviceBus: settings },
});

/** A namespace with nothing in it but what is said. */
export const EMPTY = {
  queues: { "email-queue": false, "image-processing-queue": false },
  topics: { "order-events": false },
} as const;

export const api: Components = { feedbackApi };

/** A backend with Service Bus. */
export function withBus(
  settings: object = {},
  components: Components = api,
  more: BackendOptions = {},
): SynthesisedBackend {
  return synthBackend(bus(settings, more), components);
}

/** A function that is started by messages. */
export const started = (trigger: object, name = "it") =>
  defineFunction({ name, entry, trigger: { type: "serviceBus", ...trigger } as never });
