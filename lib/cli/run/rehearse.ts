import { type OnStandIn, onStandIn } from "../../terraform/on-stand-in";
import type { PlannedChange } from "../../terraform/planned-changes";
import type { Result } from "../command";
import type { Surroundings } from "../surroundings";
import { type StandInGiven, standInOptions } from "./stand-in-options";

/** Deploys an environment to the stand-in, plans it again and destroys it. */
export async function rehearse(given: StandInGiven, surroundings: Surroundings): Promise<Result> {
  return onStandIn(standInOptions(given, surroundings), wholeLife);
}

async function wholeLife({ rehearsal, standIn }: OnStandIn): Promise<Result> {
  await rehearsal.deploy();
  await rehearsal.validate();
  const differences = Object.values(await rehearsal.plan()).flatMap(({ changes }) => changes);
  await rehearsal.destroy();
  const leftBehind = standIn.resources.map(({ id }) => id);
  const requests = standIn.exchanges.length;
  const isClean = differences.length + leftBehind.length === 0;
  return {
    ended: isClean ? "done" : "changes",
    text: [
      ...differences.map(lineOf),
      ...leftBehind.map((id) => `left behind: ${id}`),
      isClean
        ? `deployed, planned again without changes, destroyed: ${requests} requests`
        : `${differences.length} differences, ${leftBehind.length} resources left behind`,
    ].join("\n"),
    json: { environment: rehearsal.environment, steps: rehearsal.steps, differences, leftBehind, requests },
  };
}

function lineOf({ action, address, attributes }: PlannedChange): string {
  return `the second plan would ${action} ${address} ${attributes.join(", ")}`.trimEnd();
}
