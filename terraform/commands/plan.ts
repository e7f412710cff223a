import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StandIn } from "../../stand-in/stand-in";
import { projectAt } from "../project";
import { findProvider } from "../provider";
import { Rehearsal } from "../rehearsal";
import { keepStateBeside } from "../without-backend";
import { type PlanResult, Workspace } from "../workspace";
import { readArguments, runCommand, textOf } from "./arguments";

/** Plans every stack of a new environment against the stand-in: no login, no state, nothing applied. */
async function main(): Promise<number> {
  const given = readArguments(
    "plan",
    "The real plan of all three stacks of a new environment, without credentials.",
    {
      environment: { type: "string", says: "which one; dev where it is left out" },
      app: {
        type: "string",
        says: "the file that defines the backend; this project's main.ts where it is left out",
      },
      json: { type: "boolean", says: "prints one JSON object, Terraform's plan of each stack by its id" },
      out: { type: "string", says: "also writes <stack>.txt and <stack>.json into this folder" },
    },
  );
  const project = projectAt(textOf(given, "app", "main.ts"));
  const provider = await findProvider();
  if ("reason" in provider) throw new Error(provider.reason);
  const standIn = await StandIn.start();
  const { cliConfigFile } = provider;
  const workspace = new Workspace({ cliConfigFile, environment: standIn.environment });
  try {
    const rehearsal = new Rehearsal(workspace, project, textOf(given, "environment", "dev"));
    await rehearsal.synth();
    keepStateBeside(workspace.outdir);
    for (const stack of rehearsal.stacks) workspace.writeEmptyState(stack);
    const plans = await rehearsal.plan();
    print(plans, given["json"] === true);
    if (typeof given["out"] === "string") write(given["out"], plans);
    return 0;
  } finally {
    await standIn.stop();
    workspace.remove();
    provider.remove();
  }
}

function print(plans: Readonly<Record<string, PlanResult>>, asJson: boolean): void {
  if (asJson) {
    const all = Object.entries(plans).map(([stack, { json }]) => [stack, JSON.parse(json) as unknown]);
    process.stdout.write(`${JSON.stringify(Object.fromEntries(all))}\n`);
    return;
  }
  for (const [stack, { text }] of Object.entries(plans)) process.stdout.write(`# ${stack}\n\n${text}\n`);
}

function write(folder: string, plans: Readonly<Record<string, PlanResult>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [stack, { text, json }] of Object.entries(plans)) {
    writeFileSync(join(folder, `${stack}.txt`), text);
    writeFileSync(join(folder, `${stack}.json`), json);
  }
}

runCommand(main);
