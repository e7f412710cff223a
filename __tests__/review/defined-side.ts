import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { defineBackend } from "../../lib";
import type { BuiltResource, DefinedBackend } from "../../lib/decide/plan-channel";
import { type EnvironmentSide, environmentSide } from "../../lib/difference/environment-side";
import type { Definition } from "./scenarios/scenario";

/** A definition as the command sees it: decided, written, and with the library's resources. */
export type DefinedSide = EnvironmentSide & { readonly built: readonly BuiltResource[] };

const sides = new Map<Definition, DefinedSide>();

/** Several scenarios have the same base: it is written once. */
export function definedSide(definition: Definition): DefinedSide {
  const side = sides.get(definition) ?? written(definition);
  sides.set(definition, side);
  return side;
}

function written({ components, options, own }: Definition): DefinedSide {
  const outdir = mkdtempSync(join(tmpdir(), "scenario-"));
  const heard: DefinedBackend[] = [];
  const listen = (message: unknown): void => void heard.push(message as DefinedBackend);
  subscribe("azure-backend:plan", listen);
  try {
    const app = new App({ outdir });
    const backend = defineBackend(components, { app, ...options });
    own?.(backend);
    app.synth();
    const [defined] = heard;
    if (defined === undefined) throw new Error("nothing was heard of the backend");
    const { plan, listResources } = defined;
    return { ...environmentSide(plan.environment, plan, outdir), built: listResources?.() ?? [] };
  } finally {
    unsubscribe("azure-backend:plan", listen);
    rmSync(outdir, { recursive: true });
  }
}
