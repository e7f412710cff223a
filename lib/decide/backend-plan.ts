import type { Requirements } from "../components/requirements";
import type { ExistingResources } from "../services/contract/existing-resource";
import type { ImportPlan } from "./imports/import-options";
import type { Tags } from "../azure/names/tags";
import type { Origins } from "../settings/merge";
import type { RegionName } from "../azure/regions";
import type { ServicePlans } from "../services";
import type { StackRole } from "../services/contract/service";
import type { AllSettings, ComposedKind } from "../services/words";
import type { ProviderPlan } from "../provider/provider-plan";
import type { StatePlan } from "./settle-state";
import type { Note } from "../services/contract/draft";
import type { GrantPlan } from "../services/contract/grant-plan";
import type { PrivateEndpointPlan } from "../services/contract/private-endpoints";
import type { SettingValue } from "../components/setting-value";

/** Everything that is decided of a backend, and nothing that is built: plain data to print, compare and keep. */
export interface BackendPlan {
  readonly project: string;
  readonly environment: string;
  readonly location: RegionName;
  /** `<project>-<environment>-<network|platform|workloads>` */
  readonly stackIds: Readonly<Record<StackRole, string>>;
  readonly resourceGroups: Readonly<Record<StackRole, string>>;
  /** Stacks whose resource group exists already; left out where there is none. */
  readonly existingGroups?: readonly StackRole[];
  /** Of every other resource that there is one of, by kind. */
  readonly names: Readonly<Partial<Record<ComposedKind, string>>>;
  /** How names are composed; left out where it is as this library does it. */
  readonly naming?: "caf" | "function";
  /** The number of the pull request that the environment is of. */
  readonly pullRequest?: number;
  /** The last day of the environment, `2026-12-07`. */
  readonly expires?: string;
  /** Of every resource; the name of its stack comes beside them. */
  readonly tags: Tags;
  /** Tags that Terraform sets once and leaves alone after that: all of them, or these. */
  readonly ignoreTags: boolean | readonly string[];
  /** Tags that every resource must have; left out where there are none. */
  readonly requiredTags?: readonly string[];
  /** False where the samples of the specification are left out. */
  readonly samples?: false;
  readonly state: StatePlan;
  /** The azurerm provider that every stack requires. */
  readonly provider: ProviderPlan;
  readonly subscriptionId?: string;
  readonly tenantId?: string;
  /** Every setting, complete. */
  readonly settings: AllSettings;
  /** What each service will build. */
  readonly services: ServicePlans;
  /** App settings of every function, from services, components and the user. */
  readonly appSettings: Readonly<Record<string, SettingValue>>;
  /** Those of each app in `functionApp.apps`, by its name; left out where there is none. */
  readonly furtherAppSettings?: Readonly<Record<string, Readonly<Record<string, SettingValue>>>>;
  readonly grants: readonly GrantPlan[];
  /** What is used and not made. */
  readonly existing: ExistingResources;
  readonly privateEndpoints: readonly PrivateEndpointPlan[];
  /** The resources whose configuration the user changes. */
  readonly transforms: readonly string[];
  /** What exists already, and becomes the backend's own. */
  readonly imports: readonly ImportPlan[];
  readonly resourceProviders: Readonly<Record<StackRole, readonly string[]>>;
  readonly requirements: Requirements;
  /** Who decided each setting. */
  readonly origins: Origins;
  /** What was adjusted, and what to look at. */
  readonly notes: readonly Note[];
}
