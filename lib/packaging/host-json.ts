import { type DataObject, isDataObject, mergeLayers } from "../settings/merge";
import type { BackendPlan } from "../decide/backend-plan";
import type { Problem } from "../settings/problems";
import { redacted } from "../settings/redacted";
import { hostValues, overridden } from "../services/function-app/host-json/overrides";
import { lasting } from "../services/function-app/host-json/time";
import { hostJsonFaults } from "./host-json-faults";

/** host.json: what the Functions host loads, and how it logs. learn.microsoft.com/azure/azure-functions/functions-host-json */
const OWN: DataObject = {
  version: "2.0",
  // Triggers of storage, Cosmos DB and Service Bus, for everything that is no .NET.
  extensionBundle: { id: "Microsoft.Azure.Functions.ExtensionBundle", version: "[4.*, 5.0.0)" },
  // Application Insights samples by itself, as logs.samplingPercentage says.
  logging: { applicationInsights: { samplingSettings: { isEnabled: false } } },
};

/** What host.json has to fit to. */
export interface HostJsonContext {
  readonly functions: readonly string[];
  /** The environments that the package is for, where they are known. */
  readonly plans: readonly BackendPlan[];
}

/** host.json as it will be, and what is wrong with what was said. */
export interface HostJson {
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

export function hostJson(given: DataObject, context: HostJsonContext): HostJson {
  const { value } = mergeLayers([
    { name: "the library", chosen: false, value: OWN },
    { name: "your options", chosen: true, value: given },
  ]);
  const { problems, warnings } = hostJsonFaults(given);
  return {
    text: `${JSON.stringify(value, undefined, 2)}\n`,
    problems: [
      ...problems,
      ...necessary(value, context),
      ...timeout(given, context),
      ...prefix(given, context),
    ],
    warnings: [...warnings, ...elsewhere(given), ...overriding(given, context)],
  };
}

/** The library's own parts that no function runs without, and what would do nothing or replace them. */
function necessary(value: DataObject, { functions }: HostJsonContext): readonly Problem[] {
  const bundle = value["extensionBundle"];
  const only = value["functions"];
  const left = Array.isArray(only) ? functions.filter((name) => !only.includes(name)) : [];
  return [
    ...(isDataObject(bundle) && typeof bundle["id"] === "string" && typeof bundle["version"] === "string"
      ? []
      : [
          problem(
            "extensionBundle",
            "is needed by the triggers and bindings of the components and cannot be removed",
            "remove it, or set another version",
          ),
        ]),
    ...(left.length === 0
      ? []
      : [
          problem(
            "functions",
            `does not include ${left.join(", ")}, which the package contains`,
            "remove it, or package other components",
          ),
        ]),
    // The host has stopped to read it: github.com/Azure/azure-functions-host/pull/7870
    ...(value["retry"] === undefined
      ? []
      : [problem("retry", "the host ignores it", "set trigger.retry of the timer and cosmosDB triggers")]),
    // It replaces the worker that runs the code.
    ...(value["customHandler"] === undefined
      ? []
      : [problem("customHandler", "the package runs only on Node", "remove it")]),
  ];
}

const TIMEOUT = ["functionTimeout"];

/** github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Config/ScriptJobHostOptionsSetup.cs */
const LONGEST_ON_CONSUMPTION = 10 * 60;

function timeout({ functionTimeout: given }: DataObject, { plans }: HostJsonContext): readonly Problem[] {
  if (typeof given !== "string") return [];
  const length = lasting(given);
  // The host takes a second at least.
  if (length < 1)
    return [
      problem(
        "functionTimeout",
        `must be at least one second, got ${redacted(given)}`,
        'set it to "00:05:00"',
      ),
    ];
  if (length <= LONGEST_ON_CONSUMPTION) return [];
  return plans
    .filter(
      ({ services }) =>
        services.functionApp.sku === "Y1" && overridden(services.functionApp, TIMEOUT) === undefined,
    )
    .map(({ environment }) =>
      problem(
        "functionTimeout",
        `is ${redacted(given)}, but "${environment}" is on Y1 (Consumption), where the host allows at most 10 minutes`,
        'set it to "00:10:00" or less, or functionApp.plan to another plan there',
      ),
    );
}

/** What the library itself calls below /api. */
function prefix(given: DataObject, { plans }: HostJsonContext): readonly Problem[] {
  const other = otherPrefix(given);
  if (other === undefined) return [];
  return plans.flatMap(({ environment, services }) =>
    [
      ...(services.apim.enabled
        ? [`API Management of "${environment}" calls the functions with the prefix "api"`]
        : []),
      ...((services.functionApp.signIn?.openPaths.length ?? 0) > 0
        ? [`functionApp.signIn of "${environment}" exempts paths that begin with "/api"`]
        : []),
    ].map((but) => problem("extensions.http.routePrefix", `is ${redacted(other)}, but ${but}`, "remove it")),
  );
}

function elsewhere(given: DataObject): readonly string[] {
  const other = otherPrefix(given);
  return other === undefined
    ? []
    : [
        `hostJson.extensions.http.routePrefix: functions answer at ${redacted(`/${other}`)}; change the prefix also where "/api" is assumed: the server of openApiOf, monitoring.availabilityTest, an API Management in front`,
      ];
}

/** What an environment has another value for, which wins. */
function overriding(given: DataObject, { plans }: HostJsonContext): readonly string[] {
  return hostValues(given).flatMap(({ keys, value }) =>
    plans.flatMap(({ environment, services }) => {
      const wins = overridden(services.functionApp, keys);
      return wins === undefined || wins === value
        ? []
        : [
            `hostJson.${keys.join(".")}: "${environment}" overrides it: functionApp.hostJson.${keys.join(".")} is ${redacted(wins)} there`,
          ];
    }),
  );
}

function otherPrefix({ extensions }: DataObject): string | undefined {
  const http = isDataObject(extensions) ? extensions["http"] : undefined;
  const given = isDataObject(http) ? http["routePrefix"] : undefined;
  return typeof given === "string" && given !== "api" ? given : undefined;
}

function problem(path: string, message: string, fix: string): Problem {
  return { path: `hostJson.${path}`, message, from: ["your options"], fix };
}
