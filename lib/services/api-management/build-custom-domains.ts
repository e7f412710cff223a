import type { ApiManagement } from "@cdktf/provider-azurerm/lib/api-management";
import { ApiManagementCustomDomain } from "@cdktf/provider-azurerm/lib/api-management-custom-domain";
import type { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Fn, type TerraformResource } from "cdktf";
import { ROOT } from "../../azure/host-name";
import { buildRoleAssignment } from "../../kit/role-assignment";
import { type DnsRecordContext, buildARecord, buildCnameRecord } from "../contract/build-dns-records";
import { type CertificateGrant, READER, READING_PRINCIPAL } from "./certificate-secret";
import { type ApimDomainPlan, certificateGrants } from "./custom-domains";

/** The host names of a gateway: the records and the roles that read certificates first. */
export function buildCustomDomain(
  context: DnsRecordContext,
  apim: ApiManagement,
  domains: readonly ApimDomainPlan[],
): ApiManagementCustomDomain {
  const { scope, transformed } = context;
  const before = [
    ...domains.flatMap((domain) => buildRecord(context, apim, domain)),
    ...certificateGrants(domains).map((grant) => buildReader(context, apim, grant)),
  ];
  const id = "apim_custom_domain";
  return new ApiManagementCustomDomain(
    scope,
    id,
    transformed("apimCustomDomain", id, {
      apiManagementId: apim.id,
      gateway: domains.map(({ host, certificateSecretId }) => ({
        hostName: host,
        keyVaultCertificateId: certificateSecretId,
      })),
      ...(before.length === 0 ? {} : { dependsOn: before }),
    }),
  );
}

/** learn.microsoft.com/azure/api-management/configure-custom-domain#dns-configuration */
function buildRecord(
  context: DnsRecordContext,
  apim: ApiManagement,
  { zone }: ApimDomainPlan,
): readonly TerraformResource[] {
  if (zone === undefined) return [];
  const { record } = zone;
  return [
    record === ROOT
      ? buildARecord(context, zone, record, Fn.element(apim.publicIpAddresses, 0) as string)
      : // The host name that the service keeps: its `gateway_url` may become the custom one.
        buildCnameRecord(context, zone, record, `${apim.name}.azure-api.net`),
  ];
}

/** learn.microsoft.com/azure/api-management/api-management-howto-use-managed-service-identity */
function buildReader(
  { scope, transformed }: DnsRecordContext,
  apim: ApiManagement,
  { id, scope: secretId }: CertificateGrant,
): RoleAssignment {
  return buildRoleAssignment(
    scope,
    { id: READING_PRINCIPAL, principalId: apim.identity.principalId },
    { id, service: "apim", role: READER, reason: "read the certificate of a custom domain" },
    secretId,
    transformed,
  );
}
