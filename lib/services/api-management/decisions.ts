import type { Draft } from "../contract/draft";
import { redacted } from "../../settings/redacted";
import { reportOldApi } from "../contract/report-retirement";
import { decideApi } from "./api-decisions";
import { decideApimDomains } from "./custom-domains";
import { APIM, networkTypeOf } from "./network";
import type { ApimTier } from "./settings";
import { tierOf, tiers, tiersThat } from "./tiers";

const TIER = `${APIM}.sku.name` as const;
const NETWORK_TYPE = `${APIM}.virtualNetworkType` as const;

/** Every rule of Azure that a combination of `optional.apim` options can break. */
export function decideApim(draft: Draft): void {
  if (!draft.settings.optional.apim.enabled) return;
  reportOldApi(draft, "api-management-old-api");
  if (draft.existing.apim === undefined) decideService(draft);
  decideApi(draft);
}

function decideService(draft: Draft): void {
  decideUnits(draft);
  decidePublisher(draft);
  decideNetworkType(draft);
  decidePrivateDns(draft);
  decidePortal(draft);
  decideApimDomains(draft);
}

function decideUnits(draft: Draft): void {
  const path = `${APIM}.sku.capacity` as const;
  const { name, capacity } = draft.settings.optional.apim.sku;
  const { fewest, most } = tierOf(draft.settings.optional.apim).units;
  if (capacity >= fewest && capacity <= most) return;
  const units = fewest === most ? `${most}` : `${fewest} to ${most}`;
  const why = `${name} has ${units === "0" ? "no units of its own" : `${units} unit${units === "1" ? "" : "s"}`}`;
  const nearest = capacity < fewest ? fewest : most;
  if (draft.chosen(path))
    draft.problem(path, `${why}, got ${capacity}`, `set ${path} to ${nearest}, or remove it`, TIER);
  else draft.derive(path, nearest, why);
}

/** azurerm lets `nope` through: api_management `publisher_email`. */
const EMAIL =
  /^[^\s@<>()[\]\\,;:"]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$/;
const LONGEST = 100;

function decidePublisher(draft: Draft): void {
  const { publisherName, publisherEmail } = draft.settings.optional.apim;
  checkText("publisherName", publisherName, "organization");
  checkText("publisherEmail", publisherEmail, "publisherEmail");
  const path = `${APIM}.publisherEmail` as const;
  if (publisherEmail !== undefined && publisherEmail.length <= LONGEST && !EMAIL.test(publisherEmail))
    draft.problem(
      path,
      `must be an e-mail address, got ${redacted(publisherEmail)}`,
      'write it like "api@company.com"',
    );

  function checkText(
    option: "publisherName" | "publisherEmail",
    value: string | undefined,
    context: string,
  ): void {
    const at = `${APIM}.${option}` as const;
    if (value === undefined) {
      if (!draft.refused(at) && !draft.refused("organization"))
        draft.missing(
          at,
          "is not set, but Azure requires the publisher of the API",
          `set ${option === "publisherName" ? "organization" : at}, or "${context}" in the context of cdktf.json`,
          `${APIM}.enabled`,
        );
      return;
    }
    // Azure counts what is left when spaces are taken off.
    if (value.trim() === "" || value.length > LONGEST)
      draft.problem(
        at,
        `must have 1 to ${LONGEST} characters, got ${redacted(value)}`,
        "use a shorter value that is not empty",
      );
  }
}

/** Why a tier stays outside: Azure has no way in, or the library offers none. */
function notInNetwork(name: ApimTier): string {
  return tiers[name].notOffered === undefined
    ? `${name} cannot be in a network`
    : `this library puts ${name} in no network`;
}

function decideNetworkType(draft: Draft): void {
  const { settings } = draft;
  const { sku, virtualNetworkType: given } = settings.optional.apim;
  const type = networkTypeOf(settings);
  if (given === undefined) {
    const because =
      type === "Internal"
        ? "there is a virtual network"
        : settings.networking.vnet
          ? notInNetwork(sku.name)
          : "there is no virtual network";
    draft.derive(NETWORK_TYPE, type, because);
    if (type === "None" && settings.networking.vnet)
      draft.noteAccess(
        TIER,
        `${sku.name} is not in the network, and reaches the function app over the internet`,
      );
    return;
  }
  if (type === "None") return;
  const { networkTypes, notOffered } = tierOf(settings.optional.apim);
  if (!networkTypes.includes(type)) {
    const able = tiersThat((tier) => tier.networkTypes.includes(type));
    const kind = type === "Internal" ? "an internal network" : "a network with an external gateway";
    const why =
      notOffered === type
        ? `this library does not offer ${sku.name} in ${kind}, which Azure supports`
        : `${sku.name} does not support ${kind}`;
    draft.problem(
      NETWORK_TYPE,
      why,
      networkTypes.length > 0
        ? `set ${NETWORK_TYPE} to "${networkTypes.join('" or "')}", or ${TIER} to ${able}`
        : `remove ${NETWORK_TYPE}, or set ${TIER} to ${able}`,
      TIER,
    );
    return;
  }
  if (!settings.networking.vnet)
    draft.problem(
      NETWORK_TYPE,
      `${type} needs a virtual network, and this backend has none`,
      `set networking.vnet to true and functionApp.plan to a plan with network integration, or remove ${NETWORK_TYPE}`,
      "networking.vnet",
    );
}

function decidePrivateDns(draft: Draft): void {
  const path = `${APIM}.privateDns` as const;
  if (networkTypeOf(draft.settings) === "Internal") return;
  if (draft.chosen(path) && draft.settings.optional.apim.privateDns)
    draft.note(path, "not used: the host names of a service that is open to the internet are public");
}

/** azurerm 4.81, api_management: "`sign_in` is not supported for sku tiers `Consumption` and `V2`". */
function decidePortal(draft: Draft): void {
  const path = `${APIM}.developerPortal` as const;
  const { sku, developerPortal } = draft.settings.optional.apim;
  if (!tierOf(draft.settings.optional.apim).portalSettings) {
    if (draft.chosen(path))
      draft.problem(
        path,
        sku.name === "Consumption"
          ? "Consumption has no developer portal"
          : `the developer portal of ${sku.name} has no such settings`,
        `remove ${path}, or set ${TIER} to ${tiersThat((tier) => tier.portalSettings)}`,
        TIER,
      );
    return;
  }
  if (developerPortal.termsOfService !== undefined && !developerPortal.signUp)
    draft.problem(
      `${path}.termsOfService`,
      "are shown at sign-up, but sign-up is off",
      `set ${path}.signUp to true, or remove ${path}.termsOfService`,
      `${path}.signUp`,
    );
}
