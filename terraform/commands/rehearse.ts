import { StandIn } from "../../stand-in/stand-in";
import { projectAt } from "../project";
import { findProvider } from "../provider";
import { Rehearsal, type Step } from "../rehearsal";
import { keepStateBeside } from "../without-backend";
import { Workspace } from "../workspace";
import { readArguments, runCommand, textOf } from "./arguments";

/** Deploys, plans again and destroys one environment on the stand-in. */
async function main(): Promise<number> {
  const given = readArguments(
    "rehearse",
    "Deploys an environment to a stand-in for Azure, plans it again and destroys it. No credentials.",
    {
      environment: { type: "string", says: "which one; dev where it is left out" },
      app: {
        type: "string",
        says: "the file that defines the backend; this project's main.ts where it is left out",
      },
      verbose: { type: "boolean", says: "shows what the tools say" },
    },
  );
  const project = projectAt(textOf(given, "app", "main.ts"));
  const provider = await findProvider();
  if ("reason" in provider) throw new Error(provider.reason);
  const standIn = await StandIn.start();
  const workspace = new Workspace({
    cliConfigFile: provider.cliConfigFile,
    environment: standIn.environment,
    ...(given["verbose"] === true ? { onOutput: (text: string) => process.stderr.write(text) } : {}),
  });
  try {
    const environment = textOf(given, "environment", "dev");
    const rehearsal = new Rehearsal(workspace, project, environment, {}, say);
    await rehearsal.synth();
    keepStateBeside(workspace.outdir);
    await rehearsal.deploy("--skip-synth");
    await rehearsal.validate();
    const differences = Object.values(await rehearsal.plan()).flatMap(({ changes }) => changes);
    for (const { action, address, attributes } of differences)
      process.stdout.write(`  would ${action} ${address} ${attributes.join(", ")}\n`);
    await rehearsal.destroy("--skip-synth");
    const left = standIn.resources.map(({ id }) => id);
    for (const id of left) process.stdout.write(`  left behind: ${id}\n`);
    process.stdout.write(`${standIn.exchanges.length} requests answered\n`);
    return differences.length + left.length === 0 ? 0 : 1;
  } finally {
    await standIn.stop();
    workspace.remove();
    provider.remove();
  }
}

function say({ name, result, seconds }: Step): void {
  process.stdout.write(`${name}: ${result} (${seconds.toFixed(1)} s)\n`);
}

runCommand(main);
