import { all, notes, one, sample, withApim as apim } from "../../support/api-management";
import type { SynthesisedBackend } from "../../support/synth";

describe("logs of API Management", () => {
  test("logs of API Management go to Application Insights, by the identity of API Management", () => {
    const backend = apim({}, sample, { environment: "prod" });
    expect(one(backend, "logger")).toMatchObject({
      resource_id: "${azurerm_application_insights.app_insights.id}",
      application_insights: {
        connection_string: "${azurerm_application_insights.app_insights.connection_string}",
        identity_client_id: "SystemAssigned",
      },
      depends_on: ["azurerm_role_assignment.apim_monitoring_metrics_publisher"],
    });
    expect(
      backend.workloads.all("azurerm_role_assignment")["apim_monitoring_metrics_publisher"],
    ).toMatchObject({
      principal_id: "${data.terraform_remote_state.platform.outputs.apim_principal_id}",
      role_definition_name: "Monitoring Metrics Publisher",
      scope: "${azurerm_application_insights.app_insights.id}",
    });
    expect(backend.platform.json["output"]).toMatchObject({
      apim_principal_id: { value: "${azurerm_api_management.apim.identity[0].principal_id}" },
    });
    expect(backend.backend.explain("grants")).toContain("API Management");
    expect(one(backend, "api_diagnostic")).toMatchObject({
      identifier: "applicationinsights",
      api_management_logger_id: "${azurerm_api_management_logger.apim_logger.id}",
      sampling_percentage: 100,
      always_log_errors: true,
      http_correlation_protocol: "W3C",
      verbosity: "information",
      log_client_ip: false,
      // A logger that a diagnostic uses cannot be deleted.
      lifecycle: { replace_triggered_by: ["azurerm_api_management_logger.apim_logger.id"] },
    });
    expect(backend.workloads.only("azurerm_application_insights")["local_authentication_enabled"]).toBe(
      false,
    );
    expect(notes(backend).join("\n")).not.toContain("accepts keys");
  });

  test("before azurerm 4.81 the logger takes a key", () => {
    const backend = apim({}, sample, { environment: "prod", provider: { version: "4.80.0" } });
    expect(one(backend, "logger")["application_insights"]).toEqual({
      connection_string: "${azurerm_application_insights.app_insights.connection_string}",
    });
    expect(
      backend.workloads.all("azurerm_role_assignment")["apim_monitoring_metrics_publisher"],
    ).toBeUndefined();
    expect(backend.platform.json["output"]).not.toHaveProperty("apim_principal_id");
    expect(backend.workloads.only("azurerm_application_insights")["local_authentication_enabled"]).toBe(true);
    expect(notes(backend).join("\n")).toContain(
      "Application Insights accepts keys as well as identities, because the logger of API Management has no identity before azurerm 4.81.0",
    );
  });

  test("the sampling is that of Application Insights, or the chosen one", () => {
    expect(one(apim(), "api_diagnostic")["sampling_percentage"]).toBe(20);
    const own = { samplingPercentage: 5, verbosity: "error", logClientIp: true };
    expect(one(apim({ logging: own }), "api_diagnostic")).toMatchObject({
      sampling_percentage: 5,
      verbosity: "error",
      log_client_ip: true,
    });
  });

  test("logging can be switched off, and then no key is taken", () => {
    const backend = apim({ logging: { applicationInsights: false } });
    expect(all(backend, "logger")).toEqual({});
    expect(all(backend, "api_diagnostic")).toEqual({});
    expect(backend.workloads.only("azurerm_application_insights")["local_authentication_enabled"]).toBe(
      false,
    );
  });
});

describe("policies", () => {
  const policyOf = (backend: SynthesisedBackend): string =>
    one(backend, "api_policy")["xml_content"] as string;

  test("policies have the specification's values, the tenant and the backend in them", () => {
    const xml = policyOf(
      apim({
        path: "api",
        policies: {
          rateLimiting: { calls: 1000, renewalPeriod: 60 },
          caching: { duration: 60 },
          authentication: { type: "jwt", audience: "api://backend" },
        },
      }),
    );
    expect(xml).toContain(
      '<validate-azure-ad-token tenant-id="${data.azurerm_client_config.current.tenant_id}"',
    );
    expect(xml).toContain("<audience>api://backend</audience>");
    expect(xml).toContain('calls="1000" renewal-period="60"');
    expect(xml).toContain('<cache-store duration="60" />');
    expect(xml).toContain('backend-id="${azurerm_api_management_backend.apim_backend.name}"');
    expect(policyOf(apim())).toBe(xml);
  });

  test("policies of one operation are in a document of their own", () => {
    const backend = apim({
      policies: {
        operations: {
          "feedback-list": {
            rewrites: { inbound: [{ type: "setHeader", name: "X-List", value: "%{yes} ${no}" }] },
          },
        },
      },
    });
    expect(one(backend, "api_operation_policy")).toMatchObject({
      operation_id:
        "${azurerm_api_management_api_operation.apim_api_v1_operation_feedback-list.operation_id}",
      xml_content: expect.stringContaining("<value>%%{yes} $${no}</value>") as string,
    });
  });

  test("policies that Consumption lacks are switched off, with a note", () => {
    const backend = apim({ sku: { name: "Consumption" } });
    expect(policyOf(backend)).not.toMatch(/rate-limit|cache-/);
    expect(notes(backend)).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          "adjusted: optional.apim.policies.rateLimiting: false, because rate-limit-by-key",
        ),
        expect.stringContaining("adjusted: optional.apim.policies.caching: false, because cache-lookup"),
      ]),
    );
  });
});
