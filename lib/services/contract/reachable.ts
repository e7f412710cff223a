import type { Requirements } from "../../components/requirements";
import type { OptionPath } from "../option-path";
import type { AllSettings } from "../words";
import type { SubnetName } from "./network-needs";

/** From where the network allows requests. They need credentials all the same. */
export type Network =
  | { readonly from: "internet" }
  /** These addresses of the internet, and the virtual network where there is a private endpoint. */
  | { readonly from: "addresses"; readonly addresses: readonly string[] }
  /** One subnet, by its service endpoint. */
  | { readonly from: "subnet"; readonly subnet: SubnetName }
  /** The virtual network, and what is connected to it. */
  | { readonly from: "network" }
  | { readonly from: "nowhere" }
  /** The owner of an existing resource decides. */
  | { readonly from: "unknown" };

/** The option that decides who gets in, and what to do so that fewer do. */
export interface Decision {
  readonly path: OptionPath;
  readonly fix: string;
}

/** Something that Azure asks for in place of an identity. */
export type Key = "account key" | "connection string" | "function key" | "master key" | "subscription key";

/** Which tokens are accepted. */
export interface TokenNeed {
  /** The tenant, or the address of the issuer's OpenID configuration. */
  readonly from: string;
  /** Issuers beside that one. */
  readonly issuers: readonly string[];
  /** One of them is in the token. */
  readonly audiences: readonly string[];
  /** Client ids of which one is in the token; every application may call where there are none. */
  readonly applications: readonly string[];
  /** All of them are in the token. */
  readonly claims: readonly string[];
}

/** Everything that a caller has to have. */
export interface CallerNeeds {
  readonly keys: readonly Key[];
  readonly token?: TokenNeed;
}

/** Who uses something without a role of Azure. */
export interface Caller {
  /** What of it, unique there: `container assets`, `GET /feedback/{id}`. */
  readonly what: string;
  /** What the caller does: `reads every blob`. */
  readonly may: string;
  /** Nobody is left out where there is neither a key nor a token. */
  readonly needs: CallerNeeds;
  /** A range of addresses or a service tag, where the rule is about one. */
  readonly source?: string;
  readonly decision: Decision;
}

/** Something of a service that is reached over the network. */
export interface Reachable {
  /** Unique within the service. */
  readonly id: string;
  /** As reports call it, with no name of an environment in it: `key vault`. */
  readonly name: string;
  /** The scopes of grants that are on it. */
  readonly scopes: readonly string[];
  readonly network: Network;
  /** What decides the network. */
  readonly decision: Decision;
  readonly callers?: readonly Caller[];
}

/** What access follows from, beside a service's plan. */
export interface AccessFacts {
  readonly settings: AllSettings;
  readonly requirements: Requirements;
}

export const NOTHING_NEEDED: CallerNeeds = { keys: [] };

/** The network of what has a private endpoint, or is open. */
export function networkOf({ closed }: { readonly closed: boolean }): Network {
  return { from: closed ? "network" : "internet" };
}

/** What closes most services to the internet. */
export const BY_ENDPOINTS: Decision = {
  path: "networking.privateEndpoints",
  fix: "set networking.vnet and networking.privateEndpoints to true",
};

/** Something that exists already. */
export function reachableOfOwner(
  option: OptionPath,
  { id, name, scopes }: Pick<Reachable, "id" | "name" | "scopes">,
): Reachable {
  const decision = { path: option, fix: "ask its owner for its network settings" };
  return { id, name, scopes, network: { from: "unknown" }, decision };
}
