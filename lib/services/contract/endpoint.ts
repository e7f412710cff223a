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

/** The port of every private endpoint that says no other. */
export const HTTPS_PORT = "443";

/** A flow from the components' code to a private endpoint on another port than that of https. */
export interface PortFlow {
  /** Of the rule that lets it in. */
  readonly name: string;
  readonly port: string;
  readonly description: string;
  /** Its own, so that no other rule moves when a service comes or goes. */
  readonly priority: number;
}
