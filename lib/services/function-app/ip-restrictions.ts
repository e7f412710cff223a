import { parseRange } from "../../azure/address-range";
import { keptEntries } from "../../settings/kept-entries";
import { redacted } from "../../settings/redacted";
import { hasEntrance } from "../contract/network-needs";
import type { Draft } from "../contract/draft";
import type { FunctionAppSettings, IpRestrictionSettings } from "./settings";

const RULES = "functionApp.ipRestrictions";
const FRONT_DOOR = "AzureFrontDoor.Backend";
/** learn.microsoft.com/azure/app-service/overview-access-restrictions: names of rules, and how many there are. */
const NAME = /^[A-Za-z][\w-]{0,31}$/;
const MOST = 512;

/** One rule that will be built. */
export type IpRestriction = IpRestrictionSettings & { readonly name: string };

/** Rules by their priority, without those that were removed. */
export function ipRestrictionsOf({
  ipRestrictions,
}: Pick<FunctionAppSettings, "ipRestrictions">): readonly IpRestriction[] {
  return keptEntries(ipRestrictions)
    .map(([name, rule]) => ({ name, ...rule }))
    .sort((one, other) => one.priority - other.priority);
}

/** Where a rule allows requests from, as networks are named. */
export function admitted({ address, serviceTag }: IpRestriction): string {
  return address ?? serviceTag ?? "";
}

/** What Azure does not take as a rule, and where rules have no effect. */
export function decideIpRestrictions(draft: Draft): void {
  const { functionApp } = draft.settings;
  const rules = ipRestrictionsOf(functionApp);
  if (rules.length === 0) return;
  for (const rule of rules) checkRule(draft, rule);
  checkPriorities(draft, rules);
  if (rules.length > MOST)
    draft.problem(RULES, `an app has at most ${MOST} rules, got ${rules.length}`, "combine address ranges");
  if (!functionApp.publicNetworkAccess)
    draft.problem(
      RULES,
      "the app is closed to the internet, and Azure applies no rule to private endpoints",
      `remove ${RULES}, or set functionApp.publicNetworkAccess to true`,
      "functionApp.publicNetworkAccess",
    );
  else if (hasEntrance(draft.networkNeeds))
    draft.problem(
      RULES,
      "API Management is in the network and is the only entry point of the app",
      `remove ${RULES}, and restrict callers with the policy "ipFilter" of API Management`,
      "optional.apim.virtualNetworkType",
    );
}

function checkRule(draft: Draft, { name, address, serviceTag, frontDoorId }: IpRestriction): void {
  const path = `${RULES}.${name}` as const;
  if (!NAME.test(name))
    draft.problem(
      path,
      `the name of a rule must have letters, digits, _ and -, begin with a letter, and have at most 32 characters; got ${redacted(name)}`,
      'choose a name such as "office"',
    );
  if (name === "allow_api_management")
    draft.problem(path, "is the name of a rule of the library", "choose another name");
  if ((address === undefined) === (serviceTag === undefined) && !draft.refusedWithin(path))
    draft.problem(path, "needs either address or serviceTag", "give one of them");
  if (address !== undefined) checkAddress(draft, `${path}.address`, address);
  if (frontDoorId !== undefined && serviceTag !== FRONT_DOOR)
    draft.problem(
      `${path}.frontDoorId`,
      `is looked at with the service tag ${FRONT_DOOR} only`,
      `set ${path}.serviceTag to "${FRONT_DOOR}", or remove it`,
      `${path}.serviceTag`,
    );
  if (serviceTag === FRONT_DOOR && frontDoorId === undefined)
    draft.warnOfAccess(
      path,
      "allows the Front Door of every customer of Azure: set frontDoorId to that of yours",
    );
}

function checkAddress(draft: Draft, path: `${typeof RULES}.${string}`, address: string): void {
  const range = parseRange(address);
  if (range === undefined)
    draft.problem(
      path,
      `${redacted(address)} is not an IPv4 address range that begins at its first address`,
      'write it like "203.0.113.0/28", and one address like "203.0.113.7/32"',
    );
  else if (range.bits === 0)
    draft.problem(path, "allows the whole internet", `remove ${RULES} if nobody is to be kept out`);
}

function checkPriorities(draft: Draft, rules: readonly IpRestriction[]): void {
  for (const [index, { name, priority }] of rules.entries()) {
    const before = rules[index - 1];
    // A priority that is refused already is left out.
    if (before !== undefined && Number.isFinite(priority) && before.priority === priority)
      draft.problem(
        `${RULES}.${name}.priority`,
        `${priority} is the priority of ${RULES}.${before.name} too`,
        "give each rule a number of its own",
        `${RULES}.${before.name}.priority`,
      );
  }
}

/** `site_config.ip_restriction`, as both kinds of app have it. */
export function ipRestrictionArguments(rules: readonly IpRestriction[]) {
  return rules.map(({ name, priority, address, serviceTag, frontDoorId }) => ({
    name,
    priority,
    action: "Allow",
    ...(address === undefined ? {} : { ipAddress: address }),
    ...(serviceTag === undefined ? {} : { serviceTag }),
    ...(frontDoorId === undefined ? {} : { headers: [{ xAzureFdid: [frontDoorId] }] }),
  }));
}
