import type { ReplacementKind } from "../contract/existing-kind";
import { switchOn } from "../contract/switch-on";
import { APIM } from "./network";

/** Options of the service itself; the others are those of the API. */
const OF_SERVICE = [
  "sku",
  "publisherName",
  "publisherEmail",
  "virtualNetworkType",
  "privateDns",
  "customDomains",
  "developerPortal",
];

/** What using an existing one means. */
export const existingApim: ReplacementKind = {
  label: "service of API Management",
  armType: "Microsoft.ApiManagement/service",
  terraformType: "azurerm_api_management",
  endpoints: ["gatewayUrl"],
  options: [],
  keeps: ({ optional: { apim } }) => Object.keys(apim).filter((option) => !OF_SERVICE.includes(option)),
  names: ["apiManagement", "publicIpAddress"],
  resources: ["apim", "apimPublicIp", "privateDnsRecords"],
  children: [],
  always: "creates its API in it",
  settle: (draft, { project, environment }) => {
    switchOn(draft, "apim", "a service for the API");
    // Where it is in a network of its own is its owner's to know.
    if (!draft.chosen(`${APIM}.virtualNetworkType`))
      draft.derive(`${APIM}.virtualNetworkType`, "None", "external.apim is an existing service");
    // Others have APIs there as well, and two cannot have one path.
    if (!draft.chosen(`${APIM}.path`))
      draft.derive(`${APIM}.path`, `${project}-${environment}`, "other APIs share the service");
  },
};
