import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StandIn } from "../../lib/stand-in/stand-in";
import { runTool } from "../support/tool";
import { packagedSample } from "./support/releases";
import { stage } from "./support/stage";

const root = join(__dirname, "../..");

/** The whole command, as a user runs it: dev, since prod's release is tried where prod is deployed. */
stage("an acceptance run", () => {
  test("the acceptance run deploys, releases, calls the released app, destroys, and reports", async () => {
    const standIn = await StandIn.start();
    const folder = mkdtempSync(join(tmpdir(), "acceptance-run-"));
    const sample = await packagedSample("dev");
    try {
      const { status, stderr } = await accept(standIn, folder, [
        ...["--app", join(root, "main.ts"), "--package", sample.folder],
        ...["--probe", "GET /api/feedback"],
      ]);
      expect(stderr).toContain("release: released from this machine");
      expect(status).toBe(0);
      const report = readFileSync(join(folder, "acceptance", "report.md"), "utf8");
      expect(report).toContain("# Acceptance of dev: accepted");
      expect(report).toContain("- GET /api/feedback: 200");
      expect(report).not.toContain(standIn.environment["ARM_SUBSCRIPTION_ID"]);
      expect(existsSync(join(folder, "acceptance", "state"))).toBe(false);
      expect(standIn.resources).toEqual([]);
    } finally {
      sample.remove();
      await standIn.stop();
      rmSync(folder, { recursive: true });
    }
  });
});

function accept(standIn: StandIn, cwd: string, args: readonly string[]) {
  const { environment } = standIn;
  const subscription = environment["ARM_SUBSCRIPTION_ID"] ?? "";
  return runTool(["acceptance", "--subscription", subscription, "--environment", "dev", ...args], {
    cwd,
    environment: {
      ...environment,
      TF_CLI_CONFIG_FILE: process.env["TERRAFORM_STAGE_CLI_CONFIG"] ?? "",
      // What `az login` is to a user.
      AZURE_TENANT_ID: environment["ARM_TENANT_ID"] ?? "",
      AZURE_CLIENT_ID: environment["ARM_CLIENT_ID"] ?? "",
      AZURE_CLIENT_SECRET: environment["ARM_CLIENT_SECRET"] ?? "",
      NODE_EXTRA_CA_CERTS: environment["SSL_CERT_FILE"] ?? "",
      NODE_OPTIONS: `--require ${JSON.stringify(join(root, "lib/stand-in/container-preload.cjs"))}`,
      PAUSE: "200",
    },
  });
}
