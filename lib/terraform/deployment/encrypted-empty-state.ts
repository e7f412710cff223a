import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure } from "../command-failure";
import { emptyState } from "../empty-state";
import { ENCRYPTION_VARIABLE } from "../program";
import type { StackFile } from "../without-backend";
import type { Deployment } from "./deployment";

/** Whether OpenTofu encrypts the state of a stack. */
export function isEncrypted(text: string): boolean {
  const { terraform } = JSON.parse(text) as StackFile;
  return terraform["encryption"] !== undefined || Boolean(process.env[ENCRYPTION_VARIABLE]);
}

/**
 * An empty state as a stack itself would write it. A reader that expects an encrypted state refuses a plain one, so OpenTofu
 * writes it, with the encryption of the stack that it is of. Nothing is initialised for that: a state of a folder needs no backend.
 *
 * @returns the file, in a folder beside the stacks that the caller removes
 */
export async function writeEncryptedEmptyState(
  { commands, signal }: Deployment,
  stack: string,
): Promise<string> {
  const writer = `.empty-${stack}`;
  const folder = commands.stackFolder(writer);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  // What the encryption may refer to goes along.
  const { terraform, variable, locals } = JSON.parse(commands.synthesised(stack)) as StackFile & {
    readonly variable?: object;
    readonly locals?: object;
  };
  const configuration = { terraform: { encryption: terraform["encryption"] }, variable, locals };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(configuration));
  writeFileSync(join(folder, "plain.json"), emptyState("empty"));
  const pushed = await commands.uninitialised(writer, ["state", "push", "plain.json"], signal);
  if (pushed.status !== 0) throw new CommandFailure(`the empty state of ${stack}`, pushed);
  return join(folder, "terraform.tfstate");
}
