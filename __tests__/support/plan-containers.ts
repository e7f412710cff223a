import { identity } from "../../lib/stand-in/login";
import type { StandIn } from "../../lib/stand-in/stand-in";
import { assign } from "./given-roles";

const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const GROUP = `/subscriptions/${identity.subscriptionId}/resourceGroups/rg-states`;
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/sttfstate`;
const ROLE = "5d3b0f0e-0000-4000-8000-000000000001";
const STATE_ROLE = "5d3b0f0e-0000-4000-8000-000000000002";

/** The account of a state, with a container for plans beside it. */
export interface PlanContainers {
  /** Gives who is logged in these data actions on the container of the plans, and no others. */
  mayOnPlans(...dataActions: readonly string[]): void;
  /** Closes the account to the internet. */
  close(): void;
}

/** Makes the account `sttfstate` with `tfstate`, whose blobs may be read and written, and `tfstate-plans`, which nobody may use. */
export function makePlanContainers(standIn: StandIn): PlanContainers {
  const account = (publicNetworkAccess: string): void => {
    standIn.make(ACCOUNT, {
      location: "westeurope",
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
      properties: { publicNetworkAccess },
    });
  };
  const container = (name: string): string => `${ACCOUNT}/blobServices/default/containers/${name}`;
  const role = (id: string, dataActions: readonly string[], scope: string): void => {
    standIn.make(`${ACCOUNT}/providers/Microsoft.Authorization/roleDefinitions/${id}`, {
      properties: {
        roleName: `role ${id}`,
        type: "CustomRole",
        assignableScopes: [GROUP],
        permissions: [{ actions: [], notActions: [], dataActions: [...dataActions], notDataActions: [] }],
      },
    });
    assign(standIn, scope, identity.objectId, id);
  };
  standIn.make(GROUP, { location: "westeurope" });
  account("Enabled");
  for (const name of ["tfstate", "tfstate-plans"]) standIn.make(container(name), { properties: {} });
  role(STATE_ROLE, [`${BLOBS}/read`, `${BLOBS}/write`], container("tfstate"));
  return {
    mayOnPlans: (...dataActions) => {
      role(ROLE, dataActions, container("tfstate-plans"));
    },
    close: () => {
      account("Disabled");
    },
  };
}
