import { AppServiceCertificateBinding } from "@cdktf/provider-azurerm/lib/app-service-certificate-binding";
import { AppServiceCustomHostnameBinding } from "@cdktf/provider-azurerm/lib/app-service-custom-hostname-binding";
import { AppServiceManagedCertificate } from "@cdktf/provider-azurerm/lib/app-service-managed-certificate";
import { Fn, type TerraformResource } from "cdktf";
import { recordNameBefore } from "../../azure/host-name";
import { constructId } from "../../kit/construct-id";
import {
  type DnsRecordContext,
  buildARecord,
  buildCnameRecord,
  buildTxtRecord,
} from "../contract/build-dns-records";
import type { FunctionApp } from "./build";
import type { CustomDomainPlan } from "./custom-domains";

/** What shows Azure that a domain is the owner's of this subscription. azurerm marks it as sensitive, and DNS shows it to everybody. */
export function verificationIdOf(app: FunctionApp): string {
  return Fn.nonsensitive(app.customDomainVerificationId) as string;
}

/** The host names of an app, by themselves: their records first, then the binding, then the certificate. */
export function buildCustomDomains(
  context: DnsRecordContext,
  app: FunctionApp,
  domains: readonly CustomDomainPlan[],
): Readonly<Record<string, AppServiceCustomHostnameBinding>> {
  return Object.fromEntries(domains.map((domain) => [domain.host, buildDomain(context, app, domain)]));
}

function buildDomain(
  context: DnsRecordContext,
  app: FunctionApp,
  domain: CustomDomainPlan,
): AppServiceCustomHostnameBinding {
  const { scope, transformed } = context;
  const records = buildRecords(context, app, domain);
  const id = constructId("custom_domain", domain.host);
  const binding = new AppServiceCustomHostnameBinding(
    scope,
    id,
    transformed("customDomains", id, {
      hostname: domain.host,
      appServiceName: app.name,
      resourceGroupName: app.resourceGroupName,
      // Azure looks for the records when it creates the binding.
      ...(records.length === 0 ? {} : { dependsOn: [...records] }),
      // The binding of the certificate writes them.
      lifecycle: { ignoreChanges: ["ssl_state", "thumbprint"] },
    }),
  );
  if (domain.managed) buildCertificate(context, domain, binding);
  return binding;
}

function buildCertificate(
  { scope, transformed }: DnsRecordContext,
  { host }: CustomDomainPlan,
  binding: AppServiceCustomHostnameBinding,
): void {
  const certificateId = constructId("custom_domain_certificate", host);
  const certificate = new AppServiceManagedCertificate(
    scope,
    certificateId,
    transformed("customDomainCertificates", certificateId, { customHostnameBindingId: binding.id }),
  );
  const id = constructId("custom_domain_tls", host);
  new AppServiceCertificateBinding(
    scope,
    id,
    transformed("customDomainCertificateBindings", id, {
      hostnameBindingId: binding.id,
      certificateId: certificate.id,
      sslState: "SniEnabled",
    }),
  );
}

/** learn.microsoft.com/azure/app-service/app-service-web-tutorial-custom-domain */
function buildRecords(
  context: DnsRecordContext,
  app: FunctionApp,
  { zone, address }: CustomDomainPlan,
): readonly TerraformResource[] {
  if (zone === undefined) return [];
  const { record } = zone;
  return [
    address === undefined
      ? buildCnameRecord(context, zone, record, app.defaultHostname)
      : buildARecord(context, zone, record, address),
    buildTxtRecord(context, zone, recordNameBefore("asuid", record), verificationIdOf(app)),
  ];
}
