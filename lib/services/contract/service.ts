import type { TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { ResourceAbility, ResourceForm } from "../../provider/resource-form";
import type { ProviderAbility } from "../../provider/since";
import type { ServiceCost } from "./service-cost";
import type { Principal } from "../../kit/role-assignment";
import type { DiagnosticTarget } from "./diagnostic-target";
import type { Draft } from "./draft";
import type { AmbientInputs } from "./ambient-inputs";
import type { OptionRule, RequiredService } from "./option-rule";
import type { QueueService } from "../../components/queue-service";
import type { DeepPartial } from "../../settings/merge";
import type { GrantPlan } from "./grant-plan";
import type { SettingValue } from "../../components/setting-value";
import type { AccessFacts, Reachable } from "./reachable";
import type { Requirements } from "../../components/requirements";
import type { ExistingResource, ExistingResources } from "./existing-resource";
import type { PlannedOutputs } from "./outputs";
import type { Endpoint } from "./endpoint";
import type { NetworkFacts, NetworkNeeds } from "./network-needs";
import type { Grant, OtherGrant } from "./grant";
import type { ReplacementKind } from "./existing-kind";
import type { Resolve } from "./reference";
import type { PolicyNote } from "./policy-note";
import type { PartsByResource } from "../../azure/diagnostic-categories";
import type { PrivateEndpointPlan } from "./private-endpoints";
import type { KeptResource } from "./kept-resource";
import type { ResourceRecords, ResourceWords } from "./resource-record";
import type { RoleActions } from "./role-actions";
import type { Transformed } from "./transforms";
import type { OptionPath } from "../option-path";
import type { AllSettings, ComposedKind, NameKind, ServiceName } from "../words";

/** The three stacks of an environment, in the order in which they are deployed. */
export const stackRoles = ["network", "platform", "workloads"] as const;
export type StackRole = (typeof stackRoles)[number];

/** Everything that tells one service from another; a service is `Service<ItsShape>`. */
export interface ServiceShape extends ResourceWords {
  /** Its option group, complete. */
  settings: object;
  /** What will be built, as plain data. */
  plan: object;
  /** What is assumed of its use where costs are estimated; `object` where nothing is. */
  usage: object;
  /** The resources it has in each stack, by the names that `Backend` shows. */
  network: object;
  platform: object;
  workloads: object;
  /** Ids, names and endpoints that other stacks read, all that there can be; never a secret. `NoOutputs` where there are none. */
  shared: Readonly<Record<string, string>>;
  /** The existing resources that a user can give instead of having some made, by the names that `external` knows. */
  external?: object;
  /** What its roles can be on; left out where there is none. */
  scopes?: string;
  /** What its private endpoints can lead to; left out where there is none. */
  targets?: string;
}

type ScopeOf<Shape extends ServiceShape> = Extract<Shape["scopes"], string>;
type TargetOf<Shape extends ServiceShape> = Extract<Shape["targets"], string>;

/** What a private endpoint leads to. */
export interface PrivateLinkTarget {
  readonly id: string;
  /** What has to be there first, beside the resource itself. */
  readonly after?: readonly TerraformResource[];
}

/** Where a private endpoint is, and which zone knows it. */
export interface PrivateEndpointConnections {
  readonly subnetId: string;
  /** Undefined where an Azure Policy puts it into a zone. */
  readonly zoneId: string | undefined;
}

/** What runs the code: a principal of its own, which roles and app settings are given to. */
export interface App extends Principal {
  readonly app: TerraformResource;
  /** Whether it is given a role of the backend. */
  readonly has: (grant: Grant) => boolean;
  /** Undefined for an app itself. */
  readonly slot?: string;
  /** Its name among further apps, which have settings of their own; undefined for the first app and its slots. */
  readonly name?: string;
}

/** Roles that Azure's role assignments do not reach. */
export interface OwnRoles<Shape extends ServiceShape> {
  /** What `plan.grants` calls them, `cosmos`. */
  readonly plane: string;
  /** What each of them allows, by the name that grants have. */
  readonly roles: Readonly<Record<string, RoleActions>>;
  /** Gives one of them on the resource; nothing where the service's builder has done so. */
  assign(context: WorkloadsContext<Shape>, grant: GrantPlan, principal: Principal, resourceId: string): void;
}

/** What keeps data from being deleted. */
export interface Protection {
  /** A lock on each account. */
  readonly locks: boolean;
  /** Terraform refuses. */
  readonly preventDestroy: boolean;
}

/** What a service's `plan` may look at: everything is decided by then. */
export interface PlanContext {
  readonly settings: AllSettings;
  readonly project: string;
  readonly environment: string;
  /** Azure's name of the region. */
  readonly location: string;
  readonly requirements: Requirements;
  /** The existing resources that are used instead of making some. */
  readonly existing: ExistingResources;
  /** Stacks whose resource group exists already, which others may deploy into as well. */
  readonly existingGroups: readonly StackRole[];
  /** Every private endpoint of the backend; none unless `networking.privateEndpoints` is on. */
  readonly endpoints: readonly PrivateEndpointPlan[];
  /** What all services need of the network. */
  readonly networkNeeds: NetworkNeeds;
  /** True where the provider that the stacks require can do it. */
  readonly providerCan: (ability: ProviderAbility) => boolean;
  /** How something is made that later versions of the provider have a resource for. */
  readonly formOf: (ability: ResourceAbility) => ResourceForm;
  /** The composed or chosen name; reports a problem when Azure would refuse it. */
  readonly name: (kind: ComposedKind, detail?: string) => string;
  /** Reports a problem when Azure would refuse `name`, which came from `path`. */
  readonly checkName: (kind: NameKind, name: string, path: OptionPath) => void;
  /** Reports anything else that only shows once names are known. */
  readonly problem: (path: OptionPath, message: string, fix: string) => void;
}

/** Where a resource goes. */
export interface Place {
  readonly resourceGroupName: string;
  readonly location: string;
}

/**
 * Begins the names of deployments of the platform stack in a group that other backends deploy into as well: that of an existing resource,
 * or an existing one of the stack's own.
 */
export function deploymentPrefix(
  existing: ExistingResource | undefined,
  { project, environment, existingGroups }: Pick<PlanContext, "project" | "environment" | "existingGroups">,
): string {
  const isShared = existing !== undefined || existingGroups.includes("platform");
  return isShared ? `${project}-${environment}-` : "";
}

interface BuildContext<Shape extends ServiceShape> {
  readonly scope: Construct;
  readonly place: Place;
  /** Of the stack's own group. */
  readonly resourceGroupId: string;
  readonly plan: Shape["plan"];
  /** The Entra tenant, as text or token. */
  readonly tenantId: string;
  /** Applies the user's `transform` to a resource's configuration. */
  readonly transformed: Transformed;
  readonly reference: Resolve;
  /** The provider of another subscription in this stack; undefined for the backend's own. */
  readonly providerOf: (subscriptionId: string) => TerraformProvider | undefined;
}

export interface NetworkContext<Shape extends ServiceShape> extends BuildContext<Shape> {
  /** True for a subscription that is known not to be the backend's own: the login may decide which that is. */
  readonly isElsewhere: (subscriptionId: string) => boolean;
}

export interface PlatformContext<Shape extends ServiceShape> extends BuildContext<Shape> {
  /** What an earlier service of the list has built in this stack. */
  readonly built: <Other extends ServiceShape>(service: Service<Other>) => Other["platform"];
  /** What a service of the network stack has published. */
  readonly shared: <Other extends ServiceShape>(service: Service<Other>) => Other["shared"];
}

export interface WorkloadsContext<Shape extends ServiceShape> extends BuildContext<Shape> {
  readonly built: <Other extends ServiceShape>(service: Service<Other>) => Other["workloads"];
  /** What a service has published in an earlier stack. */
  readonly shared: <Other extends ServiceShape>(service: Service<Other>) => Other["shared"];
  /** Of the groups of all three stacks. */
  readonly groupIds: () => Readonly<Record<StackRole, string>>;
  /** Every role of the backend. */
  readonly grants: readonly GrantPlan[];
  /** What runs the code, of services that are built before. */
  readonly apps: () => readonly App[];
  /** Every app setting of the function app, resolved. */
  readonly appSettings: Readonly<Record<string, string>>;
  /** Those of a further app, resolved. */
  readonly settingsOf: (app: string) => Readonly<Record<string, string>>;
  /** The text of an app setting, references resolved. */
  readonly text: (value: SettingValue) => string;
}

/** `{ servicebus: { auto_delete_subscription_default_rule: true } }` */
export type ProviderFeatures = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** What a builder of each stack gets. */
interface Contexts<Shape extends ServiceShape> {
  readonly network: NetworkContext<Shape>;
  readonly platform: PlatformContext<Shape>;
  readonly workloads: WorkloadsContext<Shape>;
}

/** Builds what a service has in one stack. */
interface Builder<Shape extends ServiceShape, Stack extends StackRole> {
  build(context: Contexts<Shape>[Stack]): Shape[Stack];
}

/** What that stack publishes of it, for later stacks to read. */
interface Publisher<Shape extends ServiceShape, Stack extends StackRole> {
  outputs(plan: Shape["plan"]): PlannedOutputs<Shape["shared"], Shape[Stack]>;
}

/** The stack that publishes what a service shares: the first that it has resources in. `never` where neither is set. */
type PublishingStack<Shape extends ServiceShape> = string extends keyof Shape["shared"]
  ? never
  : object extends Shape["shared"]
    ? never
    : object extends Shape["network"]
      ? "platform"
      : "network";

/** The resources that a service shows in other stacks than this one. */
type InOtherStacks<Shape extends ServiceShape, Stack extends StackRole> = {
  [Other in Exclude<StackRole, Stack>]: keyof Shape[Other];
}[Exclude<StackRole, Stack>];

/** What scanners report on purpose of what a service has in one stack. */
interface WithPolicyNotes<Shape extends ServiceShape, Stack extends StackRole> {
  /** By the names that `transform` has for the resources; left out where scanners report nothing. */
  readonly policyNotes?: {
    readonly [Name in string & keyof Shape["configs"]]?: Name extends InOtherStacks<Shape, Stack>
      ? never
      : readonly PolicyNote<Shape["plan"]>[];
  };
}

type StackBuilder<Shape extends ServiceShape, Stack extends StackRole> = Builder<Shape, Stack> &
  WithPolicyNotes<Shape, Stack> &
  (Stack extends PublishingStack<Shape> ? Publisher<Shape, Stack> : Partial<Publisher<Shape, Stack>>);

/** A builder for each stack that the service has resources in; the others need none. */
type StackBuilders<Shape extends ServiceShape> = {
  readonly [Stack in StackRole as object extends Shape[Stack] ? never : Stack]: StackBuilder<Shape, Stack>;
} & {
  readonly [Stack in StackRole as object extends Shape[Stack] ? Stack : never]?: StackBuilder<Shape, Stack>;
};

/**
 * One Azure part of a backend: its options, its decisions and its resources in each stack. A service is one file
 * (or one folder) and one entry in the list of services; everything else follows from there.
 */
export interface Service<Shape extends ServiceShape> {
  /** What holds in every environment; environments and users say what differs. */
  readonly defaults: Shape["settings"];
  /** Further defaults: the samples of the specification, which `samples: false` leaves out. */
  readonly samples?: DeepPartial<Shape["settings"]>;
  /** Adjusts what the user left open, reports what the user chose and Azure refuses. */
  decide?(draft: Draft): void;
  /**
   * Whose decisions come before its own: where it reads a setting that another service adjusts, or adjusts one that
   * another reads as it was given.
   */
  readonly decidesAfter?: readonly ServiceName[];
  /** Why every backend has it; undefined where it can be switched off. */
  readonly required?: RequiredService;
  /** Rules of its options, by their names in its group. */
  readonly options?: Readonly<Partial<Record<keyof Shape["settings"] & string, OptionRule>>>;
  /** Its settings that the context can give for all backends of a repository; unused where its resource exists. */
  ambient?(inputs: AmbientInputs): DeepPartial<Shape["settings"]>;
  /** Where it puts the queues of queue processors; undefined where it leaves them where they are. */
  queueService?(settings: AllSettings, existing: ExistingResources): QueueService | undefined;
  /** True where it gives resources private endpoints, those of other services included. */
  hasPrivateEndpoints?(settings: AllSettings): boolean;
  /** Notes what follows from the plan, and is no decision. */
  note?(plan: Shape["plan"], draft: Draft): void;
  /** The private endpoints that it has when there are any. */
  endpoints?(context: Omit<PlanContext, "endpoints">): readonly Endpoint<TargetOf<Shape>>[];
  /** Its subnet, the ports of its private endpoints, and what of it is reached by public addresses. */
  networkNeeds?(facts: NetworkFacts): Partial<NetworkNeeds>;
  /** Settled settings to what will be built. */
  plan(context: PlanContext): Shape["plan"];
  /** What of it is paid for, or why nothing is. */
  readonly cost: ServiceCost<Shape["plan"], Shape["usage"], keyof Shape["usage"]>;
  /** What the function app may do with this service, and why. */
  grants?(plan: Shape["plan"], context: PlanContext): readonly Grant<ScopeOf<Shape>>[];
  /** From where each of its things is reached over the network, and who needs no role on it. */
  reachable?(plan: Shape["plan"], facts: AccessFacts): readonly Reachable[];
  /** What identities of its own may do. */
  otherGrants?(plan: Shape["plan"]): readonly OtherGrant[];
  /** App settings that every function gets from this service. */
  appSettings?(plan: Shape["plan"], context: PlanContext): Readonly<Record<string, SettingValue>>;
  /** What further apps have in place of what `appSettings` gives, by their names. */
  furtherAppSettings?(plan: Shape["plan"]): Readonly<Record<string, Readonly<Record<string, SettingValue>>>>;
  /** Resource provider namespaces that each stack's configuration needs registered. */
  resourceProviders(plan: Shape["plan"]): Readonly<Partial<Record<StackRole, readonly string[]>>>;
  /** Settings below `features` of each stack's provider, by the provider's own names, which the bindings may lack. */
  providerFeatures?(plan: Shape["plan"]): Readonly<Partial<Record<StackRole, ProviderFeatures>>>;
  /** What is known of each of its resources, by the names that `transform` has for them. */
  readonly resources: ResourceRecords<Shape>;
  /** Each resource of the platform stack whose record says `keepsData`, as it will be built. */
  keeps?(plan: Shape["plan"]): readonly KeptResource[];
  /** Types of Terraform whose resources have no logs to send, as they will be built; the others follow from a table. */
  withoutDiagnostics?(plan: Shape["plan"]): readonly string[];
  /** Parts of its resources that some logs are about, by the resource's name in Terraform. */
  parts?(plan: Shape["plan"]): PartsByResource;
  /** What using each existing resource means. */
  readonly external?: Readonly<Record<keyof Shape["external"] & string, ReplacementKind<Shape["plan"]>>>;
  /** What it has in each stack, what that stack publishes of it, and what scanners report of it on purpose. */
  readonly stacks: StackBuilders<Shape>;
  /** The Azure ids that `grants` are on. */
  scopes?(context: WorkloadsContext<Shape>): Readonly<Record<ScopeOf<Shape>, string>>;
  /** Built in the platform stack after all others: what it has there leads to what they have. */
  readonly builtLast?: true;
  /** How its roles are given, where Azure's role assignments do not reach them. */
  readonly ownRoles?: OwnRoles<Shape>;
  /** The resources that `endpoints` lead to; undefined where one exists and has no endpoint of the backend's. */
  privateLinkTargets?(
    resources: Shape["platform"] & Shape["workloads"],
  ): Readonly<Record<TargetOf<Shape>, PrivateLinkTarget | undefined>>;
  /** What runs the code. */
  apps?(resources: Shape["workloads"], plan: Shape["plan"]): readonly App[];
  /** What a release and its users need to know, which the workloads stack outputs. */
  putOut?(resources: Shape["workloads"]): Readonly<Record<string, string>>;
  /** What the users of a network need to know, which the network stack outputs. */
  putOutOfNetwork?(resources: Shape["network"]): Readonly<Record<string, string>>;
  /** Where logs are sent: the id of the workspace that this stack has built, or that is shared with it. */
  logWorkspace?(shared: () => Shape["shared"], built?: Shape["platform"]): string;
  /** What of the network stack sends diagnostics: the workspace is there only after it. */
  networkDiagnostics?(plan: Shape["plan"], shared: () => Shape["shared"]): readonly DiagnosticTarget[];
  /** Where private endpoints are, and which zone knows each. */
  endpointNetwork?(
    plan: Shape["plan"],
    shared: () => Shape["shared"],
  ): (endpoint: PrivateEndpointPlan) => PrivateEndpointConnections;
  /** What keeps data from being deleted. */
  protection?(plan: Shape["plan"]): Protection;
}
