import { Graph, type GraphObject } from "./graph";
import type { UserFlowDocument, UserFlowManifest } from "./manifest";
import { checkTenant } from "./tenant";

/** What {@link createUserFlows} can be told. */
export interface CreateUserFlowsOptions {
  /**
   * Where `GRAPH_TOKEN` is, and of each identity provider that has to be made `<PROVIDER>_CLIENT_ID` and
   * `<PROVIDER>_CLIENT_SECRET`, such as `GOOGLE_CLIENT_ID`.
   * @default - process.env
   */
  readonly source?: Readonly<Record<string, string | undefined>>;
  /**
   * Microsoft Graph, with its version: user flows are in no other.
   * @default "https://graph.microsoft.com/beta"
   */
  readonly graph?: string;
  /**
   * Where the tenant says who it is.
   * @default "https://login.microsoftonline.com"
   */
  readonly login?: string;
}

/** What {@link createUserFlows} did. */
export interface CreatedUserFlows {
  /** Types of identity providers that the tenant did not have. */
  readonly identityProviders: readonly string[];
  /** User flows that there were not, `B2C_1_signup-signin`. */
  readonly userFlows: readonly string[];
  /** Identity providers that a flow did not have: `B2C_1_signup-signin: Google`. */
  readonly added: readonly string[];
}

const NO_TOKEN =
  "GRAPH_TOKEN is not set. Sign in to the B2C tenant as an application that has IdentityUserFlow.ReadWrite.All and " +
  "IdentityProvider.ReadWrite.All (az login --service-principal --allow-no-subscriptions --tenant <tenant>), then " +
  "GRAPH_TOKEN=$(az account get-access-token --resource https://graph.microsoft.com --query accessToken -o tsv)";

/**
 * Makes the user flows of a manifest in its tenant, and the identity providers that they need. A second run changes
 * nothing; user flows that are not in the manifest are kept. Everything is looked at before anything is made.
 *
 * Microsoft supports no production applications on this part of Graph: learn.microsoft.com/graph/api/identitycontainer-post-b2cuserflows
 *
 * @throws Error that names everything that is missing: a token, the right tenant, permissions, credentials of providers
 */
export async function createUserFlows(
  { tenant, userFlows }: UserFlowManifest,
  options: CreateUserFlowsOptions = {},
): Promise<CreatedUserFlows> {
  const {
    source = process.env,
    graph: address = "https://graph.microsoft.com/beta",
    login = "https://login.microsoftonline.com",
  } = options;
  const token = source["GRAPH_TOKEN"];
  if (token === undefined || token === "") throw new Error(NO_TOKEN);
  await checkTenant(tenant, token, login);

  const graph = new Graph(address, token);
  const flows = await graph.list("/identity/b2cUserFlows");
  const providers = providerIds(await graph.list("/identity/identityProviders"));
  const missing = [...new Set(userFlows.flatMap(({ identityProviders }) => identityProviders))]
    .filter((type) => !providers.has(type))
    .sort();
  const faults = [
    ...userFlows.flatMap((flow) => clashOf(flow, flows)),
    ...missing.flatMap((type) => lackOf(type, source)),
  ];
  if (faults.length > 0) throw new Error(`${tenant}: ${faults.join("; ")}`);

  for (const type of missing) providers.set(type, await createProvider(graph, type, source));
  const created = { identityProviders: missing, userFlows: [] as string[], added: [] as string[] };
  for (const flow of userFlows) {
    const id = idOf(flow);
    if (!flows.some((each) => isSame(each.id, id))) {
      const { userFlowType, userFlowTypeVersion } = flow;
      await graph.create("/identity/b2cUserFlows", { id: flow.id, userFlowType, userFlowTypeVersion });
      created.userFlows.push(id);
    }
    created.added.push(...(await addProviders(graph, flow, providers)));
  }
  return created;
}

function idOf({ id }: UserFlowDocument): string {
  return `B2C_1_${id}`;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Ids by type. */
function providerIds(providers: readonly GraphObject[]): Map<string, string> {
  return new Map(
    providers.flatMap(({ id, text }) => {
      const type = text("identityProviderType");
      // Graph has had two names for one of them.
      return type === undefined ? [] : [[type === "MicrosoftAccount" ? "Microsoft" : type, id] as const];
    }),
  );
}

function clashOf(flow: UserFlowDocument, flows: readonly GraphObject[]): readonly string[] {
  const type = flows.find(({ id }) => isSame(id, idOf(flow)))?.text("userFlowType");
  return type === undefined || isSame(type, flow.userFlowType)
    ? []
    : [
        `${idOf(flow)} already exists with type ${type}, not ${flow.userFlowType}: delete it, or choose another name`,
      ];
}

function lackOf(type: string, source: NonNullable<CreateUserFlowsOptions["source"]>): readonly string[] {
  const lacking = credentialNames(type).filter((name) => (source[name] ?? "") === "");
  return lacking.length === 0
    ? []
    : [`${type} is not yet an identity provider of the tenant: set ${lacking.join(" and ")}`];
}

function credentialNames(type: string): readonly [id: string, secret: string] {
  const prefix = type.toUpperCase();
  return [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`];
}

/** learn.microsoft.com/graph/api/identitycontainer-post-identityproviders */
function createProvider(
  graph: Graph,
  type: string,
  source: NonNullable<CreateUserFlowsOptions["source"]>,
): Promise<string> {
  const [clientId, clientSecret] = credentialNames(type).map((name) => source[name]);
  return graph.create("/identity/identityProviders", {
    "@odata.type": "microsoft.graph.socialIdentityProvider",
    displayName: type,
    identityProviderType: type,
    clientId,
    clientSecret,
  });
}

/** learn.microsoft.com/graph/api/b2cidentityuserflow-userflowidentityproviders-update */
async function addProviders(
  graph: Graph,
  flow: UserFlowDocument,
  ids: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const path = `/identity/b2cUserFlows/${idOf(flow)}/userFlowIdentityProviders`;
  const there = await graph.list(path);
  const added: string[] = [];
  for (const type of flow.identityProviders) {
    const id = ids.get(type);
    if (id === undefined) throw new Error(`${type} has no id in the tenant`);
    if (there.some((each) => isSame(each.id, id))) continue;
    await graph.refer(path, graph.reference(`/identity/identityProviders/${id}`));
    added.push(`${idOf(flow)}: ${type}`);
  }
  return added;
}
