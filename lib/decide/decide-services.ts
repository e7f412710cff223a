import { orderOf } from "./decision-order";
import type { Draft } from "../services/contract/draft";
import { serviceNamed, serviceNames } from "../services";
import type { ServiceName } from "../services/words";

/** Each service after those that it names in `decidesAfter`, otherwise in the order of the list. */
export const decisionOrder: readonly ServiceName[] = orderOf(
  serviceNames,
  (name) => serviceNamed(name).decidesAfter ?? [],
);

/** Lets every service decide. A second time on the same draft changes nothing. */
export function decideServices(draft: Draft, order: readonly ServiceName[] = decisionOrder): void {
  for (const name of order) serviceNamed(name).decide?.(draft);
}
