import type { ArmType } from "../arm-type";
import { textAt, withDefaults } from "../json";

/** The days of a managed certificate are those of a fixed calendar: no clock goes into it. */
const DAYS = { issueDate: "2026-01-01T00:00:00+00:00", expirationDate: "2026-07-01T00:00:00+00:00" };

/** Host names of an app, and their certificates. */
export const customDomains: readonly ArmType[] = [
  {
    type: "Microsoft.Web/sites/hostNameBindings",
    created: 200,
    noProvisioningState: true,
    complete: (asked) =>
      withDefaults({ properties: { hostNameType: "Verified", sslState: "Disabled" } }, asked),
  },
  {
    // learn.microsoft.com/azure/app-service/configure-ssl-certificate#create-a-free-managed-certificate
    type: "Microsoft.Web/certificates",
    created: 200,
    noProvisioningState: true,
    complete(asked, { id }, { guid }) {
      const name = textAt(asked, "properties.canonicalName");
      const thumbprint = guid(`certificate ${id}`).replaceAll("-", "").toUpperCase().padEnd(40, "0");
      const issued = { ...DAYS, thumbprint, subjectName: name, hostNames: [name] };
      return withDefaults({ properties: issued }, asked);
    },
  },
];
