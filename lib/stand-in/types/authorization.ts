import type { ArmType } from "../arm-type";
import { withDefaults } from "../json";

export const authorization: readonly ArmType[] = [
  {
    type: "Microsoft.Authorization/roleAssignments",
    noProvisioningState: true,
    complete: (asked, { id }) =>
      withDefaults(
        {
          properties: {
            scope: id.replace(/\/providers\/Microsoft\.Authorization\/roleAssignments\/.*$/i, ""),
          },
        },
        asked,
      ),
  },
  { type: "Microsoft.Authorization/locks", deleted: 204, noProvisioningState: true },
  {
    type: "Microsoft.ManagedIdentity/userAssignedIdentities",
    complete: (asked, { id }, { guid }) => ({
      ...asked,
      properties: {
        tenantId: "00000000-0000-4000-8000-000000000001",
        principalId: guid(`principal ${id}`),
        clientId: guid(`client ${id}`),
      },
    }),
  },
];
