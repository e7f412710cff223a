import type { ExternalPath } from "../option-path";
import type { ServiceName } from "../words";

/** One role for the function app and each of its slots. */
export interface Grant<Scope extends string = string> {
  /** Part of the assignment's address; unique among the grants of whom it is given to. */
  readonly id: string;
  /** The identity that the Functions host signs in to its content share by; undefined for the app and its slots. */
  readonly to?: "host-identity";
  /** The role's built-in name. */
  readonly role: string;
  /** One of the service's scopes. */
  readonly on: Scope;
  /** The rest of the scope's id, where the grant is on one thing of the service: `/dbs/shop-db/colls/orders`. */
  readonly below?: string;
  /** What the app does with it. */
  readonly reason: string;
  /** What it reaches beyond that, since Azure has no narrower role or scope; undefined where it reaches no more. */
  readonly reaches?: string;
  /** The components that need it, each with its reason; undefined where the Functions host does. */
  readonly uses?: readonly GrantUse[];
  /** The first function app and its slots have it, and further apps do not; set where there are some. */
  readonly ofFirstApp?: true;
  /** The existing resource, `external.storage`, whose owner gives the role; undefined where the backend gives it. */
  readonly leftToOwnerOf?: ExternalPath;
}

/** Why one component needs a grant. */
export interface GrantUse {
  /** The component's name. */
  readonly component: string;
  /** Its path in the call, `components.feedbackApi`. */
  readonly path: string;
  /** To follow its name: `reads blobs`. */
  readonly reason: string;
}

/** A role of an identity that is not the function app's: what it delivers by, for example. */
export interface OtherGrant {
  /** The construct id of its assignment. */
  readonly id: string;
  /** Whose: `topic orders`. */
  readonly identity: string;
  /** The role's built-in name. */
  readonly role: string;
  /** `queue orders-events` */
  readonly on: string;
  /** The same, as grants of the function app have it. */
  readonly scope: { readonly service: ServiceName; readonly on: string; readonly below?: string };
  /** What the identity does with it. */
  readonly reason: string;
  /** What the service calls roles that those of Azure do not reach, `cosmos`. @default "azure" */
  readonly plane?: string;
}
