import type { SingleKind } from "../../services/words";
import type { NoState, TerraformState } from "./terraform-state";

/** Terraform state in a folder of the project: for one user on one machine. */
export interface LocalState {
  /** State in local files. */
  readonly type: "local";
  /**
   * The folder, relative to the one that contains `cdktf.out`.
   * @default "state"
   */
  readonly directory?: string;
}

/** Terraform state in a blob container, accessed with Microsoft Entra ID. */
export interface AzurermState {
  /** State in a blob container. */
  readonly type: "azurerm";
  /** The storage account of the state. It must exist before the first deployment. */
  readonly storageAccountName: string;
  /** The blob container in that account. */
  readonly containerName: string;
  /**
   * The subscription of the storage account, if it is not the one of the login.
   * @default - the login's
   * @leftOut use the login's subscription
   */
  readonly subscriptionId?: string;
  /**
   * The tenant of the storage account, if it is not the one of the login.
   * @default - the login's
   * @leftOut use the login's tenant
   */
  readonly tenantId?: string;
}

/** Terraform state in HCP Terraform or a compatible service: one workspace per stack. */
export interface CloudState {
  /** State in HCP Terraform. */
  readonly type: "cloud";
  /**
   * The organization of the workspaces.
   * @minLength 1
   */
  readonly organization: string;
  /**
   * The host name of HCP Terraform or a compatible service.
   * @default "app.terraform.io"
   * @leftOut use app.terraform.io
   */
  readonly hostname?: string;
  /**
   * The project of new workspaces.
   * @default - the organization's default project
   * @leftOut use the organization's default project
   */
  readonly project?: string;
}

/** The azurerm provider that every stack requires. */
export interface ProviderSettings {
  /**
   * One exact version of azurerm, or a range with an end: `"4.81.0"`, `"~> 4.81.0"`, `">= 5.1.0, < 6.0.0"`. From 4.55.0 on within
   * 4.x, from 5.1.0 on within 5.x; the lowest version of a range decides what the stacks use. Versions below 4.81.0 cannot manage key
   * vaults after 2027-02-27, when Azure retires the API versions that they use. See `docs/guides/provider-version.md`.
   * @default "4.81.0"
   */
  readonly version?: string;
  /**
   * The exact version of azurerm that the deployed stacks were last applied with: `"4.55.0"`. Set it for one deployment of each
   * environment when you raise `version`, then remove it. The stacks import what earlier versions made by template deployments into the
   * resources that later versions have. See `docs/guides/provider-version.md`.
   * @default - nothing is imported
   */
  readonly deployedWith?: string;
}

/** Names that override the composed names, by kind of resource. Each is checked against Azure's naming rules. */
export type OwnNames = SingleNames & {
  /**
   * The resource groups of the three stacks.
   * @default - `rg-<project>-<environment>-<stack>`
   */
  readonly resourceGroups?: OwnGroupNames;
};

/** Names of resources that a backend has once. */
export type SingleNames = Readonly<Partial<Record<SingleKind, string>>>;

/** Names of the resource group of each stack, unique in the subscription. */
export interface OwnGroupNames {
  /** The resource group of the network stack. */
  readonly network?: string;
  /** The resource group of the platform stack. */
  readonly platform?: string;
  /** The resource group of the workloads stack. */
  readonly workloads?: string;
}

/** Settings that belong to no service. An environment can set each of them, and so can a call. */
export interface BackendSettings {
  /**
   * The Azure region, `eastus2` or "East US 2".
   * @default - context `location` in cdktf.json
   * @leftOut take the location of cdktf.json
   */
  readonly location?: string;
  /**
   * Days for which logs are kept, 30 to 730: an alias of `logs.retentionInDays`.
   * @default - 30 in dev, 90 in prod
   * @minimum 30
   * @maximum 730
   * @asType integer
   */
  readonly logRetention?: number;
  /**
   * Creates a virtual network: an alias of `networking.vnet`.
   * @default - false in dev, true in prod
   */
  readonly vnet?: boolean;
  /**
   * Creates private endpoints: an alias of `networking.privateEndpoints`.
   * @default - false in dev, true in prod
   */
  readonly privateEndpoints?: boolean;
  /**
   * Adds API Management: an alias of `optional.apim`.
   * @default false
   */
  readonly apim?: boolean;
  /**
   * The publisher of the API: an alias of `optional.apim.publisherName`.
   * @default - context `organization` in cdktf.json
   * @minLength 1
   */
  readonly organization?: string;
  /** Aliases of `networking.vnet`, `networking.privateEndpoints` and `optional.apim`. */
  readonly defaults?: {
    /**
     * An alias of `networking.vnet`.
     * @default - false in dev, true in prod
     */
    readonly vnet?: boolean;
    /**
     * An alias of `networking.privateEndpoints`.
     * @default - false in dev, true in prod
     */
    readonly privateEndpoints?: boolean;
    /**
     * An alias of `optional.apim`.
     * @default false
     */
    readonly apim?: boolean;
  };
  /**
   * Tags of every resource, in addition to `project`, `environment` and `stack`, which they can override.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Tags that Terraform ignores on every resource because something else writes them, such as Azure Policy: `true` for all tags, or a
   * list of names. An ignored tag is set when the resource is created, and never changed later.
   * @default false
   */
  readonly ignoreTags?: boolean | readonly string[];
  /**
   * Tags that every resource must have, because a policy of your organization denies resources without them. Each must be among `tags`
   * with a value that is not empty, or synth fails with every one that is missing. Upper and lower case do not count.
   * @default []
   */
  readonly requiredTags?: readonly string[];
  /**
   * The last day of the environment, in UTC: `"2026-12-07"`. Its resources get the tag `expires`, and the command `expired` lists the
   * environment after that day. Nothing is deleted by itself. See `docs/recipes/pull-request-environments.md`.
   * @default - for an environment of a pull request context `expires` in cdktf.json, which `deploy --expires` sets; else none
   * @form a day such as 2026-12-07
   * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}$
   */
  readonly expires?: string;
  /**
   * Whether the backend has the samples of the specification: in storage the containers `uploads` and `assets`, the queues `tasks`,
   * `notifications` and `deadletter` and the tables `logs` and `sessions`; in Service Bus the queues `email-queue` and
   * `image-processing-queue` and the topic `order-events`; the secret `jwt-secret`. `false` leaves out those that no component and no
   * option declares. In a deployed environment Terraform then deletes them with what is in them. See `docs/recipes/leave-out-samples.md`.
   * @default true
   */
  readonly samples?: boolean;
  /**
   * Where Terraform stores its state. Credentials come from the environment, never from options.
   * @default {"type":"local"}
   */
  readonly state?: LocalState | AzurermState | CloudState | TerraformState | NoState;
  /**
   * The azurerm provider that every stack requires.
   * @default {"version":"4.81.0"}
   */
  readonly provider?: ProviderSettings;
  /**
   * The Azure subscription of the backend.
   * @default - Terraform's ARM_SUBSCRIPTION_ID
   * @leftOut deploy to the subscription of ARM_SUBSCRIPTION_ID or of the login
   * @form a GUID, as `az account show --query id` prints it
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   */
  readonly subscriptionId?: string;
  /**
   * The Microsoft Entra tenant of the subscription.
   * @default - Terraform's ARM_TENANT_ID, or the login's
   * @leftOut use the tenant of ARM_TENANT_ID or of the login
   * @form a GUID, as `az account show --query tenantId` prints it
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   */
  readonly tenantId?: string;
  /**
   * The suffix of every globally unique name, 1 to 8 lower-case letters and digits. Changing it renames resources, which replaces
   * them.
   * @default - six characters derived from project, environment and location
   * @leftOut use six characters derived from project, environment and location
   * @form 1 to 8 lower-case letters and digits
   * @pattern ^[a-z0-9]{1,8}$
   */
  readonly nameSuffix?: string;
  /**
   * How names are composed: `default`, `caf` (that of the Cloud Adoption Framework, with region codes:
   * `<abbreviation>-<project>-<environment>-<region>-<instance>`), or in TypeScript a function `(kind, context) => string | undefined`.
   * `names` wins over it. Changing it renames resources, which replaces them. See `docs/recipes/naming-convention.md`.
   * @default "default"
   */
  readonly naming?: "default" | "caf";
  /**
   * Complete names of your own, by kind of resource. Changing one replaces the resource.
   * @default - composed from project and environment
   */
  readonly names?: OwnNames;
}
