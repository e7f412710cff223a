import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type BackendOptions, defineBackend } from "../../lib";
import type { BuiltResource, DefinedBackend } from "../../lib/decide/plan-channel";
import type { JsonObject } from "../../lib/stand-in/json";
import { feedbackApi, processUploadFunction } from "./sample";

/** The sample as a listener in another process hears of it, and its stacks by id. */
export function heardBackend(options: BackendOptions): {
  readonly backend: Pick<DefinedBackend, "plan"> & { readonly resources: readonly BuiltResource[] };
  readonly stacks: Readonly<Record<string, JsonObject>>;
} {
  const outdir = mkdtempSync(join(tmpdir(), "heard-"));
  const heard: DefinedBackend[] = [];
  const listen = (message: unknown): void => void heard.push(message as DefinedBackend);
  subscribe("azure-backend:plan", listen);
  try {
    const app = new App({ outdir });
    defineBackend({ feedbackApi, processUploadFunction }, { app, ...options });
    app.synth();
    const [backend] = heard;
    if (backend === undefined) throw new Error("nothing was heard of the backend");
    const { plan, listResources } = backend;
    const ids = Object.values(plan.stackIds);
    const written = (id: string): JsonObject =>
      JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")) as JsonObject;
    return {
      backend: { plan, resources: listResources?.() ?? [] },
      stacks: Object.fromEntries(ids.map((id) => [id, written(id)])),
    };
  } finally {
    unsubscribe("azure-backend:plan", listen);
    rmSync(outdir, { recursive: true });
  }
}
