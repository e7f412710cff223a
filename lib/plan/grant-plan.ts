import type { ServiceName } from "../services/words";
import type { Grant } from "../services/grant";

/** A role for the function app and its slots, and the service that it is a role of. */
export interface GrantPlan extends Grant {
  readonly service: ServiceName;
}
