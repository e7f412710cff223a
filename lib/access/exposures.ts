import type { BackendPlan } from "../decide/backend-plan";
import type { Caller, Decision, Network } from "../services/contract/reachable";
import type { Data } from "../settings/data";
import { isDataObject } from "../settings/data";
import { isWithin, valueAtPath } from "../settings/option-path";
import { originText } from "../settings/origin-text";
import { redacted } from "../settings/redacted";
import { type ServiceReachable, reachableThings } from "./reachable-things";
import { networkText } from "./words";

/** Something that the internet reaches, or that is used without credentials. */
export interface Exposure {
  /** The option or component that decided it. */
  readonly path: string;
  /** `key vault: reachable from the internet` */
  readonly what: string;
  /** `networking.privateEndpoints is false` */
  readonly why: string;
  /** Who decided that: `environment "dev"`. */
  readonly origin?: string;
  readonly fix: string;
}

/** Every exposure of a backend, in the order of its services. */
export function exposuresOf(plan: BackendPlan): readonly Exposure[] {
  return reachableThings(plan).flatMap((reachable) => [
    ...networkExposures(plan, reachable),
    ...(reachable.callers ?? []).flatMap((caller) => callerExposures(plan, reachable, caller)),
  ]);
}

/** Each range of addresses is one of its own. */
function networkExposures(
  plan: BackendPlan,
  { name, network, decision }: ServiceReachable,
): readonly Exposure[] {
  return openings(network).map((from) => ({
    ...decided(plan, decision),
    what: `${name}: reachable from ${from}`,
  }));
}

function openings(network: Network): readonly string[] {
  if (network.from === "internet") return [networkText(network)];
  return network.from === "addresses" ? network.addresses : [];
}

function callerExposures(
  plan: BackendPlan,
  { name, network }: ServiceReachable,
  { what, may, needs, source, decision }: Caller,
): readonly Exposure[] {
  if (source !== undefined || needs.keys.length > 0 || needs.token !== undefined) return [];
  if (network.from === "nowhere") return [];
  return [
    {
      ...decided(plan, decision),
      what: `${name}, ${what}: anyone can ${may} without a key or token, from ${networkText(network)}`,
    },
  ];
}

function decided(plan: BackendPlan, { path, fix }: Decision): Omit<Exposure, "what"> {
  const value = valueIn(plan, path);
  const origin = isWithin(path, "components") ? "your components" : originText(plan.origins, path);
  return {
    path,
    why: value === undefined || isDataObject(value) ? `${path} decides it` : `${path} is ${redacted(value)}`,
    ...(origin === undefined ? {} : { origin }),
    fix,
  };
}

function valueIn({ settings, requirements }: BackendPlan, path: string): Data {
  const declared = requirements.components.find((each) => isWithin(path, each.path));
  if (declared === undefined) return valueAtPath(settings as unknown as Data, path);
  return valueAtPath(declared.component as unknown as Data, path.slice(declared.path.length + 1));
}
