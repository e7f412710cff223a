import { join } from "node:path";
import { listAt, textAt } from "../../lib/stand-in/json";
import { livesThrough } from "./support/whole-life";

const PROFILE = "Microsoft.Cdn/profiles";
const ACCOUNT = "Microsoft.Storage/storageAccounts";
const SITE = "Microsoft.Web/sites";
const file = join(__dirname, "cdn-app.ts");

livesThrough("dev with Front Door", {
  environment: "dev",
  file,
  changedBy: file,
  options: { environment: "dev", optional: { cdn: true } },
  change: {
    options: { optional: { cdn: { endpoints: { assets: { httpsRedirect: true } } } } },
    plans: ["update azurerm_cdn_frontdoor_route.cdn_route_assets https_redirect_enabled supported_protocols"],
  },
  asked: {
    "the deployment makes Front Door Standard, with an endpoint that Azure names": ({ standIn }) => {
      expect(standIn.asked(PROFILE)).toMatchObject({
        location: "global",
        sku: { name: "Standard_AzureFrontDoor" },
      });
      expect(standIn.asked(`${PROFILE}/afdEndpoints`)).toMatchObject({
        location: "global",
        properties: { enabledState: "Enabled" },
        tags: { project: "feedback" },
      });
    },
    "the deployment makes an enabled origin, which is the host of the public account": ({ standIn }) => {
      const host = `${publicAccount(standIn).name}.blob.core.windows.net`;
      expect(standIn.asked(`${PROFILE}/originGroups`)["properties"]).toMatchObject({
        sessionAffinityState: "Disabled",
        loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3 },
      });
      expect(standIn.asked(`${PROFILE}/originGroups`)["properties"]).not.toHaveProperty(
        "healthProbeSettings.probePath",
      );
      expect(standIn.asked(`${PROFILE}/originGroups/origins`)["properties"]).toMatchObject({
        enabledState: "Enabled",
        hostName: host,
        originHostHeader: host,
        enforceCertificateNameCheck: true,
      });
    },
    "the deployment makes a route over HTTPS that ignores query strings": ({ standIn }) => {
      const { properties } = standIn.asked(`${PROFILE}/afdEndpoints/routes`);
      expect(properties).toMatchObject({
        supportedProtocols: ["Https"],
        httpsRedirect: "Disabled",
        forwardingProtocol: "HttpsOnly",
        patternsToMatch: ["/assets/*"],
        linkToDefaultDomain: "Enabled",
        enabledState: "Enabled",
        cacheConfiguration: {
          queryStringCachingBehavior: "IgnoreQueryString",
          compressionSettings: { isCompressionEnabled: true },
        },
      });
    },
    "the deployment makes a public account without keys, and leaves the other private": ({ standIn }) => {
      const account = publicAccount(standIn);
      expect(standIn.asked(ACCOUNT, account.name)["properties"]).toMatchObject({
        allowBlobPublicAccess: true,
        allowSharedKeyAccess: false,
        publicNetworkAccess: "Enabled",
        supportsHttpsTrafficOnly: true,
        minimumTlsVersion: "TLS1_2",
      });
      const others = standIn.resources.filter(({ type, name }) => type === ACCOUNT && name !== account.name);
      expect(others.map(({ body }) => body["properties"])).toEqual([
        expect.objectContaining({ allowBlobPublicAccess: false }),
      ]);
      const open = standIn.resources.filter(({ body }) => textAt(body, "properties.publicAccess") === "Blob");
      expect(open.map(({ id }) => id)).toEqual([`${account.id}/blobServices/default/containers/assets`]);
    },
    "the app has the address of the assets, and a role on them alone": ({ standIn }) => {
      const host = textAt(standIn.resource(`${PROFILE}/afdEndpoints`).body, "properties.hostName");
      expect(host).toMatch(/^fde-feedback-dev-assets-.*\.azurefd\.net$/);
      const settings = listAt(standIn.asked(SITE), "properties.siteConfig.appSettings");
      const account = publicAccount(standIn);
      expect(settings).toEqual(
        expect.arrayContaining([
          { name: "CDN_ASSETS_URL", value: `https://${host}/assets` },
          {
            name: "RESIZE_BLOBS_ASSETS__blobServiceUri",
            value: `https://${account.name}.blob.core.windows.net/`,
          },
        ]),
      );
      const roles = standIn.resources.filter(
        ({ id, type }) => type === "Microsoft.Authorization/roleAssignments" && id.includes(account.name),
      );
      expect(roles).toHaveLength(1);
      expect(roles[0]?.id).toContain("/containers/assets/");
    },
  },
});

interface Found {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** The account that holds public assets. */
function publicAccount({ resources }: { readonly resources: readonly Found[] }): Found {
  const found = resources.find(({ type, name }) => type === ACCOUNT && name.startsWith("stcdn"));
  if (found === undefined) throw new Error("there is no account of public assets");
  return found;
}
