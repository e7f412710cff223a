import {
  type CostItem,
  HOURS,
  type Range,
  type ServiceCost,
  combined,
  exactly,
} from "../contract/service-cost";
import type { Amount } from "../contract/service-cost";
import type { FunctionAppPlan, FurtherAppPlan } from "./plan";

/** What is assumed of the functions, each month. */
export interface FunctionAppUsage {
  /** How often functions are run. */
  readonly executions?: Amount;
  /** How long a run takes on average. */
  readonly durationInMilliseconds?: Amount;
  /** Memory of a run on `Y1`; `FC1` has `functionApp.instanceMemoryInMB`. */
  readonly memoryInMB?: Amount;
  /** Hours of further instances of an Elastic Premium plan, beside those that always run. */
  readonly furtherInstanceHours?: Amount;
}

/** learn.microsoft.com/azure/azure-functions/functions-premium-plan#available-instance-skus */
const INSTANCES = {
  EP1: { cores: 1, memoryInGB: 3.5 },
  EP2: { cores: 2, memoryInGB: 7 },
  EP3: { cores: 4, memoryInGB: 14 },
} as const;

/** learn.microsoft.com/azure/azure-functions/functions-consumption-costs#consumption-based-costs */
const CONSUMPTION = { leastMilliseconds: 100, memoryStepInMB: 128, mostMemoryInMB: 1536 };
/** learn.microsoft.com/azure/azure-functions/flex-consumption-plan#billing */
const FLEX = { leastMilliseconds: 1000 };

type Usage = Readonly<Record<keyof FunctionAppUsage, Range>>;

export const functionAppCost: ServiceCost<FunctionAppPlan, FunctionAppUsage> = {
  usage: {
    executions: {
      says: "runs of functions",
      development: { low: 10_000, high: 2_000_000 },
      production: { low: 1_000_000, high: 10_000_000 },
    },
    durationInMilliseconds: {
      says: "length of a run on average",
      development: { low: 100, high: 1000 },
      production: { low: 100, high: 500 },
    },
    memoryInMB: {
      says: "memory of a run, on Y1",
      development: { low: 128, high: 512 },
      production: { low: 128, high: 512 },
    },
    furtherInstanceHours: {
      says: "hours of instances beside those that always run, on EP1, EP2 and EP3",
      development: exactly(0),
      production: { low: 0, high: 73 },
    },
  },

  items(plan, { usage }) {
    switch (plan.sku) {
      case "Y1":
        return consumption(usage);
      case "FC1":
        return [...flexConsumption(plan, usage), ...(plan.apps ?? []).flatMap(readyOfApp)];
      case "EP1":
      case "EP2":
      case "EP3":
        // An existing service plan is on its owner's bill.
        return plan.existing === undefined ? elasticPremium(plan, INSTANCES[plan.sku], usage) : [];
    }
  },
};

function consumption({ executions, durationInMilliseconds, memoryInMB }: Usage): readonly CostItem[] {
  const { leastMilliseconds, memoryStepInMB, mostMemoryInMB } = CONSUMPTION;
  const gigabytes = (memory: number): number =>
    Math.min(mostMemoryInMB, Math.ceil(memory / memoryStepInMB) * memoryStepInMB) / 1024;
  return [
    {
      item: "runs",
      meter: "functions.consumption.executions",
      part: "usage",
      quantity: executions,
      note: FREE_ONCE,
    },
    {
      item: "time of runs",
      meter: "functions.consumption.time",
      part: "usage",
      quantity: combined(
        (runs = 0, milliseconds = 0, memory = 0) =>
          ((runs * Math.max(leastMilliseconds, milliseconds)) / 1000) * gigabytes(memory),
        executions,
        durationInMilliseconds,
        memoryInMB,
      ),
      note: FREE_ONCE,
    },
  ];
}

const FREE_ONCE = "free amounts apply once per subscription";

function flexConsumption(plan: FunctionAppPlan, usage: Usage): readonly CostItem[] {
  const gigabytes = plan.instanceMemoryInMB / 1024;
  const ready = readyInstances(plan);
  return [
    ...(ready === 0
      ? []
      : [
          {
            item: "always ready instance",
            meter: "functions.flex.ready.baseline",
            part: "fixed",
            quantity: exactly(ready * gigabytes * HOURS * 3600),
          } as const,
        ]),
    {
      item: "runs",
      meter: "functions.flex.executions",
      part: "usage",
      quantity: usage.executions,
      note: FREE_ONCE,
    },
    {
      item: "time of runs",
      meter: "functions.flex.time",
      part: "usage",
      quantity: combined(
        (runs = 0, milliseconds = 0) =>
          ((runs * Math.max(FLEX.leastMilliseconds, milliseconds)) / 1000) * gigabytes,
        usage.executions,
        usage.durationInMilliseconds,
      ),
      note: "as if an instance had one run at a time, and none were on one that is always ready",
    },
  ];
}

/** Runs of further apps are among those of the backend: what is ready beside them costs for each. */
function readyOfApp(app: FurtherAppPlan): readonly CostItem[] {
  const ready = readyInstances(app);
  if (ready === 0) return [];
  return [
    {
      item: `always ready instance of app ${app.id}`,
      meter: "functions.flex.ready.baseline",
      part: "fixed",
      quantity: exactly(ready * (app.instanceMemoryInMB / 1024) * HOURS * 3600),
    },
  ];
}

/** Zones keep their instances ready for each group. */
function readyInstances({ alwaysReady = 0, alwaysReadyGroups, zoneInstances = 0 }: FunctionAppPlan): number {
  const groups = Object.values(alwaysReadyGroups ?? { http: alwaysReady });
  return groups.reduce((sum, instances) => sum + Math.max(instances, zoneInstances), 0);
}

function elasticPremium(
  plan: FunctionAppPlan,
  { cores, memoryInGB }: { readonly cores: number; readonly memoryInGB: number },
  { furtherInstanceHours }: Usage,
): readonly CostItem[] {
  // One instance is always paid for: learn.microsoft.com/azure/azure-functions/functions-premium-plan#billing
  const running = Math.max(1, plan.alwaysReady ?? 0, plan.zoneInstances ?? 0);
  const most = Math.max(0, (plan.maximumInstances ?? running) - running) * HOURS;
  const further = combined((hours = 0) => Math.min(hours, most), furtherInstanceHours);
  const times = (range: Range, factor: number): Range => combined((end = 0) => end * factor, range);
  const shared = plan.slots.length === 0 ? {} : { note: "slots share the plan's instances" };
  const always = exactly(running * HOURS);
  return [
    {
      item: `${plan.sku}, processors`,
      meter: "functions.premium.vcpu",
      part: "fixed",
      quantity: times(always, cores),
      ...shared,
    },
    {
      item: `${plan.sku}, memory`,
      meter: "functions.premium.memory",
      part: "fixed",
      quantity: times(always, memoryInGB),
      ...shared,
    },
    {
      item: "further instances, processors",
      meter: "functions.premium.vcpu",
      part: "usage",
      quantity: times(further, cores),
    },
    {
      item: "further instances, memory",
      meter: "functions.premium.memory",
      part: "usage",
      quantity: times(further, memoryInGB),
    },
  ];
}
