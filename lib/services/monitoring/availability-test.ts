import type { Draft } from "../contract/draft";
import { looksSecret, redacted } from "../../settings/redacted";
import type { AlertSeverity } from "./conditions";
import { type AvailabilityLocation, defaultLocations } from "./locations";
import type { MonitoringSettings } from "./settings";

/** The name of its alert, beside those of other alerts. */
export const AVAILABILITY_ALERT = "availability-test";

/** An availability test with everything that was not said of it. */
export interface AvailabilityTestChoice {
  readonly enabled: boolean;
  readonly path: string;
  readonly expectedStatusCode: number;
  readonly frequencyInMinutes: 5 | 10 | 15;
  readonly locations: readonly AvailabilityLocation[];
  readonly failedLocations: number;
  readonly severity: AlertSeverity;
}

export const availabilityTestDefaults = {
  enabled: false,
  path: "/",
  expectedStatusCode: 200,
  frequencyInMinutes: 5,
  locations: defaultLocations,
  severity: "Error",
} as const;

export function settledAvailabilityTest(
  given: MonitoringSettings["availabilityTest"],
): AvailabilityTestChoice {
  const test = { ...availabilityTestDefaults, ...(typeof given === "boolean" ? { enabled: given } : given) };
  // Two may have a bad day: learn.microsoft.com/azure/azure-monitor/app/availability#alert-criteria
  return { failedLocations: Math.max(1, test.locations.length - 2), ...test };
}

const PATH = "monitoring.availabilityTest";

/** Fewer cannot tell the app's failure from a location's own. */
const FEWEST_LOCATIONS = 5;

export function decideAvailabilityTest(draft: Draft): void {
  const test = settledAvailabilityTest(draft.settings.monitoring.availabilityTest);
  if (!test.enabled) return;
  if (!draft.settings.functionApp.publicNetworkAccess)
    draft.problem(
      `${PATH}.enabled`,
      "it calls the app from the internet, which the app is closed to",
      `set ${PATH} to false, or functionApp.publicNetworkAccess to true`,
      "functionApp.publicNetworkAccess",
    );
  checkPath(draft, test.path);
  checkLocations(draft, test);
}

function checkPath(draft: Draft, given: string): void {
  const path = `${PATH}.path` as const;
  if (looksSecret(given) || /[?&](code|key|token)=/i.test(given))
    draft.problemWithoutValue(
      path,
      "it carries a key, which would be in plan and state",
      "name a path that needs none, of a function with authLevel anonymous",
    );
  else if (!/^\/[^\s#]*$/.test(given) || given.startsWith("//"))
    draft.problem(
      path,
      `a path begins with one / and has no spaces, got ${redacted(given)}`,
      'write it like "/api/health"',
    );
}

function checkLocations(draft: Draft, { locations, failedLocations }: AvailabilityTestChoice): void {
  if (locations.length === 0)
    draft.problem(`${PATH}.locations`, "nobody would call", "name five locations, or leave it out");
  else if (new Set(locations).size < locations.length)
    draft.problem(`${PATH}.locations`, "one location is there twice", "name each location once");
  else if (locations.length < FEWEST_LOCATIONS)
    draft.warn(
      `${PATH}.locations`,
      `with fewer than ${FEWEST_LOCATIONS} locations the failure of one of them looks like a failure of the app`,
    );
  if (locations.length > 0 && failedLocations > locations.length)
    draft.problem(
      `${PATH}.failedLocations`,
      `${failedLocations} of ${locations.length} locations can never fail`,
      `set it to a number from 1 to ${locations.length}`,
      `${PATH}.locations`,
    );
}
