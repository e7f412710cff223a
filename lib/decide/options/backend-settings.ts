import type { SingleKind } from "../../services/words";
/** Terraform state in a folder beside the project's own files: one machine, one user. */
export interface LocalState {
  readonly type: "local";
  /**
   * Folder, relative to the one that holds `cdktf.out`.
   * @default "state"
   */
  readonly directory?: string;
}

/** Terraform state in a blob container, opened with the deployer's Entra identity. */
export interface AzurermState {
  readonly type: "azurerm";
  /** The account that keeps the state, made beforehand. */
  readonly storageAccountName: string;
  /** Its blob container. */
  readonly containerName: string;
  /**
   * The state account's subscription, when it is another one.
   * @default - the login's
   * @leftOut use the login's subscription
   */
  readonly subscriptionId?: string;
  /**
   * The state account's tenant, when it is another one.
   * @default - the login's
   * @leftOut use the login's tenant
   */
  readonly tenantId?: string;
}

/** Terraform state in HCP Terraform, or in anything that speaks its protocol: one workspace per stack. */
export interface CloudState {
  readonly type: "cloud";
  /**
   * The organization that the workspaces belong to.
   * @minLength 1
   */
  readonly organization: string;
  /**
   * Where HCP Terraform, or what speaks its protocol, answers.
   * @default "app.terraform.io"
   * @leftOut use app.terraform.io
   */
  readonly hostname?: string;
  /**
   * The project that new workspaces go into.
   * @default - the organization's default project
   * @leftOut use the organization's default project
   */
  readonly project?: string;
}

/** The azurerm provider that every stack requires. */
export interface ProviderSettings {
  /**
   * One exact version of azurerm 4.x, from 4.55.0 on. Below 4.81.0 key vaults cannot be managed after 2027-02-27, when
   * Azure retires the API versions that those providers speak. `docs/guides/provider-version.md` says what else follows from it.
   * @default "4.81.0"
   */
  readonly version?: string;
}

/** Names that replace the composed ones, by kind of resource; each is checked against Azure's rules. */
export type OwnNames = SingleNames & {
  /**
   * Of the three stacks.
   * @default - `rg-<project>-<environment>-<stack>`
   */
  readonly resourceGroups?: OwnGroupNames;
};

/** Names of what there is one of. */
export type SingleNames = Readonly<Partial<Record<SingleKind, string>>>;

/** A resource group for each stack; unique in the subscription. */
export interface OwnGroupNames {
  readonly network?: string;
  readonly platform?: string;
  readonly workloads?: string;
}

/** Settings that belong to no service. An environment can set each of them, a call too. */
export interface BackendSettings {
  /**
   * The Azure region, `eastus2` or "East US 2".
   * @default - context `location` in cdktf.json
   * @leftOut take the location of cdktf.json
   */
  readonly location?: string;
  /**
   * Days that logs are kept: the short spelling of `logs.retentionInDays`.
   * @default - 30 in dev, 90 in prod
   * @minimum 30
   * @maximum 730
   * @asType integer
   */
  readonly logRetention?: number;
  /**
   * A virtual network: the short spelling of `networking.vnet`.
   * @default - false in dev, true in prod
   */
  readonly vnet?: boolean;
  /**
   * Private endpoints: the short spelling of `networking.privateEndpoints`.
   * @default - false in dev, true in prod
   */
  readonly privateEndpoints?: boolean;
  /**
   * API Management: the short spelling of `optional.apim`.
   * @default false
   */
  readonly apim?: boolean;
  /**
   * Who publishes the API: the short spelling of `optional.apim.publisherName`.
   * @default - context `organization` in cdktf.json
   * @minLength 1
   */
  readonly organization?: string;
  /** What a backend has unless it is switched off here: another spelling of the same switches. */
  readonly defaults?: {
    /**
     * The same as `networking.vnet`.
     * @default - false in dev, true in prod
     */
    readonly vnet?: boolean;
    /**
     * The same as `networking.privateEndpoints`.
     * @default - false in dev, true in prod
     */
    readonly privateEndpoints?: boolean;
    /**
     * The same as `optional.apim`.
     * @default false
     */
    readonly apim?: boolean;
  };
  /**
   * Tags of every resource, over `project`, `environment` and `stack`.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Tags that others write, such as an Azure Policy, and that Terraform leaves alone on every resource: `true` for all of
   * them, or their names. An ignored tag is set when a resource is made, and never changed after that.
   * @default false
   */
  readonly ignoreTags?: boolean | readonly string[];
  /**
   * Where Terraform keeps its state. Credentials come from the environment, never from here.
   * @default {"type":"local"}
   */
  readonly state?: LocalState | AzurermState | CloudState;
  /**
   * The azurerm provider that every stack requires.
   * @default {"version":"4.81.0"}
   */
  readonly provider?: ProviderSettings;
  /**
   * The subscription that is deployed to.
   * @default - Terraform's ARM_SUBSCRIPTION_ID
   * @leftOut deploy to the subscription of ARM_SUBSCRIPTION_ID or of the login
   * @form a GUID, as `az account show --query id` prints it
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   */
  readonly subscriptionId?: string;
  /**
   * The Entra tenant of the subscription.
   * @default - Terraform's ARM_TENANT_ID, or the login's
   * @leftOut use the tenant of ARM_TENANT_ID or of the login
   * @form a GUID, as `az account show --query tenantId` prints it
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   */
  readonly tenantId?: string;
  /**
   * Ends every name that has to be globally unique, 1 to 8 lower-case letters and digits. Changing it renames
   * resources, which replaces them.
   * @default - six characters that follow from project, environment and location
   * @leftOut take six characters that follow from project, environment and location
   * @form 1 to 8 lower-case letters and digits
   * @pattern ^[a-z0-9]{1,8}$
   */
  readonly nameSuffix?: string;
  /**
   * Whole names of your own, by kind of resource. Changing one replaces the resource.
   * @default - composed of project and environment
   */
  readonly names?: OwnNames;
}
