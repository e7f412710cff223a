/** Who is given roles: an object of Microsoft Entra ID. */
export type PeoplePrincipalType = "Group" | "User" | "ServicePrincipal";

/** One group of people, and what its members may do in this environment. It has at least one of `data`, `secrets` and `telemetry`. */
export interface PeopleGroupSettings {
  /**
   * The object id of the group: `az ad group show --group shop-developers --query id --output tsv`.
   * @form a GUID, as `az ad group show --group <name> --query id` prints it
   * @pattern ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$
   */
  readonly objectId: string;
  /**
   * What the object id is of. Give roles to groups, so that who joins and leaves needs no deployment.
   * @default "Group"
   */
  readonly principalType?: PeoplePrincipalType;
  /**
   * `read`: items in Cosmos DB, and blobs, queue messages and table entities of the data account. `write`: also create, change and
   * delete them, and send and receive messages of Service Bus, where receiving removes a message.
   * @default - no role on data
   */
  readonly data?: "read" | "write";
  /**
   * `read`: the values of all secrets in the vault. `write`: also set and delete them.
   * @default - no role on secrets
   */
  readonly secrets?: "read" | "write";
  /**
   * Read logs, traces, requests and metrics: Application Insights and the Log Analytics workspace.
   * @default false
   */
  readonly telemetry?: boolean;
  /**
   * Why they need it. It is in the description of each role assignment and in the report of `grants`.
   * @minLength 1
   * @maxLength 500
   */
  readonly reason: string;
}

/** Option group `people`: roles of developers and operators on this environment. */
export interface PeopleSettings {
  /**
   * Whether the groups have their roles in this environment. In prod, and in environments that extend it, nobody has a role until you
   * set it to true there.
   * @default true
   */
  readonly enabled: boolean;
  /**
   * Groups by a name of your own, `developers`. `false` removes one that an environment adds.
   * @default {}
   */
  readonly groups: Readonly<Record<string, PeopleGroupSettings | false>>;
}
