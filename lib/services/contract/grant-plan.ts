import type { ServiceName } from "../words";
import type { Grant } from "./grant";

/** A role for the function app and its slots, and the service that it is a role of. */
export interface GrantPlan extends Grant {
  readonly service: ServiceName;
}
