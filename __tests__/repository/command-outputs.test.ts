import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandOutputs, keptOutputs } from "../../scripts/command-outputs";
import { install } from "../support/packed";

test("docs/reference/commands.md shows what the commands print in a new project", async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "outputs-"));
  try {
    const installed = await install(join(folder, "package"));
    expect(keptOutputs()).toMatchObject(await commandOutputs(folder, installed));
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 240_000);
