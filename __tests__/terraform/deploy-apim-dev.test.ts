import { textAt } from "../../lib/stand-in/json";
import { releaseSample } from "./support/releases";
import { projectOf } from "./support/stage";
import { livesThrough } from "./support/whole-life";

const SERVICE = "Microsoft.ApiManagement/service";
const publisher = { publisherName: "Contoso", publisherEmail: "api@contoso.com" };
const options = { environment: "dev", optional: { apim: publisher } };
const withKey = { ...options, optional: { apim: { ...publisher, functionKey: true } } };

livesThrough("dev with API Management outside of a network", {
  environment: "dev",
  options,
  deployed: {
    "the app takes a release, and API Management has the app's key from then on": async (on) => {
      const key = Buffer.from(
        `stand-in-key ${on.standIn.resource("Microsoft.Web/sites").id}/host/default default`,
      ).toString("base64");
      await releaseSample(on, { environment: "dev" });
      const variables = { TEST_BACKEND_OPTIONS: JSON.stringify(withKey) };
      await on.rehearsal.synth(variables, projectOf());
      await on.rehearsal.deploy();
      const named = on.standIn.resource(`${SERVICE}/namedValues`);
      expect(named.body["properties"]).toMatchObject({ secret: true, value: key });
      expect(on.standIn.asked(`${SERVICE}/backends`)["properties"]).toMatchObject({
        credentials: { header: { "x-functions-key": [`{{${named.name}}}`] } },
      });
    },
  },
  change: {
    options: {
      optional: {
        apim: {
          ...publisher,
          functionKey: true,
          policies: { rateLimiting: { calls: 100, renewalPeriod: 10 } },
        },
      },
    },
    plans: ["update azurerm_api_management_api_policy.apim_api_policy_v1 xml_content"],
  },
  asked: {
    "the deployment makes a service on the internet, and an API with the sample's routes": ({ standIn }) => {
      expect(standIn.asked(SERVICE)).toMatchObject({
        sku: { name: "Developer", capacity: 1 },
        properties: { publisherName: "Contoso", virtualNetworkType: "None" },
      });
      expect(textAt(standIn.resource("Microsoft.Web/sites").body, "properties.publicNetworkAccess")).toBe(
        "Enabled",
      );
      expect(standIn.asked(`${SERVICE}/apis`, "feedback-v1;rev=1")["properties"]).toMatchObject({
        path: "api",
        apiVersion: "v1",
        protocols: ["https"],
        subscriptionRequired: true,
      });
      const operations = standIn.resources
        .filter(({ type }) => type === `${SERVICE}/apis/operations`)
        .map(({ body }) => `${textAt(body, "properties.method")} ${textAt(body, "properties.urlTemplate")}`);
      expect(operations.sort()).toEqual([
        "DELETE /feedback/{id}",
        "GET /feedback",
        "GET /feedback/{id}",
        "POST /feedback",
        "PUT /feedback/{id}",
      ]);
    },
    "the deployment makes the specification's policies": ({ standIn }) => {
      const { properties } = standIn.asked(`${SERVICE}/apis/policies`);
      expect(properties).toMatchObject({ format: "rawxml" });
      const xml = textAt({ properties: properties ?? {} }, "properties.value");
      expect(xml).toContain("<audience>api://backend</audience>");
      expect(xml).toContain('<rate-limit-by-key calls="1000" renewal-period="60"');
      expect(xml).toContain('<cache-store duration="60" />');
      expect(xml).toContain(`backend-id="${standIn.resource(`${SERVICE}/backends`).name}"`);
    },
    "the deployment makes a logger for Application Insights, which takes no keys": ({ standIn }) => {
      expect(standIn.asked(`${SERVICE}/loggers`)["properties"]).toMatchObject({
        loggerType: "applicationInsights",
        credentials: { identityClientId: "SystemAssigned" },
        resourceId: standIn.resource("Microsoft.Insights/components").id,
      });
      expect(standIn.asked(`${SERVICE}/apis/diagnostics`)["properties"]).toMatchObject({
        alwaysLog: "allErrors",
        httpCorrelationProtocol: "W3C",
        sampling: { samplingType: "fixed", percentage: 20 },
      });
      expect(standIn.asked("Microsoft.Insights/components")["properties"]).toMatchObject({
        DisableLocalAuth: true,
      });
    },
  },
});
