import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type BackendPlan, costCommand } from "../lib";
import { planChannel } from "../lib/decide/plan-channel";
import { projectAt } from "../lib/terraform/project";

/** The plans of the backends that an app defines: it is run here, and what it writes is thrown away. */
async function plansOf(app = "main.ts"): Promise<readonly BackendPlan[]> {
  const { folder } = projectAt(app);
  const file = resolve(app);
  const plans: BackendPlan[] = [];
  const outdir = mkdtempSync(join(tmpdir(), "cost-"));
  const before = process.cwd();
  const hear = (plan: unknown): void => {
    plans.push(plan as BackendPlan);
  };
  subscribe(planChannel.name, hear);
  process.env["CDKTF_OUTDIR"] = outdir;
  try {
    // The context of its own cdktf.json counts.
    process.chdir(folder);
    await import(pathToFileURL(file).href);
    return plans;
  } finally {
    process.chdir(before);
    unsubscribe(planChannel.name, hear);
    rmSync(outdir, { recursive: true, force: true });
  }
}

if (require.main === module)
  void costCommand({
    plans: plansOf,
    args: process.argv.slice(2),
    print: (text) => process.stdout.write(`${text}\n`),
  }).then((status) => {
    process.exitCode = status;
  });
