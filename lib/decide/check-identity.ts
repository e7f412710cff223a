import { regionNamed, regions } from "../azure/regions";
import type { Report } from "../services/contract/existing-resource";
import { nearest } from "../settings/nearest";
import { redacted } from "../settings/redacted";
import { KNOWN_AT_SYNTH, isTerraformValue } from "../settings/terraform-value";

/** Names begin every Azure name: the narrowest of their rules. */
export const NAME = /^[a-z](-?[a-z0-9])*$/;
/** Characters of a project's name. */
export const LONGEST_PROJECT = 40;

/** Reports a project that names cannot begin with. */
export function checkProject(project: unknown, problem: Report): void {
  if (isTerraformValue(project)) problem("project", KNOWN_AT_SYNTH.message, KNOWN_AT_SYNTH.fix);
  else if (project === undefined || project === "")
    problem("project", "is not set", 'set project, or "project" in the context of cdktf.json');
  else if (typeof project !== "string" || project.length > LONGEST_PROJECT || !NAME.test(project))
    problem(
      "project",
      `must have lower-case letters, digits and single hyphens, begin with a letter, and have at most ${LONGEST_PROJECT} characters; got ${redacted(project)}`,
      'choose a name such as "feedback"',
    );
}

/** Reports an environment that names cannot hold. */
export function checkEnvironment(environment: string, problem: Report): void {
  if (!NAME.test(environment))
    problem(
      "environment",
      `must have lower-case letters, digits and single hyphens, and begin with a letter; got ${redacted(environment)}`,
      'choose a name such as "staging"',
    );
}

/** Reports a location that is no region of Azure's. */
export function checkLocation(location: string, problem: Report): void {
  if (regionNamed(location) !== undefined) return;
  if (isTerraformValue(location)) {
    problem("location", KNOWN_AT_SYNTH.message, KNOWN_AT_SYNTH.fix);
    return;
  }
  if (location === "") {
    problem("location", "is not set", 'set location, or "location" in the context of cdktf.json');
    return;
  }
  const meant = nearest(location.toLowerCase().replaceAll(" ", ""), Object.keys(regions));
  problem(
    "location",
    `unknown Azure region ${redacted(location)}${meant === undefined ? "" : `. Did you mean "${meant}"?`}`,
    "use a name that `az account list-locations` lists",
  );
}
