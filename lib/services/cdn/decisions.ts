import { reportRetirement } from "../contract/report-retirement";
import type { Draft } from "../contract/draft";
import { publicContainers, redundancyFault } from "../storage";
import { checkComponentsWithCdn } from "./check-components";
import { checkEndpoints } from "./check-endpoints";
import { checkCustomDomains } from "./custom-domains";
import { CDN } from "./option-group";

/** Every rule of Azure that a combination of `optional.cdn` options can break. */
export function decideCdn(draft: Draft): void {
  if (!draft.settings.optional.cdn.enabled) return;
  checkSku(draft);
  checkEndpoints(draft);
  checkCustomDomains(draft);
  decideRedundancy(draft);
  moveContainers(draft);
  checkComponentsWithCdn(draft);
}

function checkSku(draft: Draft): void {
  const path = `${CDN}.sku.name` as const;
  const { name } = draft.settings.optional.cdn.sku;
  const fix = `remove ${CDN}.sku: Standard_AzureFrontDoor is enough for public assets`;
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
        "is not supported: its private origins need a manual approval, public assets do not need its managed firewall rules, and it cannot be changed back to Standard",
        fix,
      );
  }
}

/** As the account for data, unless another value is set; and as the region allows. */
function decideRedundancy(draft: Draft): void {
  const { storage, optional } = draft.settings;
  const path = `${CDN}.storage.sku` as const;
  const own = optional.cdn.storage.sku?.name;
  const fault = redundancyFault(draft, own ?? storage.sku.name);
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
    const moved = `${endpoint} puts this container in a separate storage account; existing blobs are not moved`;
    if (!draft.chosen(path)) draft.adjust(path, false, moved);
    else if (given.publicAccess === "Blob") draft.note(path, moved);
    else
      draft.problem(
        path,
        `${endpoint} makes that container public`,
        `remove ${path}, or set ${endpoint} to false`,
        `${CDN}.enabled`,
      );
  }
}
