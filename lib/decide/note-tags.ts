import { tagLimits, tagsWithin } from "../azure/names/tag-limits";
import { type Tags, mergeTags } from "../azure/names/tags";
import type { ServicePlans } from "../services";
import type { Draft } from "../services/contract/draft";

/** Says which tags are left out of resources that do not take them. */
export function noteTags(draft: Draft, tags: Tags, services: ServicePlans): void {
  const all = mergeTags({ stack: "" }, tags);
  for (const kind of limitedKinds(services)) {
    const limit = tagLimits[kind];
    const kept = tagsWithin(limit, all);
    const left = Object.keys(all).filter((name) => !Object.hasOwn(kept, name));
    if (left.length > 0)
      draft.note(
        "tags",
        `${left.map((name) => `"${name}"`).join(", ")} not set on ${limit.label}, which allow ${limit.most} tags, with names of ${limit.characters}`,
      );
  }
}

/** Those that the backend itself makes. */
function limitedKinds({ networking, apim, cdn }: ServicePlans): readonly ("dns" | "frontDoor")[] {
  const zones = networking.vnet && networking.zones !== "policy" ? networking.zones : [];
  const network = apim.enabled && !("existing" in apim) ? apim.network : undefined;
  const hosts = network?.hosts ?? [];
  const hasZones = hosts.length > 0 || zones.some(({ existing, linked }) => existing === undefined || linked);
  return [...(hasZones ? ["dns" as const] : []), ...(cdn.enabled ? ["frontDoor" as const] : [])];
}
