import { reportRetirement } from "../contract/report-retirement";
import type { Draft } from "../contract/draft";
import { publicContainers, redundancyFault } from "../storage";
import { checkComponentsWithCdn } from "./check-components";
import { checkEndpoints } from "./check-endpoints";
import { CDN } from "./option-group";

/** Every rule of Azure that a combination of `optional.cdn` options can break. */
export function decideCdn(draft: Draft): void {
  if (!draft.settings.optional.cdn.enabled) return;
  checkSku(draft);
  checkEndpoints(draft);
  decideRedundancy(draft);
  moveContainers(draft);
  checkComponentsWithCdn(draft);
}

function checkSku(draft: Draft): void {
  const path = `${CDN}.sku.name` as const;
  const { name } = draft.settings.optional.cdn.sku;
  const fix = `leave ${CDN}.sku out: Standard_AzureFrontDoor has what is needed`;
  switch (name) {
    case "Standard_AzureFrontDoor":
      return;
    case "Standard_Microsoft":
      reportRetirement(draft, "cdn-classic-creation", path);
      return;
    // learn.microsoft.com/azure/frontdoor/private-link
    case "Premium_AzureFrontDoor":
      draft.problem(
        path,
        "is not offered: its private origins have to be approved by hand, public assets need none of its managed firewall rules, and it cannot go back to Standard",
        fix,
      );
  }
}

/** As the account for data, unless somebody says otherwise; and as the region allows. */
function decideRedundancy(draft: Draft): void {
  const { storage, optional } = draft.settings;
  const path = `${CDN}.storage.sku` as const;
  const own = optional.cdn.storage.sku;
  const fault = redundancyFault(draft, (own ?? storage.sku).name);
  if (fault === undefined) return;
  const { why, possible } = fault;
  if (own !== undefined && draft.chosen(path))
    draft.problem(`${path}.name`, why, `set ${path}.name to "${possible}"`, "location");
  else draft.adjust(path, { name: possible }, why);
}

/** A container is in one account. That everybody can read it says the same of it; that nobody can is a contradiction. */
function moveContainers(draft: Draft): void {
  for (const name of publicContainers(draft.settings)) {
    const endpoint = `${CDN}.endpoints.${name}` as const;
    draft.noteAccess(endpoint, `everybody on the internet can read the blobs of container ${name}`);
    const given = draft.settings.storage.containers[name];
    if (given === undefined || given === false) continue;
    const path = `storage.containers.${name}` as const;
    const moved = `${endpoint} has it in an account of its own; blobs that were in it before do not move along`;
    if (!draft.chosen(path)) draft.adjust(path, false, moved);
    else if (given.publicAccess === "Blob") draft.note(path, moved);
    else
      draft.problem(
        path,
        `${endpoint} lets everybody read that container`,
        `leave ${path} out, or set ${endpoint} to false`,
        `${CDN}.enabled`,
      );
  }
}
