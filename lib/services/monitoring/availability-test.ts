import { ipRestrictionsOf, opensPath, signInOf } from "../function-app";
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
      "the test calls the app from the internet, but the app is closed to the internet",
      `set ${PATH} to false, or functionApp.publicNetworkAccess to true`,
      "functionApp.publicNetworkAccess",
    );
  checkIsLetIn(draft);
  checkNeedsNoToken(draft, test);
  checkPath(draft, test.path);
  checkLocations(draft, test);
}

/** The service tag that the test calls from: learn.microsoft.com/azure/azure-monitor/app/availability#firewall-rules */
const CALLERS = "ApplicationInsightsAvailability";

function checkIsLetIn(draft: Draft): void {
  const rules = ipRestrictionsOf(draft.settings.functionApp);
  if (rules.length === 0 || rules.some(({ serviceTag }) => serviceTag === CALLERS)) return;
  draft.problem(
    `${PATH}.enabled`,
    "the test would get status 403: functionApp.ipRestrictions does not let it in",
    `add a rule to functionApp.ipRestrictions: { availability: { priority: 220, serviceTag: "${CALLERS}" } }`,
    "functionApp.ipRestrictions",
  );
}

/** The test has no token, and follows a redirection to the sign-in page, which always answers. */
function checkNeedsNoToken(draft: Draft, { path, expectedStatusCode }: AvailabilityTestChoice): void {
  const signIn = signInOf(draft);
  if (signIn === undefined || opensPath(signIn.openPaths, path)) return;
  const { unauthenticated } = signIn;
  if (String(expectedStatusCode) === unauthenticated) return;
  draft.problem(
    `${PATH}.path`,
    unauthenticated === "redirect"
      ? `the test would see the sign-in page instead of ${redacted(path)}: functionApp.signIn asks for a token`
      : `the test would get status ${unauthenticated}: functionApp.signIn asks for a token at ${redacted(path)}`,
    unauthenticated === "redirect"
      ? "use the path of a component with signIn: false"
      : `use the path of a component with signIn: false, or set ${PATH}.expectedStatusCode to ${unauthenticated}`,
    "functionApp.signIn",
  );
}

function checkPath(draft: Draft, given: string): void {
  const path = `${PATH}.path` as const;
  if (looksSecret(given) || /[?&](code|key|token)=/i.test(given))
    draft.problemWithoutValue(
      path,
      "it contains a key, which would be visible in the plan and the state",
      "use the path of a function with authLevel anonymous, which needs no key",
    );
  else if (!/^\/[^\s#]*$/.test(given) || given.startsWith("//"))
    draft.problem(
      path,
      `a path must begin with one / and contain no spaces, got ${redacted(given)}`,
      'write it like "/api/health"',
    );
}

function checkLocations(draft: Draft, { locations, failedLocations }: AvailabilityTestChoice): void {
  if (locations.length === 0)
    draft.problem(`${PATH}.locations`, "no location would call the app", "add five locations, or remove it");
  else if (new Set(locations).size < locations.length)
    draft.problem(`${PATH}.locations`, "a location is listed twice", "list each location once");
  else if (locations.length < FEWEST_LOCATIONS)
    draft.warn(
      `${PATH}.locations`,
      `with fewer than ${FEWEST_LOCATIONS} locations, a failure of one location looks like a failure of the app`,
    );
  if (locations.length > 0 && failedLocations > locations.length)
    draft.problem(
      `${PATH}.failedLocations`,
      `must not be greater than the number of locations, ${locations.length}; got ${failedLocations}`,
      `set it to a number from 1 to ${locations.length}`,
      `${PATH}.locations`,
    );
}
