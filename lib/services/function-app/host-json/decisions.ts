import { codeOf } from "../../../components/code";
import { redacted } from "../../../settings/redacted";
import type { Draft } from "../../contract/draft";
import type { OptionPath } from "../../option-path";
import { type HostOverride, comparableSetting, hostOverrides } from "./overrides";
import { lasting } from "./time";

const HOST_JSON = "functionApp.hostJson";

/** What of host.json an environment cannot override, and what contradicts each other. */
export function decideHostJson(draft: Draft): void {
  const overrides = hostOverrides(draft.settings.functionApp.hostJson);
  if (overrides.length === 0) return;
  for (const each of overrides) checkName(draft, each);
  checkSaidTwice(draft, overrides);
  decideTimeout(draft);
  checkBatches(draft);
  checkTimes(draft);
  decideConcurrency(draft);
  decideSampling(draft);
}

function pathOf(...keys: readonly string[]): OptionPath {
  return `${HOST_JSON}.${keys.join(".")}`;
}

/** The host splits names of settings at each separator, and Linux takes neither a full stop nor a hyphen in one. */
function checkName(draft: Draft, { keys, setting }: HostOverride): void {
  const name = keys.at(-1) ?? "";
  const path = pathOf(...keys);
  if (/^\w[\w.-]*$/.test(name) && !name.includes("__")) {
    // learn.microsoft.com/azure/azure-functions/configure-monitoring#overriding-monitoring-configuration-at-runtime
    if (draft.settings.functionApp.os === "linux" && /[.-]/.test(name))
      draft.problem(
        path,
        `on Linux, an app setting such as ${setting} must have only letters, digits and _, so nothing can override ${redacted(name)} there`,
        `remove it, and set ${keys.join(".")} in hostJson of the package`,
        "functionApp.os",
      );
  } else
    draft.problem(
      path,
      `an app setting cannot name ${redacted(name)}: it must have letters, digits, _ . and -, and no two _ beside each other`,
      `remove it, and set ${keys.slice(0, -1).join(".")} in hostJson of the package`,
    );
}

/** Azure takes one value for a setting, whatever its spelling. */
function checkSaidTwice(draft: Draft, overrides: readonly HostOverride[]): void {
  const decided = new Map(overrides.map((each) => [comparableSetting(each.setting), each] as const));
  const check = (path: OptionPath, name: string): void => {
    const other = decided.get(comparableSetting(name));
    if (other !== undefined)
      draft.problemWithoutValue(
        path,
        `${pathOf(...other.keys)} sets this app setting`,
        "keep one of the two",
      );
  };
  for (const name of Object.keys(draft.settings.functionApp.settings))
    check(`functionApp.settings.${name}`, name);
  for (const { path, component } of draft.requirements.components)
    for (const name of Object.keys(codeOf(component)?.environment ?? {}))
      check(`${path}.environment.${name}`, name);
}

/** github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Config/ScriptJobHostOptionsSetup.cs */
const LONGEST_ON_CONSUMPTION = 10 * 60;

function decideTimeout(draft: Draft): void {
  const { plan, hostJson } = draft.settings.functionApp;
  const { functionTimeout } = hostJson;
  if (functionTimeout === undefined) return;
  const path = pathOf("functionTimeout");
  const length = lasting(functionTimeout);
  if (length < 1) draft.problem(path, "must be at least one second", 'set it to "00:05:00"');
  else if (plan === "Y1" && length > LONGEST_ON_CONSUMPTION)
    draft.problem(
      path,
      "on Y1 (Consumption) the host allows at most 10 minutes",
      'set it to "00:10:00" or less, or functionApp.plan to another plan',
      "functionApp.plan",
    );
}

/** The host does not start where the smallest batch is above the largest: Microsoft.Azure.WebJobs.Extensions.ServiceBus, ServiceBusOptions. */
function checkBatches(draft: Draft): void {
  const { serviceBus, eventHubs } = draft.settings.functionApp.hostJson.extensions;
  const pairs = [
    ["serviceBus", "MessageBatchSize", serviceBus.minMessageBatchSize, serviceBus.maxMessageBatchSize, 1000],
    ["eventHubs", "EventBatchSize", eventHubs.minEventBatchSize, eventHubs.maxEventBatchSize, 100],
  ] as const;
  for (const [extension, size, least, most, azure] of pairs)
    if (least !== undefined && least > (most ?? azure))
      draft.problem(
        pathOf("extensions", extension, `min${size}`),
        `the smallest batch is above the largest, ${most ?? `${azure} by default`}`,
        `set it to ${most ?? azure} or less, or raise max${size}`,
        ...(most === undefined ? [] : [pathOf("extensions", extension, `max${size}`)]),
      );
}

/** Times that an extension or the host takes within limits, in seconds. */
const TIMES: readonly {
  readonly keys: readonly string[];
  readonly least: number;
  readonly most: number;
  readonly says: string;
}[] = [
  // learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json
  {
    keys: ["extensions", "queues", "maxPollingInterval"],
    least: 0.1,
    most: 60,
    says: "from 00:00:00.1 to 00:01:00",
  },
  // learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus#hostjson-settings
  {
    keys: ["extensions", "serviceBus", "maxBatchWaitTime"],
    least: 0,
    most: 150,
    says: "at most 00:02:30, half of the longest lock of a message",
  },
  // learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs#hostjson-settings
  { keys: ["extensions", "eventHubs", "maxWaitTime"], least: 0, most: 600, says: "at most 00:10:00" },
  // github.com/Azure/azure-webjobs-sdk/blob/dev/src/Microsoft.Azure.WebJobs.Host/SingletonConfiguration.cs
  { keys: ["singleton", "lockPeriod"], least: 15, most: 60, says: "from 00:00:15 to 00:01:00" },
  { keys: ["singleton", "listenerLockPeriod"], least: 15, most: 60, says: "from 00:00:15 to 00:01:00" },
];

function checkTimes(draft: Draft): void {
  const overrides = hostOverrides(draft.settings.functionApp.hostJson);
  for (const { keys, least, most, says } of TIMES) {
    const given = overrides.find((each) => each.keys.join(".") === keys.join("."));
    if (given === undefined) continue;
    const length = lasting(given.value);
    if (length < least || length > most)
      draft.problem(pathOf(...keys), `must be ${says}, got ${redacted(given.value)}`, `set it ${says}`);
  }
}

/** What dynamic concurrency decides itself: learn.microsoft.com/azure/azure-functions/functions-concurrency#dynamic-concurrency */
const DECIDED_BY_THE_HOST: readonly (readonly ["queues" | "blobs" | "serviceBus", readonly string[]])[] = [
  ["queues", ["batchSize", "newBatchThreshold"]],
  ["blobs", ["maxDegreeOfParallelism"]],
  ["serviceBus", ["maxConcurrentCalls", "maxConcurrentSessions"]],
];

function decideConcurrency(draft: Draft): void {
  const { concurrency, extensions } = draft.settings.functionApp.hostJson;
  if (concurrency.dynamicConcurrencyEnabled !== true) return;
  for (const [extension, names] of DECIDED_BY_THE_HOST)
    for (const name of names)
      if (Object.hasOwn(extensions[extension], name))
        draft.warn(
          pathOf("extensions", extension, name),
          "the host ignores it, because functionApp.hostJson.concurrency.dynamicConcurrencyEnabled is true",
        );
}

/** Both samplings at once leave out more than either says. */
function decideSampling(draft: Draft): void {
  const { hostJson } = draft.settings.functionApp;
  const { isEnabled } = hostJson.logging.applicationInsights.samplingSettings;
  const { samplingPercentage } = draft.settings.logs;
  const path = pathOf("logging", "applicationInsights", "samplingSettings", "isEnabled");
  if (isEnabled === true && samplingPercentage < 100)
    draft.warn(
      path,
      `the host samples, and logs.samplingPercentage keeps ${samplingPercentage} % of what the host sends: use one of them`,
    );
}
