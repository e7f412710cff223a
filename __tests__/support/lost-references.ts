import { lostReferences as lostIn } from "../../lib/invariants/references";
import { writtenStack } from "../../lib/invariants/written-stack";
import type { SynthesisedStack } from "./synth";

/** Every reference of stacks that leads nowhere: into no resource of its own, no output of the state it reads. */
export function lostReferences(
  stacks: Readonly<Record<string, SynthesisedStack>>,
): readonly (readonly [stack: string, reference: string])[] {
  const all = Object.entries(stacks).map(([id, { text }]) => writtenStack(id, text));
  return all.flatMap((stack) => lostIn(stack, all).map(({ reference }) => [stack.id, reference] as const));
}
