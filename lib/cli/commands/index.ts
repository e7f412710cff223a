import type { CommandDefinition } from "../command";
import { acceptance } from "./acceptance";
import { bootstrap } from "./bootstrap";
import { check } from "./check";
import { cost } from "./cost";
import { deploy } from "./deploy";
import { destroy } from "./destroy";
import { diff } from "./diff";
import { doctor } from "./doctor";
import { drift } from "./drift";
import { eject } from "./eject";
import { expired } from "./expired";
import { explain } from "./explain";
import { grants } from "./grants";
import { init } from "./init";
import { local } from "./local";
import { lock } from "./lock";
import { lockProviders } from "./lock-providers";
import { packageCommand } from "./package";
import { pipeline } from "./pipeline";
import { plan } from "./plan";
import { rehearse } from "./rehearse";
import { release } from "./release";
import { review } from "./review";
import { roles } from "./roles";
import { scan } from "./scan";
import { secretList } from "./secret-list";
import { secretSet } from "./secret-set";
import { synth } from "./synth";
import { testFiles } from "./test-files";

/** Every command, in the order of the help. */
export const commands: readonly CommandDefinition[] = [
  init,
  check,
  doctor,
  synth,
  bootstrap,
  plan,
  deploy,
  destroy,
  expired,
  drift,
  lock,
  lockProviders,
  rehearse,
  cost,
  explain,
  grants,
  roles,
  diff,
  review,
  scan,
  secretSet,
  secretList,
  packageCommand,
  release,
  pipeline,
  local,
  testFiles,
  acceptance,
  eject,
];
