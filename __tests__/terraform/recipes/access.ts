import { listAt, textAt } from "../../../lib/stand-in/json";
import type { RecipeLife } from "../support/recipe-life";
import { groupId, make } from "./existing";
import { SITES, SLOTS, askedSites, settingOf, siteConfigOf } from "./sites";

const PROFILE = "Microsoft.Cdn/profiles";
const ZONES = "Microsoft.Network/dnsZones";
const DNS_GROUP = groupId("22222222-2222-2222-2222-222222222222", "rg-dns");
const OFFICE = { name: "office", action: "Allow", priority: 200, ipAddress: "203.0.113.0/28" };
const CLIENT = "11111111-1111-1111-1111-111111111111";
const SIGN_IN = { requireAuthentication: true, redirectToProvider: "azureactivedirectory" };

/** Who may call the functions. */
export const access: Readonly<Record<string, readonly RecipeLife[]>> = {
  "ip-restrictions": [
    {
      environment: "prod",
      asked: {
        "the app and its slot answer the addresses that are listed, and nobody else": ({ standIn }) => {
          const sites = askedSites(standIn);
          expect(sites).toHaveLength(2);
          for (const site of sites)
            expect(siteConfigOf(site)).toMatchObject({
              ipSecurityRestrictionsDefaultAction: "Deny",
              ipSecurityRestrictions: [
                expect.objectContaining(OFFICE),
                expect.objectContaining({ name: "partner", ipAddress: "198.51.100.7/32" }),
                expect.objectContaining({
                  name: "availability",
                  ipAddress: "ApplicationInsightsAvailability",
                  tag: "ServiceTag",
                }),
              ],
            });
        },
      },
    },
  ],
  cors: [
    {
      environment: "prod",
      asked: {
        "the app lets pages of one origin call it, with credentials": ({ standIn }) => {
          for (const site of askedSites(standIn))
            expect(siteConfigOf(site)["cors"]).toEqual({
              allowedOrigins: ["https://www.example.com"],
              supportCredentials: true,
            });
        },
      },
    },
    {
      environment: "dev",
      asked: {
        "the policies of the API begin with one for pages of that origin": ({ standIn }) => {
          const policy = textAt(
            standIn.asked("Microsoft.ApiManagement/service/apis/policies"),
            "properties.value",
          );
          expect(policy.replaceAll(/\n\s*/g, "")).toContain(
            '<inbound><base /><cors allow-credentials="false">' +
              "<allowed-origins><origin>https://www.example.com</origin></allowed-origins>" +
              '<allowed-methods preflight-result-max-age="600"><method>GET</method><method>POST</method></allowed-methods>' +
              "<allowed-headers><header>Authorization</header><header>Content-Type</header>" +
              "<header>Ocp-Apim-Subscription-Key</header></allowed-headers>" +
              "<expose-headers><header>ETag</header></expose-headers></cors><validate-azure-ad-token",
          );
        },
      },
    },
  ],
  "sign-in": [
    {
      environment: "prod",
      asked: {
        "the app and its slot want a token for the application, and answer 401 without": ({ standIn }) => {
          for (const type of [SITES, SLOTS])
            expect(standIn.asked(`${type}/config`, "authsettingsV2")).toMatchObject({
              properties: {
                platform: { enabled: true },
                globalValidation: {
                  ...SIGN_IN,
                  unauthenticatedClientAction: "Return401",
                  excludedPaths: ["/api/health"],
                },
                identityProviders: {
                  azureActiveDirectory: {
                    enabled: true,
                    registration: {
                      clientId: CLIENT,
                      openIdIssuer:
                        "https://login.microsoftonline.com/22222222-2222-2222-2222-222222222222/v2.0",
                    },
                    validation: {
                      allowedAudiences: [`api://${CLIENT}`],
                      defaultAuthorizationPolicy: {
                        allowedApplications: ["33333333-3333-3333-3333-333333333333"],
                      },
                    },
                  },
                },
              },
            });
        },
        "the package asks for no function key where a token is asked for": ({ standIn }) => {
          for (const type of [SITES, SLOTS])
            expect(settingOf(standIn, type, "HTTP_AUTH_LEVEL")).toBe("anonymous");
        },
      },
    },
    {
      environment: "prod",
      asked: {
        "the app and its slot sign people in with the secret of the vault": ({ standIn }) => {
          for (const type of [SITES, SLOTS]) {
            expect(standIn.asked(`${type}/config`, "authsettingsV2")).toMatchObject({
              properties: {
                globalValidation: { ...SIGN_IN, unauthenticatedClientAction: "RedirectToLoginPage" },
                identityProviders: {
                  azureActiveDirectory: { registration: { clientSecretSettingName: "SIGN_IN_SECRET" } },
                },
              },
            });
            expect(settingOf(standIn, type, "SIGN_IN_SECRET")).toMatch(
              /^@Microsoft\.KeyVault\(.*sign-in-secret/,
            );
          }
        },
      },
    },
    {
      environment: "prod",
      ownTypes: ["Microsoft.ManagedIdentity/userAssignedIdentities"],
      asked: {
        "the app and its slot sign people in with the identity instead of a secret": ({ standIn }) => {
          const { id } = standIn.resource("Microsoft.ManagedIdentity/userAssignedIdentities");
          for (const type of [SITES, SLOTS]) {
            expect(standIn.asked(`${type}/config`, "authsettingsV2")).toMatchObject({
              properties: {
                globalValidation: { ...SIGN_IN, unauthenticatedClientAction: "RedirectToLoginPage" },
                identityProviders: {
                  azureActiveDirectory: {
                    registration: { clientSecretSettingName: "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID" },
                  },
                },
              },
            });
            expect(standIn.asked(type)["identity"]).toMatchObject({ userAssignedIdentities: { [id]: {} } });
          }
        },
        "the setting is the client id of the identity": ({ standIn }) => {
          const { body } = standIn.resource("Microsoft.ManagedIdentity/userAssignedIdentities");
          for (const type of [SITES, SLOTS])
            expect(settingOf(standIn, type, "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID")).toBe(
              textAt(body, "properties.clientId"),
            );
        },
      },
    },
  ],
  "custom-domain": [
    {
      environment: "prod",
      before(standIn) {
        make(standIn, {
          group: DNS_GROUP,
          location: "eastus2",
          resources: { [`${ZONES}/example.com`]: { location: "global", properties: {} } },
        });
      },
      asked: {
        "the records lead to the app, and show who owns the name": ({ standIn }) => {
          const { name, body } = standIn.resource(SITES);
          expect(standIn.asked(`${ZONES}/CNAME`, "api")).toMatchObject({
            properties: { TTL: 3600, CNAMERecord: { cname: `${name}.azurewebsites.net` } },
          });
          expect(standIn.asked(`${ZONES}/TXT`, "asuid.api")).toMatchObject({
            properties: {
              TXTRecords: [{ value: [textAt(body, "properties.customDomainVerificationId")] }],
            },
          });
        },
        "the app answers at the host name, with a managed certificate": ({ standIn }) => {
          const certificate = standIn.resource("Microsoft.Web/certificates");
          expect(standIn.asked("Microsoft.Web/certificates")).toHaveProperty("tags");
          expect(standIn.asked(`${SITES}/hostNameBindings`, "api.example.com")).toMatchObject({
            properties: {
              sslState: "SniEnabled",
              thumbprint: textAt(certificate.body, "properties.thumbprint"),
            },
          });
        },
      },
    },
    {
      environment: "dev",
      before(standIn) {
        const vault = "Microsoft.KeyVault/vaults/kv-certificates";
        make(standIn, {
          group: DNS_GROUP,
          location: "eastus2",
          resources: { [`${ZONES}/example.com`]: { location: "global", properties: {} } },
        });
        make(standIn, {
          group: groupId("22222222-2222-2222-2222-222222222222", "rg-certificates"),
          location: "eastus2",
          resources: {
            [vault]: {
              properties: { enableRbacAuthorization: true, sku: { family: "A", name: "standard" } },
            },
            [`${vault}/secrets/api-example-com`]: { properties: {} },
          },
        });
      },
      asked: {
        "the gateway answers at the host name, with the certificate of the vault": ({ standIn }) => {
          expect(standIn.asked("Microsoft.ApiManagement/service")).toMatchObject({
            properties: {
              hostnameConfigurations: [
                {
                  type: "Proxy",
                  hostName: "api.example.com",
                  keyVaultId: "https://kv-certificates.vault.azure.net/secrets/api-example-com",
                },
              ],
            },
          });
        },
        "the record leads to the host name that the service keeps": ({ standIn }) => {
          const { name } = standIn.resource("Microsoft.ApiManagement/service");
          expect(standIn.asked(`${ZONES}/CNAME`, "api")).toMatchObject({
            properties: { TTL: 3600, CNAMERecord: { cname: `${name}.azure-api.net` } },
          });
        },
        "the gateway has the role that reads it, and no other secret": ({ standIn }) => {
          const service = standIn.resource("Microsoft.ApiManagement/service");
          const role = standIn.resources.find(({ id }) =>
            id.includes("/kv-certificates/secrets/api-example-com/providers/Microsoft.Authorization/"),
          );
          expect(textAt(role?.body, "properties.principalId")).toBe(
            textAt(service.body, "identity.principalId"),
          );
        },
      },
    },
    {
      environment: "dev",
      before(standIn) {
        make(standIn, {
          group: DNS_GROUP,
          location: "eastus2",
          resources: { [`${ZONES}/example.com`]: { location: "global", properties: {} } },
        });
      },
      asked: {
        "the endpoint has both names, with managed certificates": ({ standIn }) => {
          const { id } = standIn.resource(`${PROFILE}/customDomains`, "assets-example-com");
          expect(standIn.asked(`${PROFILE}/customDomains`, "assets-example-com")).toMatchObject({
            properties: {
              hostName: "assets.example.com",
              tlsSettings: { certificateType: "ManagedCertificate", minimumTlsVersion: "TLS12" },
              azureDnsZone: { id: `${DNS_GROUP}/providers/${ZONES}/example.com` },
            },
          });
          const route = standIn.asked(`${PROFILE}/afdEndpoints/routes`);
          expect(listAt(route, "properties.customDomains")).toHaveLength(2);
          expect(JSON.stringify(route)).toContain(id);
        },
        "the records prove whose the names are, and lead to the endpoint": ({ standIn }) => {
          const { body } = standIn.resource(`${PROFILE}/customDomains`, "assets-example-com");
          const endpoint = standIn.resource(`${PROFILE}/afdEndpoints`);
          expect(standIn.asked(`${ZONES}/TXT`, "_dnsauth.assets")).toMatchObject({
            properties: {
              TXTRecords: [{ value: [textAt(body, "properties.validationProperties.validationToken")] }],
            },
          });
          expect(standIn.asked(`${ZONES}/CNAME`, "assets")).toMatchObject({
            properties: { CNAMERecord: { cname: textAt(endpoint.body, "properties.hostName") } },
          });
          expect(standIn.asked(`${ZONES}/A`, "@")).toMatchObject({
            properties: { targetResource: { id: endpoint.id } },
          });
        },
      },
    },
  ],
};
