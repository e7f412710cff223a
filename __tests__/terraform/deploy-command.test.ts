import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StandIn } from "../../lib/stand-in/stand-in";
import type { Outcome } from "../../lib/terraform/command";
import { StackCommands } from "../../lib/terraform/stack-commands";
import { pushEmptyState } from "../../lib/terraform/states";
import { AppProject } from "../support/app-project";
import { program } from "../support/terraform-program";
import { runTool } from "../support/tool";
import { providers, stage } from "./support/stage";
import { makeStateAccount } from "./support/state-account";

const STACKS = ["network", "platform", "workloads"].map((role) => `shop-dev-${role}`);

stage.each(["local", "azurerm"] as const)("deploy, plan and destroy of a project with %s state", (type) => {
  let standIn: StandIn;
  let project: AppProject;

  beforeAll(async () => {
    standIn = await StandIn.start();
    project = new AppProject();
    writeApp("{}");
    if (type === "azurerm") await makeStateAccount(standIn, "sttfstate", "tfstate");
  });
  afterAll(async () => {
    project.remove();
    await standIn.stop();
  });

  function writeApp(tags: string): void {
    const state =
      type === "local"
        ? "{ type: 'local' }"
        : "{ type: 'azurerm', storageAccountName: 'sttfstate', containerName: 'tfstate' }";
    project.writeApp(["dev", "prod"], `{ state: ${state}, tags: ${tags} }`);
  }

  function tool(args: readonly string[], CI = ""): Promise<Outcome> {
    return runTool([...args, "--environment", "dev"], {
      cwd: project.folder,
      environment: { ...standIn.environment, TF_CLI_CONFIG_FILE: providers.current, CI },
    });
  }

  /** Resources of the backend; an account for states is somebody else's. */
  function made(): readonly string[] {
    return standIn.resources.map(({ id }) => id).filter((id) => /rg-shop-/i.test(id));
  }

  test("plan --out saves the plans of a new environment, and makes nothing", async () => {
    const { status, stdout, stderr } = await tool(["plan", "--out", "plans"]);
    expect(stderr).not.toContain("Error");
    expect(status).toBe(2);
    expect(stdout).toContain(
      "is planned with expected outputs of shop-dev-platform, which is not deployed yet",
    );
    expect(made()).toEqual([]);
    const locks = readFileSync(
      join(project.folder, "terraform-locks", "azurerm-4.81.0.terraform.lock.hcl"),
      "utf8",
    );
    expect(locks).toContain("hashicorp/azurerm");
  });

  test("in CI, deploy --plan applies what was saved, in order, with the providers that are locked", async () => {
    const { status, stdout, stderr } = await tool(["deploy", "--plan", "plans"], "true");
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    expect(
      [...stdout.matchAll(/^(\S+): [1-9]\d* added, 0 changed, 0 destroyed$/gm)].map(([, id]) => id),
    ).toEqual(STACKS);
    expect(stdout).toContain("function_app_hostname = func-shop-dev-");
    expect([...stderr.matchAll(/^apply (\S+) \(\d of 3\) \.\.\.$/gm)].map(([, id]) => id)).toEqual(STACKS);
  });

  test("what is deployed plans without changes, and for who may only read", async () => {
    const { status, stdout } = await tool(["plan", "--read-only"]);
    expect(stdout.match(/^No changes\./gm)).toHaveLength(3);
    expect(status).toBe(0);
  });

  test("plans that were applied already are stale, and nothing is applied", async () => {
    const writes = (): number =>
      standIn.exchanges.filter(({ method }) => method === "PUT" || method === "DELETE").length;
    const before = made();
    const { status, stderr } = await tool(["deploy", "--plan", "plans", "--stack", "network"]);
    expect(status).toBe(1);
    // Terraform makes an empty state in a blob container by itself.
    expect(stderr).toContain(
      type === "local"
        ? "shop-dev-network: it had no state when it was planned, but has one now."
        : "shop-dev-network: its state has changed (serial 1 when it was planned, 2 now).",
    );
    expect(stderr).toContain(
      "- planned now, it would no longer create azurerm_resource_group.resource_group",
    );
    expect(made()).toEqual(before);
    expect(writes()).toBeGreaterThan(0);
  });

  test("a change is saved and deployed, by the saved plans of the stacks that read nothing new", async () => {
    writeApp("{ team: 'shop' }");
    expect((await tool(["plan", "--out", "plans"])).status).toBe(2);
    const { status, stdout, stderr } = await tool(["deploy", "--plan", "plans"]);
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^shop-dev-network: 0 added, 1 changed, 0 destroyed$/m);
  });

  test("deploying again changes nothing", async () => {
    const { status, stdout } = await tool(["deploy"]);
    expect(status).toBe(0);
    expect(stdout).toContain(STACKS.map((id) => `${id}: no changes`).join("\n"));
  });

  (type === "azurerm" ? test : test.skip)(
    "a state that somebody else has locked is not deployed into",
    async () => {
      const url = "https://sttfstate.blob.core.windows.net/tfstate/shop/dev/network.tfstate";
      const id = "11111111-2222-3333-4444-555555555555";
      const lease = (action: string): number =>
        standIn.leases.answer(url, {
          "x-ms-lease-action": action,
          "x-ms-lease-id": id,
          "x-ms-lease-duration": "-1",
          "x-ms-proposed-lease-id": id,
        }).status;
      expect(lease("acquire")).toBe(201);
      const { status, stderr } = await tool(["deploy"]);
      expect(lease("release")).toBe(200);
      expect(status).toBe(1);
      expect(stderr).toMatch(/Error acquiring the state lock[^]*Stopped at shop-dev-network/);
    },
  );

  test("an empty state is refused where there is a state", async () => {
    const commands = new StackCommands({
      outdir: join(project.folder, "cdktf.out"),
      program,
      environment: () => ({ ...standIn.environment, TF_CLI_CONFIG_FILE: providers.current }),
      initialise: () => ({ args: [] }),
    });
    for (const stack of STACKS) {
      const { status, stderr } = await pushEmptyState(commands, stack);
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringContaining("cannot import state") as string,
      });
    }
  });

  test("destroy takes everything away again, and the second time there is nothing", async () => {
    const { status, stderr } = await tool(["destroy"]);
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    expect(made()).toEqual([]);
    const again = await tool(["destroy"]);
    expect(again.stdout).toBe(
      [...STACKS]
        .reverse()
        .map((id) => `${id}: nothing to destroy\n`)
        .join(""),
    );
  });
});
