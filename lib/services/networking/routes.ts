import { IPv4 } from "ipaddr.js";
import { parseRange, contains } from "../../azure/address-range";
import { keptEntries } from "../../settings/kept-entries";
import { redacted } from "../../settings/redacted";
import type { Draft } from "../contract/draft";
import { reportNamesDifferingInCase } from "../contract/names-differing-in-case";
import type { PlanContext } from "../contract/service";
import type { AllSettings } from "../words";
import { NAT_GATEWAY, natGatewayOf } from "./nat-gateway";
import { PEERINGS, peeringsOf } from "./peerings";
import type { RouteSettings } from "./settings";
import { checkSubnetOfCode } from "./subnet-of-code";

/** One route that will be made. */
export interface RoutePlan {
  readonly name: string;
  readonly addressPrefix: string;
  readonly nextHopType: "Internet" | "None" | "VirtualAppliance" | "VirtualNetworkGateway";
  readonly nextHopIp?: string;
}

/** The routes of the subnet that the components' code runs in. */
export interface RouteTablePlan {
  readonly name: string;
  /** Whether routes that a gateway announces hold too: they could lead around the firewall. */
  readonly takesGatewayRoutes: boolean;
  readonly routes: readonly RoutePlan[];
}

/** The options, as messages name them. */
export const FIREWALL = "networking.firewall";
export const ROUTES = "networking.routes";

const EVERYWHERE = "0.0.0.0/0";
/** The name of the route through the firewall. */
const TO_FIREWALL = "to-firewall";
const HOPS = ["Internet", "None", "VirtualNetworkGateway"] as const;
const ROUTE_NAME = /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/;
const SERVICE_TAG = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/;

/** Those that are not switched off, by name. */
function routesOf({ networking }: AllSettings): readonly (readonly [string, RouteSettings])[] {
  return keptEntries(networking.routes);
}

/** Which of the options say where traffic goes. */
export function routingOptions(settings: AllSettings): readonly (typeof FIREWALL | typeof ROUTES)[] {
  return [
    ...(settings.networking.firewall === undefined ? [] : ([FIREWALL] as const)),
    ...(routesOf(settings).length === 0 ? [] : ([ROUTES] as const)),
  ];
}

/** Whether traffic can go where it is sent. */
export function decideRoutes(draft: Draft): void {
  for (const option of routingOptions(draft.settings)) checkSubnetOfCode(draft, option);
  decideFirewall(draft);
  const routes = routesOf(draft.settings);
  reportNamesDifferingInCase(draft, (name) => `${ROUTES}.${name}`, Object.fromEntries(routes));
  const seen = new Map<string, string>();
  for (const [name, route] of routes) checkRoute(draft, name, route, seen);
}

function decideFirewall(draft: Draft): void {
  const { firewall } = draft.settings.networking;
  if (firewall === undefined) return;
  const path = `${FIREWALL}.privateIp` as const;
  if ((firewall.privateIp as unknown) === undefined) {
    if (!draft.refused(path))
      draft.problem(FIREWALL, "privateIp is missing", "add the private address of the firewall");
    return;
  }
  if (!isAddress(firewall.privateIp)) {
    draft.problem(
      path,
      `must be an IPv4 address, got ${redacted(firewall.privateIp)}`,
      "write the private address of the firewall, such as 10.0.0.4",
    );
    return;
  }
  refuseNatGateway(draft, FIREWALL);
  warnOfUnreached(draft, path, firewall.privateIp);
  noteFlows(draft);
}

/** learn.microsoft.com/azure/nat-gateway/nat-overview */
function refuseNatGateway(draft: Draft, path: typeof FIREWALL | `${typeof ROUTES}.${string}`): void {
  if (natGatewayOf(draft.settings) === undefined) return;
  draft.problem(
    path,
    `sends all traffic elsewhere, and ${NAT_GATEWAY} would be paid for and have none`,
    `remove ${path} or ${NAT_GATEWAY}`,
    NAT_GATEWAY,
  );
}

/** A next hop is in the network or in one that is peered with it: learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview */
function warnOfUnreached(
  draft: Draft,
  path: `${typeof FIREWALL}.privateIp` | `${typeof ROUTES}.${string}`,
  address: string,
): void {
  const { existing, settings } = draft;
  if (existing.vnet !== undefined || peeringsOf(settings).length > 0) return;
  const single = parseRange(`${address}/32`);
  const isWithin = settings.networking.addressSpace.some((text) => {
    const range = parseRange(text);
    return range !== undefined && single !== undefined && contains(range, single);
  });
  if (!isWithin)
    draft.warn(
      path,
      `${address} is in no address range of the network, and there is no peering: traffic is dropped until the network is peered with that of the firewall. Set ${PEERINGS}, unless its owner creates the peering`,
    );
}

/** What the app cannot do without, as the firewall sees it. */
function noteFlows(draft: Draft): void {
  const { publicServices, subnets } = draft.networkNeeds;
  const called = publicServices.filter(({ isCalled }) => isCalled);
  const flows = called.map(({ tag, ports = ["443"] }) => `${tag} (${ports.join(", ")})`);
  draft.note(
    FIREWALL,
    `must allow the function app to reach ${[...new Set(flows)].join(", ")}, and what your code calls`,
  );
  for (const { opensOutbound } of subnets)
    if (opensOutbound !== undefined)
      draft.warn(FIREWALL, `${opensOutbound.why}, so the firewall may block what it needs`);
}

function checkRoute(draft: Draft, name: string, route: RouteSettings, seen: Map<string, string>): void {
  const path = `${ROUTES}.${name}` as const;
  const missing = (["addressPrefix", "nextHop"] as const).filter(
    (each) => (route[each] as unknown) === undefined,
  );
  for (const each of missing)
    if (!draft.refused(`${path}.${each}`)) draft.problem(path, `${each} is missing`, `add ${each}`);
  if (missing.length > 0) return;
  if (!ROUTE_NAME.test(name) || name.toLowerCase() === TO_FIREWALL)
    draft.problem(
      path,
      name.toLowerCase() === TO_FIREWALL
        ? "is the name of a route of the backend"
        : "the name of a route must have letters, digits, _ . and -",
      "choose another name",
    );
  const { addressPrefix, nextHop } = route;
  if (parseRange(addressPrefix) === undefined && !SERVICE_TAG.test(addressPrefix))
    draft.problem(
      `${path}.addressPrefix`,
      `must be an address range or a service tag, got ${redacted(addressPrefix)}`,
      'write it like "10.0.0.0/8" or "AzureMonitor"',
    );
  checkTwin(draft, path, addressPrefix, seen);
  if (HOPS.some((hop) => hop === nextHop)) return;
  if (isAddress(nextHop)) warnOfUnreached(draft, path, nextHop);
  else
    draft.problem(
      `${path}.nextHop`,
      `must be an IPv4 address or one of ${HOPS.join(", ")}, got ${redacted(nextHop)}`,
      "use the private address of an appliance, or one of these",
    );
}

/** A table has one route for a destination. */
function checkTwin(
  draft: Draft,
  path: `${typeof ROUTES}.${string}`,
  addressPrefix: string,
  seen: Map<string, string>,
): void {
  const destination = addressPrefix.toLowerCase();
  const twin = seen.get(destination);
  if (twin !== undefined)
    draft.problem(
      `${path}.addressPrefix`,
      `${twin} has the same destination`,
      "remove one of the two",
      twin as typeof path,
    );
  seen.set(destination, path);
  if (destination !== EVERYWHERE) return;
  if (draft.settings.networking.firewall === undefined) refuseNatGateway(draft, path);
  else
    draft.problem(
      `${path}.addressPrefix`,
      `${FIREWALL} has the same destination`,
      `remove ${path} or ${FIREWALL}`,
      FIREWALL,
    );
}

function isAddress(text: string): boolean {
  return IPv4.isValidFourPartDecimal(text);
}

export function planRoutes({ settings, name }: PlanContext): RouteTablePlan | undefined {
  const { firewall } = settings.networking;
  const own = routesOf(settings).map(([each, { addressPrefix, nextHop }]): RoutePlan => {
    const nextHopType = HOPS.find((hop) => hop === nextHop);
    return {
      name: each,
      addressPrefix,
      ...(nextHopType === undefined
        ? { nextHopType: "VirtualAppliance", nextHopIp: nextHop }
        : { nextHopType }),
    };
  });
  if (firewall === undefined && own.length === 0) return undefined;
  const all: RoutePlan = {
    name: TO_FIREWALL,
    addressPrefix: EVERYWHERE,
    nextHopType: "VirtualAppliance",
    nextHopIp: firewall?.privateIp ?? "",
  };
  return {
    name: name("routeTable"),
    takesGatewayRoutes: firewall === undefined,
    routes: [...(firewall === undefined ? [] : [all]), ...own],
  };
}
