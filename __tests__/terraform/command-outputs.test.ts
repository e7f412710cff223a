import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StandIn } from "../../lib/stand-in/stand-in";
import { keptOutputs, newProject, outputsOf, shownWithTerraform } from "../../scripts/command-outputs";
import { install } from "../support/packed";
import { runTool } from "../support/tool";
import { providers, stage } from "./support/stage";

stage("docs/commands.md", () => {
  test("docs/commands.md shows what the commands print that need Terraform", async () => {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), "outputs-"));
    const standIn = await StandIn.start();
    try {
      const { project } = await newProject(folder, await install(join(folder, "package")));
      const environment = { ...standIn.environment, TF_CLI_CONFIG_FILE: providers.current };
      const outputs = await outputsOf(
        shownWithTerraform,
        project,
        async (args, cwd) => (await runTool(args, { cwd, environment })).stdout,
      );
      expect(keptOutputs()).toMatchObject(outputs);
    } finally {
      await standIn.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
