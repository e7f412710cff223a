import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { DataAzurermResourceGroup } from "@cdktf/provider-azurerm/lib/data-azurerm-resource-group";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Aspects, TerraformOutput, type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { mergeTags } from "../azure/names/tags";
import type { BackendPlan } from "../decide/backend-plan";
import { serviceNamed, serviceNames } from "../services";
import type { Place, ProviderFeatures, StackRole } from "../services/contract/service";
import type { Transformed } from "../services/contract/transforms";
import { foreignValues, refuseForeign } from "./foreign-values";
import { IgnoredTags } from "./ignored-tags";
import { argumentFaults, withCurrentArguments } from "../provider/current-arguments";
import { defaultRuleFaults } from "../provider/default-rule-faults";
import { withWholeObjects } from "../provider/whole-objects";
import { TERRAFORM_VERSION } from "../provider/version";
import { guardedParts } from "./guarded-parts";
import { buildProvider } from "./provider";
import { RequiredTags, requiredTagFaults } from "./required-tags";
import { RenamedAddresses } from "./moved-blocks";
import { renamedAddresses } from "./renamed-addresses";
import { withoutStackTraces } from "./stack-traces";
import { buildState } from "./state";
import { Tagging } from "./tagging";

function importsGroup({ imports }: BackendPlan, role: StackRole): boolean {
  return imports.some(({ name, address }) => name === "resourceGroups" && address === role);
}

function usesExistingGroup({ existingGroups = [] }: BackendPlan, role: StackRole): boolean {
  return existingGroups.includes(role);
}

function featuresOf({ services }: BackendPlan, role: StackRole): ProviderFeatures {
  return Object.assign(
    {},
    ...serviceNames.map((name) => serviceNamed(name).providerFeatures?.(services[name])[role]),
  ) as ProviderFeatures;
}

/** The engine gives every stack a backend. */
function withoutBackend(written: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { backend: _backend, ...terraform } = written["terraform"] as Readonly<Record<string, unknown>>;
  return { ...written, terraform };
}

/** What the three stacks of a backend have in common: provider, state, resource group and tags. */
export class BackendStack extends TerraformStack {
  /** The group that the stack makes, or finds: `external.resourceGroups`. */
  readonly resourceGroup: ResourceGroup | DataAzurermResourceGroup;
  private readonly providers = new Map<string, TerraformProvider>();
  private client: DataAzurermClientConfig | undefined;
  /** What the library has built, where nothing else is to be written. */
  private writtenEmpty: ReadonlySet<IConstruct> | undefined;
  private readonly features: ProviderFeatures;

  constructor(
    scope: Construct,
    readonly plan: BackendPlan,
    readonly role: StackRole,
    transformed: Transformed,
  ) {
    super(scope, plan.stackIds[role]);
    const { subscriptionId, tenantId, requiredTags = [] } = plan;
    this.features = featuresOf(plan, role);
    buildProvider(this, {
      ...(subscriptionId === undefined ? {} : { subscriptionId }),
      ...(tenantId === undefined ? {} : { tenantId }),
      resourceProviders: plan.resourceProviders[role],
      // The action group "Application Insights Smart Detection", up to an hour after its component.
      // An imported resource group may hold resources of others.
      features: this.features,
      purgesOnDestroy: plan.pullRequest !== undefined,
      groupHoldsAzuresOwn: role === "workloads" && this.makesGroup && !importsGroup(plan, role),
    });
    // The bindings would require the version that they were made from. An override of the user's comes later and wins.
    this.addOverride("terraform.required_providers.azurerm.version", plan.provider.version);
    this.addOverride("terraform.required_version", TERRAFORM_VERSION);
    buildState(this, plan, role);
    this.resourceGroup = this.makesGroup ? this.makeGroup(transformed) : this.findGroup();
    new RenamedAddresses(this, renamedAddresses);
    this.node.addValidation({
      validate: () => [
        ...this.hiddenOutputs(),
        ...foreignValues(this),
        ...requiredTagFaults(this, requiredTags),
        ...this.argumentFaults(),
      ],
    });
    Aspects.of(this).add(new Tagging(mergeTags({ stack: role }, plan.tags), requiredTags));
    Aspects.of(this).add(new IgnoredTags(plan.ignoreTags));
    if (requiredTags.length > 0) Aspects.of(this).add(new RequiredTags(requiredTags));
  }

  private get makesGroup(): boolean {
    return !usesExistingGroup(this.plan, this.role);
  }

  private makeGroup(transformed: Transformed): ResourceGroup {
    const group = { name: this.plan.resourceGroups[this.role], location: this.plan.location };
    return new ResourceGroup(this, "resource_group", transformed("resourceGroups", "resource_group", group));
  }

  /** Terraform plans nothing where the group is not there. */
  private findGroup(): DataAzurermResourceGroup {
    return new DataAzurermResourceGroup(this, "resource_group", {
      name: this.plan.resourceGroups[this.role],
    });
  }

  /** The engine collects references here, before aspects put tags into resources. */
  override prepareStack(): void {
    for (const [name, value] of Object.entries(this.plan.tags)) refuseForeign(this, `tags.${name}`, value);
    // Each reference is made again while it is resolved.
    withoutStackTraces(() => {
      super.prepareStack();
    });
  }

  /**
   * Leaves the contents out of what is written, but for what says which resources are guarded. Every value is still resolved before, so
   * its errors are still raised.
   */
  writeEmpty(): void {
    this.writtenEmpty = new Set(this.node.findAll());
  }

  /** The stack as it is written: with the provider's own names, and its objects whole, where the bindings differ. */
  override toTerraform(): Readonly<Record<string, unknown>> {
    if (this.writtenEmpty !== undefined) return { ...guardedParts(this, this.writtenEmpty) };
    const written = withWholeObjects(withCurrentArguments(this.byBindings(), this.plan.provider.lowest));
    return this.plan.state.type === "none" ? withoutBackend(written) : written;
  }

  private byBindings(): Readonly<Record<string, unknown>> {
    return withoutStackTraces(() => super.toTerraform() as Readonly<Record<string, unknown>>);
  }

  /** What the required provider does not take, of a `transform` or of constructs of the user's own. */
  private argumentFaults(): readonly string[] {
    // Takes as long as writing the stack: only where a check reads it, and then once.
    let json: ReturnType<BackendStack["byBindings"]> | undefined;
    const written = () => (json ??= this.byBindings());
    return [
      ...argumentFaults(written, this.plan.provider.lowest),
      ...(this.features["servicebus"] === undefined ? [] : defaultRuleFaults(written())),
    ];
  }

  /** Where this stack's resources go. */
  get place(): Place {
    const { resourceGroups, location } = this.plan;
    // What is read is known when it is planned, unless something else has to be there first: a name never waits.
    const resourceGroupName = this.makesGroup ? this.resourceGroup.name : resourceGroups[this.role];
    return { resourceGroupName, location };
  }

  get resourceGroupId(): string {
    return this.makesGroup ? this.resourceGroup.id : this.groupIdOf(this.role);
  }

  /** The id of the group of any stack, without a reference to it. */
  groupIdOf(role: StackRole): string {
    return `/subscriptions/${this.subscriptionId}/resourceGroups/${this.plan.resourceGroups[role]}`;
  }

  /** The provider of another subscription; undefined for the one that the stack is in. */
  providerOf(subscriptionId: string): TerraformProvider | undefined {
    const theirs = subscriptionId.toLowerCase();
    if (theirs === this.plan.subscriptionId?.toLowerCase()) return undefined;
    const known = this.providers.get(theirs);
    if (known !== undefined) return known;
    const { tenantId } = this.plan;
    const provider = buildProvider(this, {
      alias: `subscription_${theirs}`,
      subscriptionId: theirs,
      ...(tenantId === undefined ? {} : { tenantId }),
      // The owner of the other subscription has registered them.
      resourceProviders: [],
      features: this.features,
    });
    this.providers.set(theirs, provider);
    return provider;
  }

  get tenantId(): string {
    return this.plan.tenantId ?? this.clientConfig.tenantId;
  }

  get subscriptionId(): string {
    return this.plan.subscriptionId ?? this.clientConfig.subscriptionId;
  }

  private get clientConfig(): DataAzurermClientConfig {
    this.client ??= new DataAzurermClientConfig(this, "current", {});
    return this.client;
  }

  /** Outputs named like those that the engine would make for an implicit reference. */
  private hiddenOutputs(): string[] {
    return this.node
      .findAll()
      .filter((node) => TerraformOutput.isTerraformOutput(node))
      .filter(({ node }) => node.id.startsWith("cross-stack-output-"))
      .map(
        ({ node }) => `output ${node.id} has a name that CDKTF uses for hidden outputs: give it another name`,
      );
  }

  /** The engine asks for this when a value of one stack is used in another without being published. */
  override registerOutgoingCrossStackReference(identifier: string): never {
    throw new Error(
      `another stack uses ${identifier} of stack ${this.node.id} directly. CDKTF would pass it as a hidden ` +
        "output: use backend.published in the workloads stack, or build the resource in the stack that needs it",
    );
  }

  override registerIncomingCrossStackReference(fromStack: TerraformStack): never {
    throw new Error(
      `stack ${this.node.id} uses a value of stack ${fromStack.node.id} directly. CDKTF would pass it as a ` +
        "hidden output: publish it as an output and read that, or build the resource in this stack",
    );
  }
}
