import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, Manifest, TerraformStack } from "cdktf";

/**
 * Writes an app as `app.synth()` does, into a temporary folder that is deleted again.
 *
 * @returns the text of each stack's `cdk.tf.json`, by id
 * @throws whatever `app.synth()` throws
 */
export function writtenApp(app: App): Readonly<Record<string, string>> {
  const outdir = mkdtempSync(join(tmpdir(), "invariants-"));
  try {
    const { skipValidation, manifest: own } = app;
    // Always as JSON: an app that writes HCL has the same stacks.
    const manifest = new Manifest(own.version, outdir, false);
    const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
    for (const stack of stacks) stack.prepareStack();
    for (const stack of stacks) stack.synthesizer.synthesize({ outdir, skipValidation, manifest });
    if (!skipValidation) refuseInvalid(app);
    return Object.fromEntries(stacks.map((stack) => [stack.node.id, textOf(app, stack, outdir, manifest)]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function refuseInvalid(app: App): void {
  const faults = app.node.validate();
  if (faults.length > 0) throw new Error(`the app is not valid:\n  ${faults.join("\n  ")}`);
}

/** The synthesizer of a stack was told by its app which syntax to write. */
function textOf(app: App, stack: TerraformStack, outdir: string, manifest: Manifest): string {
  if (app.hclOutput) return `${JSON.stringify(stack.toTerraform(), null, 2)}\n`;
  return readFileSync(join(outdir, manifest.forStack(stack).synthesizedStackPath), "utf8");
}
