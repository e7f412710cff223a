import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findProject } from "../../lib/terraform/project";
import { Workspace } from "../../lib/terraform/workspace";
import { AppProject } from "../support/app-project";

test("an app sees the subscription that Terraform deploys to, and not the way to it", async () => {
  const project = new AppProject();
  const subscription = "00000000-0000-4000-8000-000000000002";
  const workspace = new Workspace({
    terraform: "terraform",
    environment: { ARM_SUBSCRIPTION_ID: subscription, HTTPS_PROXY: "http://127.0.0.1:1" },
  });
  try {
    const tells = `require("node:fs").writeFileSync("seen.json", JSON.stringify(process.env));`;
    project.writeApp(["dev"], "{}", `${tells} app.synth();`);
    await workspace.synthesise(findProject(project.folder));
    const seen = JSON.parse(readFileSync(join(project.folder, "seen.json"), "utf8")) as object;
    expect(seen).toHaveProperty("ARM_SUBSCRIPTION_ID", subscription);
    expect(seen).not.toHaveProperty("HTTPS_PROXY", "http://127.0.0.1:1");
  } finally {
    project.remove();
    workspace.remove();
  }
});
