import type { OtherGrant } from "../contract/grant";
import { READER, READING_PRINCIPAL } from "./certificate-secret";
import { certificateGrants } from "./custom-domains";
import type { ApimPlan } from "./plan";
import { PUBLISHER, PUBLISHING_PRINCIPAL } from "./publisher";
import { certificateScope } from "./reachable";

const IDENTITY = "API Management";

/** The roles of the identity of API Management. */
export function apimGrants(plan: ApimPlan): readonly OtherGrant[] {
  if (!plan.enabled) return [];
  const publishes = plan.api.logging?.byIdentity === true;
  const domains = "existing" in plan ? [] : plan.customDomains;
  return [
    ...(publishes
      ? [
          {
            ...PUBLISHER,
            id: `${PUBLISHING_PRINCIPAL}_${PUBLISHER.id}`,
            identity: IDENTITY,
            on: "Application Insights",
            scope: { service: "logs", on: "insights" } as const,
          },
        ]
      : []),
    ...certificateGrants(domains).map(({ id, vault, secret }) => ({
      id: `${READING_PRINCIPAL}_${id}`,
      identity: IDENTITY,
      role: READER,
      on: `secret ${secret} of key vault ${vault}`,
      scope: { service: "apim", on: certificateScope(vault), below: `/secrets/${secret}` } as const,
      reason: "read the certificate of a custom domain",
    })),
  ];
}
