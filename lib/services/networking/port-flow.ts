/** One flow from the function app into the subnet of private endpoints, on a port of its own. */
export interface PortFlow {
  /** Of the rule that lets it in. */
  readonly name: string;
  readonly port: string;
  readonly description: string;
  /** Its own, so that no other rule moves when a service comes or goes. */
  readonly priority: number;
}
