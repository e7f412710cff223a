import { createHash } from "node:crypto";
import { identity } from "../../lib/stand-in/login";
import type { StandIn } from "../../lib/stand-in/stand-in";
import type { Resource } from "../../lib/stand-in/store";

const CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

/** Gives whoever is logged in the right to upload there: the role assignment. */
export function letUpload(standIn: StandIn, scope: string): Resource {
  return assign(standIn, scope, identity.objectId, CONTRIBUTOR);
}

/** Gives a principal a role, by the role's id. */
export function assign(standIn: StandIn, scope: string, principalId: string, role: string): Resource {
  const name = createHash("sha256").update(`${scope} ${principalId} ${role}`).digest("hex").slice(0, 12);
  return standIn.make(
    `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-${name}`,
    {
      properties: {
        principalId,
        roleDefinitionId: `/subscriptions/${identity.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      },
    },
  );
}
