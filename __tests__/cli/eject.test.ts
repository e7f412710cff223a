import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AppProject } from "../support/app-project";
import { callTool } from "../support/tool";

let project: AppProject;
beforeEach(() => {
  project = new AppProject();
  project.recordApp();
  project.writeApp(["dev", "prod"]);
});
afterEach(() => {
  project.remove();
});

test("as JSON every stack has a folder with its state and its lock file where they are", async () => {
  project.write("terraform-locks/azurerm-4.81.0.terraform.lock.hcl", "# locked\n");
  const { status, stdout } = await callTool(["eject", "--environment", "prod", "--syntax", "json"], {
    cwd: project.folder,
  });
  expect(status).toBe(0);
  expect(stdout).toBe(
    [
      ...["network", "platform", "workloads"].map((role) => join("terraform", `shop-prod-${role}`)),
      "",
      "Run terraform init and terraform plan in each folder, in this order: each plan must show no changes.",
      "",
    ].join("\n"),
  );
  const folder = join(project.folder, "terraform/shop-prod-workloads");
  expect(readdirSync(folder).sort()).toEqual([".terraform.lock.hcl", "main.tf.json"]);
  const text = readFileSync(join(folder, "main.tf.json"), "utf8");
  expect(text).not.toContain('"//"');
  expect(text).toContain('"path": "../../state/shop-prod-workloads.tfstate"');
  expect(text).toContain('"path": "../../state/shop-prod-platform.tfstate"');
});

test("without a lock file it says which one to commit", async () => {
  const { stdout } = await callTool(["eject", "--stack", "network", "--syntax", "json", "--out", "plain"], {
    cwd: project.folder,
  });
  expect(readdirSync(join(project.folder, "plain"))).toEqual(["shop-dev-network", "shop-prod-network"]);
  expect(stdout).toContain(
    "There is no lock file: commit the .terraform.lock.hcl that terraform init writes.",
  );
});

test.each(["main.tf", "main.tf.json"])(
  "a stack's folder with %s gets no second configuration",
  async (file) => {
    project.write(`terraform/shop-dev-network/${file}`, "mine");
    const { status, stderr } = await callTool(["eject", "--syntax", "json"], { cwd: project.folder });
    expect(status).toBe(1);
    expect(stderr).toContain(
      "These folders already have a Terraform configuration, and nothing was written:\n" +
        `  ${join(project.folder, "terraform/shop-dev-network", file)}\n`,
    );
    expect(readdirSync(join(project.folder, "terraform"))).toEqual(["shop-dev-network"]);
  },
);

test("existing files are not overwritten", async () => {
  project.write("terraform/shop-dev-network", "mine");
  const { status, stderr } = await callTool(["eject", "--syntax", "json"], { cwd: project.folder });
  expect(status).toBe(1);
  expect(stderr).toContain("These files already exist, and nothing was written:\n  shop-dev-network\n");
  expect(readdirSync(join(project.folder, "terraform"))).toEqual(["shop-dev-network"]);
});

test("HCL needs Terraform, and nothing is written without it", async () => {
  const { status, stderr } = await callTool(["eject", "--terraform", "/no/terraform"], {
    cwd: project.folder,
  });
  expect(status).toBe(1);
  expect(stderr).toContain("Terraform: the program /no/terraform was not found");
  expect(existsSync(join(project.folder, "terraform"))).toBe(false);
});

test("a syntax that does not exist is called wrongly", async () => {
  const { status, stderr } = await callTool(["eject", "--syntax", "yaml"], { cwd: project.folder });
  expect(status).toBe(64);
  expect(stderr).toContain("yaml");
});
