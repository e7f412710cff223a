import { run } from "./command";

/** Whether a program is OpenTofu's: it says so in the first word of its version. */
export async function isOpenTofu(program: string, cwd: string): Promise<boolean> {
  const { stdout } = await run(program, ["version"], { cwd, environment: { CHECKPOINT_DISABLE: "1" } });
  return stdout.startsWith("OpenTofu");
}
