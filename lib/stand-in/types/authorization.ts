import type { ArmType } from "../arm-type";
import { objectAt, withDefaults } from "../json";

/** No clock goes into an answer. */
const CREATED = "2026-01-01T00:00:00.0000000Z";
const UPDATED = "2026-01-02T00:00:00.0000000Z";

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
    type: "Microsoft.Authorization/roleDefinitions",
    noProvisioningState: true,
    // A definition that is changed has another time than that of its creation: the provider waits for it.
    complete: (asked, { id }, { store }) => ({
      ...asked,
      properties: {
        ...objectAt(asked, "properties"),
        type: "CustomRole",
        createdOn: CREATED,
        updatedOn: store.get(id) === undefined ? CREATED : UPDATED,
      },
    }),
  },
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
  {
    type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    noProvisioningState: true,
  },
];
