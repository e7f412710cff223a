import { guid } from "../../lib/stand-in/guid";
import type { JsonObject } from "../../lib/stand-in/json";
import { VAULT, type Asked, type Row, assignment, vault } from "./asked";
import { APIM, service } from "./refused-apis";

const READER = "4633458b-17de-408a-b874-0445c86b69e6"; // gitleaks:allow
const SECRET = "https://kv-one.vault.azure.net/secrets/api";
const host = (hostName: string, more: JsonObject = {}): JsonObject => ({ type: "Proxy", hostName, ...more });
const withHosts = (tier: string, ...hostnameConfigurations: readonly JsonObject[]): Asked =>
  service(tier, { hostnameConfigurations: [...hostnameConfigurations] }, tier === "Consumption" ? 0 : 1);
const identified = (asked: Asked): Asked => [asked[0], { ...asked[1], identity: { type: "SystemAssigned" } }];
const secret: Asked = [`${VAULT}/secrets/api`, { properties: { value: "certificate" } }];
const may = assignment("reader", READER, guid(`principal ${APIM}`));
const [one, two] = [host("api.example.com"), host("www.example.com")];
const fromVault = identified(withHosts("Developer", host("api.example.com", { keyVaultId: SECRET })));
const plain = identified(service("Developer"));

/** Host names of API Management. */
export const refusedOfGatewayDomains: Readonly<Record<string, Row | readonly Row[]>> = {
  "a service on Consumption has custom domains of its gateway alone, and no wildcard": [
    {
      right: withHosts("Consumption", one),
      wrong: withHosts("Consumption", host("*.example.com")),
      message: "400 InvalidParameters: Hostname *.example.com of type Proxy is not supported",
    },
    {
      right: withHosts("Developer", one, host("portal.example.com", { type: "DeveloperPortal" })),
      wrong: withHosts("Consumption", host("portal.example.com", { type: "DeveloperPortal" })),
      message: "400 InvalidParameters: Hostname portal.example.com of type DeveloperPortal is not supported",
    },
  ],
  "a gateway has as many custom domains as its tier allows": {
    right: withHosts("Premium", one, two),
    wrong: withHosts("StandardV2", one, two),
    message: "400 InvalidParameters: The StandardV2 tier supports 1 custom hostnames of the gateway, got 2",
  },
  "a host name is of one API Management service": {
    given: [[`${APIM}-other`, withHosts("Developer", one)[1]]],
    right: withHosts("Developer", two),
    wrong: withHosts("Developer", one),
    message: "400 InvalidParameters: A hostname is already used by apim-one-other",
  },
  "API Management's identity may read the certificate of a custom domain before it is set, and the vault has it":
    [
      {
        given: [vault(), secret, plain],
        right: plain,
        wrong: fromVault,
        message: `400 InvalidOperation: Failed to access KeyVault Secret ${SECRET}`,
      },
      {
        given: [vault(), secret, plain, may],
        right: fromVault,
        wrong: identified(withHosts("Developer", host("api.example.com", { keyVaultId: `${SECRET}2` }))),
        message: "400 InvalidOperation: Secret api2 was not found in key vault kv-one",
      },
    ],
};
