import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { defineBackend } from "../../lib";
import type { DefinedBackend } from "../../lib/decide/plan-channel";
import { stackRoles } from "../../lib/services/contract/service";
import { feedbackApi } from "../support/sample";

const outdir = mkdtempSync(join(tmpdir(), "empty-stacks-"));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

test("a listener that needs the plan alone has the stacks written empty, with their dependencies", () => {
  const heard: DefinedBackend[] = [];
  const listen = (message: unknown): void => {
    const defined = message as DefinedBackend;
    defined.writeEmptyStacks?.();
    heard.push(defined);
  };
  subscribe("azure-backend:plan", listen);
  const app = new App({ outdir });
  defineBackend({ feedbackApi }, { app, project: "shop", location: "westeurope" });
  unsubscribe("azure-backend:plan", listen);
  app.synth();

  const [{ plan } = { plan: undefined }] = heard;
  const ids = stackRoles.map((role) => plan?.stackIds[role] ?? "");
  const written = ids.map(
    (id) => JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")) as unknown,
  );
  expect(written).toEqual([{}, {}, {}]);
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>>;
  };
  expect(ids.map((id) => manifest.stacks[id]?.dependencies.length)).toEqual([0, 1, 2]);
});
