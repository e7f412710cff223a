import type { Step } from "../rehearsal";
import { readArguments, runCommand } from "./arguments";
import { type OnStandIn, backendArguments, onStandIn } from "./on-stand-in";

/** Deploys, plans again and destroys one environment on the stand-in. */
async function main(): Promise<number> {
  const given = readArguments(
    "rehearse",
    "Deploys an environment to a stand-in for Azure, plans it again and destroys it. No credentials.",
    { ...backendArguments, verbose: { type: "boolean", says: "shows what the tools say" } },
  );
  const onOutput = (text: string): void => {
    process.stderr.write(text);
  };
  return onStandIn(given, { onStep: say, ...(given["verbose"] === true ? { onOutput } : {}) }, rehearse);
}

async function rehearse({ rehearsal, standIn }: OnStandIn): Promise<number> {
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
}

function say({ name, result, seconds }: Step): void {
  process.stdout.write(`${name}: ${result} (${seconds.toFixed(1)} s)\n`);
}

runCommand(main);
