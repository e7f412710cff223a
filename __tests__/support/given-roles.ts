import { createHash } from "node:crypto";
import { builtInRole } from "../../lib/access/built-in-roles";
import { type BootstrapPlan, type Job, scopeIdOf } from "../../lib/pipeline/bootstrap/bootstrap-plan";
import type { GivenRole } from "../../lib/stand-in/caller-rights";
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
  const name = createHash("sha256").update(`${scope} ${principalId}`).digest("hex").slice(0, 12);
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

/** Everything that bootstrap assigns to the identity of a job, without some actions. */
export function givenByBootstrap(
  plan: BootstrapPlan,
  job: Job,
  without: readonly string[] = [],
): readonly GivenRole[] {
  const left = (actions: readonly string[] = []): readonly string[] =>
    actions.filter((action) => !without.includes(action));
  return plan.assignments
    .filter((each) => each.job === job)
    .map(({ role, scope, condition }): GivenRole => {
      // Whoever may not create roles has Locks Contributor too, which no release needs.
      const found =
        typeof role === "string" ? plan.roles.find(({ id }) => id === role) : builtInRole(role.name);
      return {
        scope: scopeIdOf(plan, scope),
        permission: {
          actions: left(found?.actions),
          notActions: found?.notActions ?? [],
          dataActions: left(found?.dataActions),
        },
        ...(condition === undefined ? {} : { condition }),
      };
    });
}
