import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StandIn } from "../../lib/stand-in/stand-in";
import { keptOutputs, newProject, outputsOf, shownWithTerraform } from "../../scripts/command-outputs";
import { install } from "../support/packed";
import { runTool } from "../support/tool";
import { providers, stage } from "./support/stage";

const { rehearse, ...onAzure } = shownWithTerraform;

stage("what docs/reference/commands.md shows of commands that need Terraform", () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "outputs-"));
  let standIn: StandIn;
  let project = "";

  beforeAll(async () => {
    standIn = await StandIn.start();
    ({ project } = await newProject(folder, await install(join(folder, "package"))));
  });
  afterAll(async () => {
    await standIn.stop();
    rmSync(folder, { recursive: true });
  });

  async function printed(args: readonly string[], cwd: string, isOnAzure: boolean): Promise<string> {
    const environment = {
      ...(isOnAzure ? standIn.environment : {}),
      TF_CLI_CONFIG_FILE: providers.current,
    };
    return (await runTool(args, { cwd, environment })).stdout;
  }

  test("the output of rehearse is what it prints", async () => {
    const outputs = await outputsOf({ rehearse }, project, (args, cwd) => printed(args, cwd, false));
    expect(keptOutputs()).toMatchObject(outputs);
  });

  test("the outputs of deploy, plan and destroy are what they print", async () => {
    const outputs = await outputsOf(onAzure, project, (args, cwd) => printed(args, cwd, true));
    expect(keptOutputs()).toMatchObject(outputs);
  });
});
