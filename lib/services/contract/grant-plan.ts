import type { ServiceName } from "../words";
import type { Grant } from "./grant";

/** A role for the function app and its slots, and the service that it is a role of. */
export interface GrantPlan extends Grant {
  readonly service: ServiceName;
  /** `azure`: a role assignment of Azure. Otherwise what the service calls roles that those do not reach, `cosmos`. */
  readonly plane: string;
}
