import { existsSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../lib/stand-in/json";
import { describeWithCdktfCli } from "../support/cdktf-cli";
import { ModuleProject } from "../support/module-project";
import { contentsOf, root } from "../support/packed";
import { type SynthesisedStack, readStack } from "../support/synth";
import { runTool } from "../support/tool";

const MINUTES = 180_000;
const project = new ModuleProject();
afterAll(() => {
  project.remove();
});

// The CLI makes the bindings.
describeWithCdktfCli("the example that brings a Terraform module", () => {
  beforeAll(async () => {
    expect(await project.get()).toMatchObject({ status: 0 });
  }, MINUTES);

  test(
    "the module's stack compiles with the generated bindings",
    async () => {
      const tsc = join(root, "node_modules/typescript-7/lib/tsc.js");
      const compiled = await project.node(tsc, "-p", "examples/terraform-module");
      expect(compiled).toEqual({ status: 0, stdout: "", stderr: "" });
    },
    MINUTES,
  );

  test(
    "the platform stack has the module, found from that stack's folder, the same from cdktf-cli and from the tool",
    async () => {
      const first = await synthesised("first");
      const main = "examples/terraform-module/main.ts";
      const { status } = await runTool(["synth", "--app", main, "--out", "second"], { cwd: project.folder });
      expect(status).toBe(0);
      const [byCli, byTool] = ["first", "second"].map((output) => contentsOf(join(project.folder, output)));
      expect(Object.keys(byCli ?? {})).toEqual(
        expect.arrayContaining([
          "manifest.json",
          ...["network", "platform", "workloads"].map((role) => `stacks/feedback-dev-${role}/cdk.tf.json`),
        ]),
      );
      expect(byTool).toEqual(byCli);
      expect(first.text).not.toContain(project.folder);
      const { audit_archive: module } = first.json["module"] as Readonly<Record<string, JsonObject>>;
      expect(module).toMatchObject({
        name: "staudit8k2m4q",
        resource_group_name: "${azurerm_resource_group.resource_group.name}",
        audited: { key_vault: "${azurerm_key_vault.key_vault.id}" },
        retention_in_days: 730,
        tags: { project: "feedback", environment: "dev", stack: "platform" },
      });
      const source = module?.["source"] as string;
      expect(source).toMatch(/^\.\/assets\//);
      expect(existsSync(join(project.folder, "first/stacks/feedback-dev-platform", source, "main.tf"))).toBe(
        true,
      );
    },
    MINUTES,
  );
});

async function synthesised(output: string): Promise<SynthesisedStack> {
  const tsx = join("node_modules", "tsx", "dist", "cli.mjs");
  const app = `node ${tsx} examples/terraform-module/main.ts`;
  const synth = await project.node("scripts/cdktf.mjs", "synth", "--app", app, "--output", output);
  expect(synth).toMatchObject({ status: 0 });
  return readStack(join(project.folder, output), "feedback-dev-platform");
}
