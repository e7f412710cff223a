import type { ReleaseTarget } from "../../release";
import { type Json, at, listAt, objectAt, textAt } from "../../stand-in/json";

/** One resource of a state, as `terraform show -json` prints it. */
interface StateResource {
  readonly type: string;
  readonly values: Json;
}

/** The virtual network that a release has to come from. */
export interface ClosedNetwork {
  readonly name: string;
  readonly resourceGroup: string;
  readonly addressSpace: readonly string[];
  /** The ranges that its subnets have taken. */
  readonly taken: readonly string[];
  /** The security group of the subnet that the storage account's private endpoint is in. */
  readonly securityGroup: { readonly name: string; readonly resourceGroup: string };
}

/** What a release needs to know of what was deployed, by Azure's ids. */
export interface Deployed {
  readonly subscriptionId: string;
  readonly location: string;
  /** Of the resource group that the function app is in. */
  readonly workloadsGroupId: string;
  readonly functionAppId: string;
  readonly hostName: string;
  /** Of the storage account that keeps packages. */
  readonly storageAccountId: string;
  /** Undefined where that account is open to the internet. */
  readonly network?: ClosedNetwork;
}

const APPS = [
  "azurerm_windows_function_app",
  "azurerm_linux_function_app",
  "azurerm_function_app_flex_consumption",
];

/**
 * Reads the states of one environment.
 *
 * @param states - what `terraform show -json` prints, one for each stack
 * @throws Error that names what a release needs and no state has
 */
export function deployedOf(states: readonly string[], target: ReleaseTarget): Deployed {
  const resources = states.flatMap(resourcesOf);
  const app = needed(
    resources.find(
      ({ type, values }) => APPS.includes(type) && textAt(values, "name") === target.functionApp,
    ),
    `function app ${target.functionApp}`,
  );
  const account = accountOf(resources, target);
  const functionAppId = textAt(app.values, "id");
  const workloadsGroupId = functionAppId.replace(/\/providers\/.*$/, "");
  const network = isClosed(account) ? networkOf(resources, textAt(account.values, "id")) : undefined;
  return {
    subscriptionId: functionAppId.split("/")[2] ?? "",
    location: textAt(app.values, "location"),
    workloadsGroupId,
    functionAppId,
    hostName: textAt(app.values, "default_hostname"),
    storageAccountId: textAt(account.values, "id"),
    ...(network === undefined ? {} : { network }),
  };
}

function resourcesOf(state: string): readonly StateResource[] {
  return listAt(JSON.parse(state) as Json, "values.root_module.resources").map((each) => ({
    type: textAt(each, "type"),
    values: objectAt(each, "values"),
  }));
}

function accountOf(resources: readonly StateResource[], { source }: ReleaseTarget): StateResource {
  const isPackage = source.type === "container" || source.type === "flex-consumption";
  if (!isPackage || source.blobEndpoint === undefined)
    throw new Error(
      `this run releases only functionApp.package "identity", but this backend has "${source.type}"`,
    );
  const [name = ""] = new URL(source.blobEndpoint).host.split(".");
  return needed(
    resources.find(
      ({ type, values }) => type === "azurerm_storage_account" && textAt(values, "name") === name,
    ),
    `storage account ${name}`,
  );
}

/** Whether requests from the internet are refused. */
function isClosed({ values }: StateResource): boolean {
  return at(values, "public_network_access_enabled") === false;
}

/** The network that has the private endpoint to the account's blobs. */
function networkOf(resources: readonly StateResource[], accountId: string): ClosedNetwork {
  const ofType = (type: string): readonly Json[] =>
    resources.filter((each) => each.type === type).map(({ values }) => values);
  const endpoint = needed(
    ofType("azurerm_private_endpoint").find((values) =>
      listAt(values, "private_service_connection").some(
        (each) =>
          textAt(each, "private_connection_resource_id") === accountId &&
          listAt(each, "subresource_names").includes("blob"),
      ),
    ),
    `private endpoint to the blobs of ${accountId}`,
  );
  const subnetId = textAt(endpoint, "subnet_id");
  const network = needed(
    ofType("azurerm_virtual_network").find((values) =>
      subnetId.startsWith(`${textAt(values, "id")}/subnets/`),
    ),
    `virtual network of ${subnetId}`,
  );
  const group = needed(
    ofType("azurerm_subnet_network_security_group_association").find(
      (values) => textAt(values, "subnet_id") === subnetId,
    ),
    `network security group of ${subnetId}`,
  );
  const groupId = textAt(group, "network_security_group_id").split("/");
  return {
    name: textAt(network, "name"),
    resourceGroup: textAt(network, "resource_group_name"),
    addressSpace: listAt(network, "address_space").map(String),
    taken: ofType("azurerm_subnet")
      .filter((values) => textAt(values, "virtual_network_name") === textAt(network, "name"))
      .flatMap((values) => listAt(values, "address_prefixes").map(String)),
    securityGroup: { name: groupId.at(-1) ?? "", resourceGroup: groupId[4] ?? "" },
  };
}

function needed<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`no state of this environment has the ${what}`);
  return found;
}
