import type { CommandDefinition } from "../command";
import { acceptance } from "./acceptance";
import { cost } from "./cost";
import { explain } from "./explain";
import { grants } from "./grants";
import { plan } from "./plan";
import { rehearse } from "./rehearse";
import { synth } from "./synth";

/** Every command, in the order of the help. */
export const commands: readonly CommandDefinition[] = [
  synth,
  plan,
  rehearse,
  cost,
  explain,
  grants,
  acceptance,
];
