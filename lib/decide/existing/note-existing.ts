import { type ServicePlans, serviceNamed, serviceNames } from "../../services";
import type { Draft } from "../../services/contract/draft";
import type { GrantPlan } from "../../services/contract/grant-plan";
import type { PrivateEndpointPlan } from "../../services/contract/private-endpoints";
import { grantLine } from "../grants-report";
import { hasPrivateEndpoints } from "../has-private-endpoints";
import { existingKinds, externalNames } from "./kinds";

/** Notes what a backend counts on inside of existing resources, and what it makes there. */
export function noteExpected(draft: Draft, plans: ServicePlans): void {
  const used = externalNames.flatMap((name) => {
    const existing = draft.existing[name];
    return existing === undefined ? [] : [{ existing, kind: existingKinds[name] }];
  });
  for (const { existing, kind } of used) {
    if (existing.createChildren || kind.expects === undefined) continue;
    const expected = new Set(kind.expects(plans[kind.service], draft));
    draft.note(
      existing.option,
      `must already contain: ${expected.size === 0 ? "nothing" : [...expected].join(", ")}`,
    );
  }
  for (const { existing, kind } of used)
    if (existing.createChildren) kind.noteChildren?.(plans[kind.service], draft);
  for (const name of serviceNames) serviceNamed(name).note?.(plans[name], draft);
  if (hasPrivateEndpoints(draft.settings))
    for (const { existing, kind } of used)
      if (kind.privateEndpoint === true)
        draft.note(existing.option, "gets no private endpoint from this backend: its owner must create one");
}

/** Notes which roles the owners of existing resources have to give. */
export function noteLeftGrants(draft: Draft, grants: readonly GrantPlan[]): void {
  for (const grant of grants)
    if (grant.leftToOwnerOf !== undefined)
      draft.note(
        grant.leftToOwnerOf,
        `its owner must assign this role to the function app and each of its slots: ${grantLine(grant)}`,
      );
}

/** Notes existing zones that no private endpoint goes into, and that are not linked to the network either. */
export function noteUnusedZones(draft: Draft, endpoints: readonly PrivateEndpointPlan[]): void {
  const { privateDnsZones } = draft.existing;
  if (privateDnsZones === "policy" || endpoints.length === 0) return;
  const needed = endpoints.map(({ zone }) => zone);
  for (const [zone, { option, createChildren }] of Object.entries(privateDnsZones))
    if (!createChildren && !needed.includes(zone))
      draft.note(option, "not used: no private endpoint of this backend needs this zone");
}
