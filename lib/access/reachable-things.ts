import type { BackendPlan } from "../decide/backend-plan";
import { serviceNamed, serviceNames } from "../services";
import type { Reachable } from "../services/contract/reachable";
import type { ServiceName } from "../services/words";

/** Something that is reached over the network, and the service that it is of. */
export interface ServiceReachable extends Reachable {
  readonly service: ServiceName;
}

/** Everything of a backend that is reached over the network, in the order of its services. */
export function reachableThings(plan: BackendPlan): readonly ServiceReachable[] {
  return serviceNames.flatMap((service) =>
    (serviceNamed(service).reachable?.(plan.services[service], plan) ?? []).map((each) => ({
      ...each,
      service,
    })),
  );
}
