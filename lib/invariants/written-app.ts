import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, Manifest, TerraformStack } from "cdktf";

/**
 * The text of each stack's `cdk.tf.json`, by id.
 *
 * @throws whatever `app.synth()` throws
 */
export function writtenApp(app: App): Readonly<Record<string, string>> {
  return inWrittenApp(app, (outdir, ids) =>
    Object.fromEntries(
      ids.map((id) => [id, readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")]),
    ),
  );
}

/**
 * Writes an app as `app.synth()` does, into a temporary folder that is deleted again. An app that writes HCL is written as JSON too.
 *
 * @param read - gets the folder, and the ids of the stacks in it
 */
export function inWrittenApp<Result>(
  app: App,
  read: (outdir: string, ids: readonly string[]) => Result,
): Result {
  const outdir = mkdtempSync(join(tmpdir(), "written-app-"));
  try {
    const { skipValidation, manifest: own } = app;
    const manifest = new Manifest(own.version, outdir, app.hclOutput);
    const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
    for (const stack of stacks) stack.prepareStack();
    for (const stack of stacks) stack.synthesizer.synthesize({ outdir, skipValidation, manifest });
    if (!skipValidation) refuseInvalid(app);
    if (app.hclOutput) for (const stack of stacks) writeJson(stack, outdir);
    return read(
      outdir,
      stacks.map(({ node }) => node.id),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function refuseInvalid(app: App): void {
  const faults = app.node.validate();
  if (faults.length > 0) throw new Error(`the app is not valid:\n  ${faults.join("\n  ")}`);
}

function writeJson(stack: TerraformStack, outdir: string): void {
  const file = join(outdir, "stacks", stack.node.id, "cdk.tf.json");
  writeFileSync(file, `${JSON.stringify(stack.toTerraform(), null, 2)}\n`);
}
