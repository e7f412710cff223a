import type { FunctionPlanSku } from "./settings";

/** Availability zones that an Elastic Premium plan is spread over, with an instance in each at least. */
const ELASTIC = 3;
/** What Azure itself keeps ready on Flex Consumption: learn.microsoft.com/azure/reliability/reliability-functions */
const FLEX = 2;

const INSTANCES: Readonly<Record<FunctionPlanSku, number | undefined>> = {
  Y1: undefined,
  EP1: ELASTIC,
  EP2: ELASTIC,
  EP3: ELASTIC,
  FC1: FLEX,
};

/** The fewest instances of a plan that is spread over zones; undefined where Azure spreads none of its kind. */
export function zoneInstances(plan: FunctionPlanSku): number | undefined {
  return INSTANCES[plan];
}
