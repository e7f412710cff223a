/** One private endpoint that a service can have. */
export interface Endpoint<Target extends string = string> {
  /** Part of its address and name; unique among the endpoints of a backend. */
  readonly id: string;
  /** The stack of what it leads to. */
  readonly stack: "platform" | "workloads";
  /** One of the service's private link targets. */
  readonly on: Target;
  /** `blob`, `vault`, `sites`; the private DNS zone follows from it in a common table. */
  readonly subresource: string;
  /** The private DNS zone, where the common table has none for the subresource. */
  readonly zone?: string;
  /** How many addresses of the subnet it takes, where that is not one. */
  readonly addresses?: number;
}
