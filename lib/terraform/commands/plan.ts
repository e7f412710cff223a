import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlanResult } from "../workspace";
import { readArguments, runCommand } from "./arguments";
import { backendArguments, onStandIn } from "./on-stand-in";

type Plans = Readonly<Record<string, PlanResult>>;

/** Plans every stack of a new environment against the stand-in: no login, no state, nothing applied. */
async function main(): Promise<number> {
  const given = readArguments(
    "plan",
    "The real plan of all three stacks of a new environment, without credentials.",
    {
      ...backendArguments,
      json: { type: "boolean", says: "prints one JSON object, Terraform's plan of each stack by its id" },
      out: { type: "string", says: "also writes <stack>.txt and <stack>.json into this folder" },
    },
  );
  const plans = await onStandIn(given, {}, ({ rehearsal, workspace }) => {
    for (const stack of rehearsal.stacks) workspace.writeEmptyState(stack);
    return rehearsal.plan();
  });
  print(plans, given["json"] === true);
  if (typeof given["out"] === "string") write(given["out"], plans);
  return 0;
}

function print(plans: Plans, asJson: boolean): void {
  if (asJson) {
    const all = Object.entries(plans).map(([stack, { json }]) => [stack, JSON.parse(json) as unknown]);
    process.stdout.write(`${JSON.stringify(Object.fromEntries(all))}\n`);
    return;
  }
  for (const [stack, { text }] of Object.entries(plans)) process.stdout.write(`# ${stack}\n\n${text}\n`);
}

function write(folder: string, plans: Plans): void {
  mkdirSync(folder, { recursive: true });
  for (const [stack, { text, json }] of Object.entries(plans)) {
    writeFileSync(join(folder, `${stack}.txt`), text);
    writeFileSync(join(folder, `${stack}.json`), json);
  }
}

runCommand(main);
