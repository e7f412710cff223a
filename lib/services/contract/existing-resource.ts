import type { ExternalName } from "./external-options";
import type { ExternalPath, OptionPath } from "../option-path";

/** Where something is in Azure; in the backend's own subscription unless it says another. */
export interface ResourceParts {
  readonly subscriptionId?: string;
  readonly resourceGroupName: string;
  readonly name: string;
}

/** One existing resource that the backend uses, as plain data. */
export interface ExistingResource {
  /** `external.cosmos` */
  readonly option: ExternalPath;
  readonly armType: string;
  /** Undefined where only the resource's own stack knows. */
  readonly parts?: ResourceParts;
  /** The construct that it is, `<stack>/<path>`. */
  readonly construct?: string;
  readonly createChildren: boolean;
  readonly roleAssignments: boolean;
  /** What a literal said beside its id. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Of a virtual network: names or ids of its subnets. */
  readonly subnets: Readonly<Record<string, string>>;
}

/** Every existing resource that the backend uses, as plain data. */
export type ExistingResources = Readonly<Partial<Record<ExternalName, ExistingResource>>> & {
  /** By zone name, or `policy`. */
  readonly privateDnsZones: "policy" | Readonly<Record<string, ExistingResource>>;
};

/** Reports what is wrong with one option. */
export type Report = (path: OptionPath, message: string, fix: string) => void;
