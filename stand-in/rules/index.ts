import type { Rule } from "../rule";
import { access } from "./access";
import { apps } from "./apps";
import { cosmos } from "./cosmos";
import { diagnostics } from "./diagnostics";
import { alerts } from "./alerts";
import { messaging } from "./messaging";
import { network } from "./network";
import { privateEndpoints } from "./private-endpoints";
import { storage } from "./storage";
import { vaults } from "./vaults";

/** Everything that the stand-in knows of what Azure refuses, keeps in another form, or does not let go. */
export const rules: readonly Rule[] = [
  ...network,
  ...privateEndpoints,
  ...diagnostics,
  ...cosmos,
  ...storage,
  ...vaults,
  ...apps,
  ...access,
  ...alerts,
  ...messaging,
];
